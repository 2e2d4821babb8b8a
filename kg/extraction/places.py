"""Names of places: a document and the names of agents in it go in, place mentions with the country of each come out.

What makes capitalised words a place is what stands around them: a preposition ("near Goma"), a word for a kind of place
("Helmand province"), a dateline, an apposition ("Nyala, South Darfur"), or the table of countries, regions and towns. A
facility is no place, but the name before its noun is ("Qarun hospital"). The country of a place that the table lacks is
the one named beside it, else the one that the report speaks of most.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention, PlaceMention
from kg.extraction.entries import entry_places
from kg.extraction.lexicon import is_code
from kg.extraction.tables import word_set
from kg.model import Place
from kg.places.countries import demonym, named
from kg.places.towns import large, within

_WEAK = word_set("from of to on for")
_EQUIPMENT = re.compile(r"\b[A-Za-z]+-\d")  # "Su-34", "T-72": in one, but nowhere
_STRONG = word_set("in near outside around inside across throughout within into towards toward between")
#: Nouns for kinds of places that follow a name ("Idlib province") or stand before it ("the village of").
_KINDS = word_set(
    "province district governorate region state county department municipality commune prefecture territory oblast raion rayon division "
    "canton parish chiefdom woreda kebele zone sub-county subdistrict sub-district tehsil taluk upazila barangay ward quarter "
    "neighbourhood neighborhood suburb borough sector township town city village hamlet settlement community area valley river mountain "
    "mountains hill hills island islands peninsula desert forest plain plateau coast gulf lake delta bay strait channel road highway street avenue square "
    "bridge crossing junction roundabout camp outskirts front axis locality shantytown slum townland aul stanitsa groupement chefferie cercle favela banlieue enclave corridor "
    "strip subdivision estate farm ranch pass gorge basin axis intersection villages towns provinces districts regions provinces border checkpoint"
)
_QUARTERS = word_set("neighbourhood neighborhood quarter suburb district sector ward barrio colony village hamlet canton")
_CAPITAL_KINDS = frozenset(kind.capitalize() for kind in _KINDS)
_DIRECTIONS = word_set(
    "north south east west northern southern eastern western central northwest northeast southwest southeast north-west north-east south-west south-east north-western northwestern north-eastern northeastern south-western southwestern south-eastern southeastern upper lower greater occupied rural inner outer downtown"
)
#: Nouns for buildings and bodies: a run that ends in one is a facility or an organisation.
_NO_PLACE = word_set(
    "hospital clinic school university college church mosque cathedral temple market ministry court prison barracks airport station hotel stadium "
    "committee council commission office army police forces force brigade battalion regiment front movement party union organization "
    "organisation network agency watch international nations news press radio television tv times post media group association foundation "
    "society federation league court tribunal parliament government act convention treaty agreement operation academy institute centre center "
    "company corporation bank fund programme program service services house hall monastery convent madrasa embassy consulate"
)
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec ramadan easter christmas eid gmt utc muslim muslims christian christians islam islamic god telegram facebook twitter whatsapp"
)
_FACILITIES = word_set(
    "hospital clinic school university college church mosque cathedral temple market prison jail airport airfield airbase barracks station bridge "
    "checkpoint camp stadium hotel bakery monastery shrine synagogue refinery port base crossing farm factory mine mill bus train"
)
#: Verbs by lemma whose object, when it is a name that stands by itself, is a place.
_REACHED = word_set(
    "enter reach leave flee evacuate surround besiege overrun capture recapture retake shell bombard bomb raid storm attack pound strafe "
    "infiltrate encircle occupy visit approach loot"
)
#: Nouns whose "of" leads to the place where they are.
_OF_PLACE = _FACILITIES | word_set(
    "villages towns districts provinces hamlets suburbs outskirts centre center inhabitants residents villagers people south north east west edge "
    "exchange office priest chief mayor governor sheikh bishop bombing shelling siege capture"
)
#: Words for roads and numbered areas that stand before their number.
_NUMBERED = word_set("route road highway zone sector kebele kilometre kilometer ward block area camp phase")
_ALONG = frozenset({"on the", "along the", "of the", "off the"})
_ROAD_CODE = re.compile(r"[A-Z]{1,3}-?\d{1,4}")
_PARTICLES = word_set(
    "al el ul ur de la le les du des del da do dos di das las los bin ibn abu umm um um- an as ash at az ad ed en es et sur sous y e na"
)
#: Words that name no place by themselves though they stand where places do.
_GENERAL = (
    _KINDS
    | _DIRECTIONS
    | word_set(
        "approx overnight what where when who why how state the of and yesterday today tonight source sources photo update total totals meanwhile late early"
    )
)
#: "Russian-led", "Saudi-backed": adjectives of agents, also in headlines.
_LED = re.compile(r"-(?:led|backed|allied|held|controlled|run|based|born)\b", re.IGNORECASE)
#: Letters that an abbreviation has at most; tokens of a heading's name; tokens to the country named beside a place.
_SHORT = 3
_LONGEST = 4
_BESIDE = 2
#: What a name, demonym or town counts for the country that the report speaks of, and from what on it speaks of it at all.
_LOCATED, _NAMED, _DEMONYM, _TOWN, _LARGE_TOWN = 6, 2, 1, 1, 4
_SPOKEN = 3
_DASHES = frozenset("-–—‐")


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalised words from `start` to before `end` that may name a place."""

    start: int
    end: int
    text: str


def _publishing(name: str | None) -> dict[str, int]:
    """The countries that the words of a longer name tell of: "Syria Monitor", "Palestinian Ministry of Health", "Benghazi Brief"."""
    words = (name or "").split()
    words = [word for word in words if word[0].isupper() and len(word) > _SHORT]
    return dict.fromkeys((code for word in words for code in (named(word) or demonym(word) or large(word.title()))[:1]), _NAMED)


def find_places(document: Document, names: Sequence[NameMention]) -> tuple[PlaceMention, ...]:
    """The names of places in order of the text, none inside another."""
    return _Finder(document, names).find()


class _Finder:
    """Looks at each run of capitalised words once, then gives every place its country."""

    def __init__(self, document: Document, names: Sequence[NameMention]) -> None:
        self.doc = document.doc
        self.document = document
        self.kinds = {index: name for name in names for index in range(name.start, name.end)}
        #: What each name of a town has said of its countries.
        self._own_votes: dict[str, dict[str, int]] = {}

    def find(self) -> tuple[PlaceMention, ...]:
        """The places of the document."""
        runs = list(self._accepted())
        runs += list(self._conjuncts({run.end: run for run in runs}))
        known = {run.text for run in runs}
        runs += list(self._repeated(known, {index for run in runs for index in range(run.start, run.end)}))
        runs.sort(key=lambda run: run.start)
        places: dict[str, Place] = {}
        return tuple(self._mention(run, following, places) for run, following in zip(runs, [*runs[1:], None], strict=False))

    # Which runs are places -----------------------------------------------------------------------------------------------

    def _accepted(self) -> Iterator[_Run]:
        for run in self._runs:
            if self._is_place(run):
                yield run

    def _repeated(self, known: set[str], taken: set[int]) -> Iterator[_Run]:
        """Runs that were found to be places elsewhere in the report."""
        for run in self._runs:
            alone = self._is_person(run) and not self._part_of_agent(run) and self.doc[run.end - 1].dep_ != "nsubj"
            if run.text in known and run.start not in taken and (alone or not self._agent(run)):
                yield run

    def _conjuncts(self, accepted: Mapping[int, _Run]) -> Iterator[_Run]:
        """Runs that "and" joins to a place found before them: "in Qarun and Bel Oria"."""
        for run in self._runs:
            before = accepted.get(run.start - 1)
            if before is None or named(before.text) or self.doc[run.start - 1].lower_ not in ("and", "or", "&"):
                continue
            head = self.doc[run.start : run.end].root
            joined = head.dep_ == "conj" and before.start <= head.head.i < before.end
            if joined and not self._organization(run) and not self._is_no_place(run) and not self._part_of_agent(run):
                yield run

    @cached_property
    def _runs(self) -> list[_Run]:
        doc, texts, runs, end = self.doc, self.document.texts, [], 0
        for index in [position for position, text in enumerate(texts) if self._capital(text)]:
            if index < end or self._opener(doc[index]):
                continue
            end = self._run_end(texts, index)
            text = self.document.words_of(index, end)
            if text.casefold() not in _CALENDAR:
                runs.append(_Run(index, end, text))
        return runs

    @cached_property
    def _by_start(self) -> dict[int, _Run]:
        return {run.start: run for run in self._runs}

    @staticmethod
    def _opener(token: Token) -> bool:
        """Whether a word is capitalised only because a sentence begins with it: "In", "The", "Across"."""
        return (token.is_stop or token.lower_ in _STRONG) and not (token.text.isupper() and len(token.text) > 1)

    def _run_end(self, texts: Sequence[str], start: int) -> int:
        """The end of a run: capitalised words, particles and hyphens between them, "d'" and "n'" before them."""
        end = start + 1
        while end < len(texts):
            if self.doc[end].is_sent_start and self.doc[end - 1].whitespace_ == "":
                break
            step = self._step(texts, end)
            if not step:
                break
            end += step
        return end

    def _step(self, texts: Sequence[str], end: int) -> int:
        """How many tokens from `end` on still belong to the run: 0 if none."""
        following = texts[end + 1] if end + 1 < len(texts) else ""
        if texts[end][:1].isdigit() and texts[end - 1][:1].isupper() and self.doc[end - 1].lower_ in _NUMBERED:
            return 1
        joined = not self.doc[end - 1].whitespace_
        word = texts[end]
        if self._capital(word) and word.casefold() not in _CALENDAR:
            return 1
        if word in _DASHES and joined and not self.doc[end].whitespace_:
            particle = following in _PARTICLES and end + 2 < len(texts) and texts[end + 2] in _DASHES
            return 3 if particle else 2 if following[:1].isalpha() else 0
        if word in _PARTICLES and word != "et" and self._capital(following) and self.doc[end].whitespace_:
            return 2
        if word.casefold() in _PARTICLES and following in _DASHES and self._capital(texts[min(end + 2, len(texts) - 1)]):
            return 3
        return 1 if joined and word[:1] in "'’" and len(word) > len("’s") else 0

    @staticmethod
    def _capital(word: str) -> bool:
        return word[:1].isupper() and (len(word) > 1 or word == "X")

    def _agent(self, run: _Run) -> bool:
        """Whether the run is (part of) the name of a person, an organisation or an armed actor."""
        name = self.kinds.get(run.start)
        return name is not None and name.agent.kind in ("Person", "Organization", "ArmedActor") and name.agent.label[0].isupper()

    def _is_person(self, run: _Run) -> bool:
        name = self.kinds.get(run.start)
        return name is not None and name.agent.kind == "Person"

    def _part_of_agent(self, run: _Run) -> bool:
        """Whether the run is a part of, or short for, the longer name of an agent."""
        name = self.kinds.get(run.start)
        return self._agent(run) and name is not None and name.agent.label != run.text

    def _is_place(self, run: _Run) -> bool:
        """Whether a run is a place: by the table of the world, by what stands around it, or by spaCy's entity."""
        if self._is_no_place(run):
            return False
        if named(run.text):
            return True
        if _LED.search(run.text) or demonym(run.text):
            return False
        before = self._before(run)
        known = self._supported(run, within(run.text)) or large(run.text)
        if (known and (before in _STRONG or self._may_be_town(run))) or self._shown(run, before):
            return True
        entity = all(token.ent_type_ in ("GPE", "LOC") for token in self.doc[run.start : run.end])
        return entity and not self._agent(run) and not self._common(run)

    def _shown(self, run: _Run, before: str) -> bool:
        """Whether what stands around a run shows that it is a place."""
        signs = (self._heads_entry, self._with_kind, self._dateline, self._listed, self._reached, self._of_place, self._numbered)
        return self._after_preposition(run, before) or any(sign(run) for sign in signs)

    def _is_no_place(self, run: _Run) -> bool:
        """Whether a run ends in a noun for a body or building, is a piece of equipment, or only says what kind of place."""
        return (
            self.doc[run.end - 1].lower_ in _NO_PLACE
            or _EQUIPMENT.search(run.text) is not None
            or all(word.casefold() in _GENERAL for word in run.text.split())
        )

    def _reached(self, run: _Run) -> bool:
        """Whether somebody enters, leaves, surrounds or shells what the run names: "rebels entered Qarun"."""
        head = self.doc[run.start : run.end].root
        if head.dep_ not in ("dobj", "nsubjpass") or head.head.lemma_.lower() not in _REACHED:
            return False
        known = self._is_person(run) or self._organization(run) or (self._agent(run) and run.end - run.start > 1)
        return not known and not self._common(run)

    def _of_place(self, run: _Run) -> bool:
        """Whether the run tells where a facility or part of a town is: "the school of Qarun", "the outskirts of Qarun"."""
        index = run.start - 1
        if index < 1 or self.doc[index].lower_ != "of" or self.doc[index - 1].lower_ not in _OF_PLACE:
            return False
        return not self._organization(run) and not self._part_of_agent(run) and not run.text.isupper()

    def _with_kind(self, run: _Run) -> bool:
        """Whether a noun for a kind of place follows ("Lorana province") or ends the run ("Lorana Province")."""
        last = self.doc[run.end - 1]
        after = self.doc[run.end].lower_ if run.end < len(self.doc) else ""
        if after in _KINDS and last.whitespace_ and not self._common(run):
            return True
        return last.text in _CAPITAL_KINDS and run.end - run.start > 1 and not self._organization(run)

    def _after_preposition(self, run: _Run, before: str) -> bool:
        """Whether the preposition before a run leads to a place here."""
        if before in _STRONG:
            after = self.doc[run.end].lower_ if run.end < len(self.doc) else ""
            return after not in ("'s", "’s") and not self._organization(run) and not self._common(run)
        if before == "at":
            return not self._common(run) and not self._organization(run)
        if before not in _WEAK or self._agent(run) or self._organization(run):
            return False
        labels = {token.ent_type_ for token in self.doc[run.start : run.end]}
        return bool(labels & {"GPE", "LOC"}) or (before in ("from", "to") and not labels & {"PERSON", "ORG", "NORP", "DATE"})

    def _before(self, run: _Run) -> str:
        """The preposition before a run, over "the", directions and "town of"."""
        index = run.start - 1
        while index >= 0 and (
            self.doc[index].lower_ in ("the", "both", "nearby", "neighbouring", "neighboring", "either")
            or self.doc[index].lower_ in _DIRECTIONS
        ):
            index -= 1
        if index >= 1 and self.doc[index].lower_ in ("of", "called", "named") and self.doc[index - 1].lower_ in _KINDS:
            return "in"
        if index >= 0 and self.doc[index].lower_ in _KINDS and self.doc[index].text.islower():
            return "in" if index + 1 == run.start else ""
        return self.doc[index].lower_ if index >= 0 else ""

    def _numbered(self, run: _Run) -> bool:
        """Whether a run is a road or an area by its number: "Route 36", "Zone 11", "on the RN16"."""
        last = self.doc[run.end - 1]
        if last.text[:1].isdigit():
            return True
        return _ROAD_CODE.fullmatch(run.text) is not None and self.document.words_of(run.start - 2, run.start) in _ALONG

    def _common(self, run: _Run) -> bool:
        """Whether the run is one common word capitalised because a sentence or title begins with it."""
        token = self.doc[run.start]
        if run.end - run.start > 1 or not token.is_sent_start:
            return False
        return token.pos_ not in ("PROPN", "NOUN") or is_code(token.lower_)

    def _organization(self, run: _Run) -> bool:
        name = self.kinds.get(run.start)
        if name is None or name.agent.kind not in ("Organization", "ArmedActor"):
            return False
        words = {word.casefold() for word in re.findall(r"\w+", name.agent.label)}
        return name.agent.kind == "ArmedActor" or run.text.isupper() or bool(words & _NO_PLACE)

    def _dateline(self, run: _Run) -> bool:
        """Whether the run opens a line and is followed as a dateline is: "QARUN, Niger (…) –", "Qarun:", "| Qarun, "."""
        lines = self.document.paragraph_numbers
        token = self.doc[run.start]
        opens = run.start == 0 or self.doc[run.start - 1].is_space or lines[run.start] != lines[run.start - 1]
        after = self.doc[run.end].text if run.end < len(self.doc) else ""
        if (
            opens
            and run.text.isupper()
            and lines[run.start] > 0
            and after in (",", "–", "—", "-", "(", "/", ":")
            and len(run.text) > _SHORT
        ):
            return True
        if opens and lines[run.start] > 0 and after in (":", "–", "—") and run.end - run.start <= _LONGEST:
            quoted = self.document.words_of(run.end, run.end + 2)[-1:] in "\"“‘'"
            return token.pos_ == "PROPN" and not quoted and (run.end - run.start == 1 or not self._agent(run))
        return self.doc[run.start - 1].text == "|" and after in (",", "|") if run.start else False

    def _heads_entry(self, run: _Run) -> bool:
        """Whether an entry of a log or roundup is headed with the run, and it is no person's full name."""
        offsets = self.document.offsets
        start, end = offsets[run.start], offsets[run.end - 1] + len(self.doc[run.end - 1])
        inside = any(first <= start and end <= last for first, last in self._headed)
        return inside and not (self._is_person(run) and self._part_of_agent(run)) and not demonym(run.text)

    @cached_property
    def _headed(self) -> tuple[tuple[int, int], ...]:
        return entry_places(self.document)

    def _listed(self, run: _Run) -> bool:
        """Whether the run stands in apposition before a country or region: "Qarun, Niger"."""
        if run.end + 1 >= len(self.doc) or self.doc[run.end].text not in (",", "("):
            return False
        following = self._by_start.get(run.end + 1) or self._by_start.get(run.end + 2)
        return following is not None and not self._agent(run) and bool(named(following.text) or within(following.text))

    # In which country ----------------------------------------------------------------------------------------------------

    @cached_property
    def _votes(self) -> Counter[str]:
        """How much the report speaks of each country: by its name, most where a preposition leads to it, by towns and demonyms.

        The headline counts double. A demonym alone says little: it may be that of an army from elsewhere.
        """
        votes = Counter(_publishing(self.document.report.publisher))
        for run in self._runs:
            factor = 2 if self.document.paragraph_numbers[run.start] == 0 else 1
            if len(codes := named(run.text)) == 1:
                votes[codes[0]] += factor * (_LOCATED if self._before(run) in _STRONG or self._after_comma(run) else _NAMED)
            elif len(codes := demonym(run.text) or demonym(self.doc[run.start].text)) == 1:
                votes[codes[0]] += factor * _DEMONYM
            elif run.text not in self._own_votes:
                self._own_votes[run.text] = {code: factor * weight for code, weight in self._town_votes(run).items()}
                votes.update(self._own_votes[run.text])
        return votes

    def _town_votes(self, run: _Run) -> dict[str, int]:
        """What a name says of countries that have such a town: most where it is large, little where it stands in a longer name."""
        if (codes := within(run.text)) and self._may_be_town(run):
            return dict.fromkeys(codes, _TOWN) | dict.fromkeys(large(run.text)[:1], _LARGE_TOWN)
        return {} if self._is_person(run) else _publishing(run.text)

    def _may_be_town(self, run: _Run) -> bool:
        """Whether a name of the table is not (part of) an agent's name, unless it is all of it and a preposition leads to it."""
        return not self._agent(run) or (
            not self._part_of_agent(run) and (self._before(run) in _STRONG | _WEAK | {"at"} or bool(large(run.text)))
        )

    def _after_comma(self, run: _Run) -> bool:
        """Whether a run stands behind a comma, as the country of a place does: "Qarun, Niger"."""
        return run.start > 1 and self.doc[run.start - 1].text in (",", "(") and self.doc[run.start - 2].text[:1].isupper()

    @cached_property
    def _main(self) -> str | None:
        """The country that the report speaks of most, None where it speaks of none."""
        votes = self._votes
        return max(sorted(votes), key=lambda code: votes[code]) if votes else None

    def _supported(self, run: _Run, codes: Sequence[str]) -> str | None:
        """Of the countries that have a place of some name, the one that the rest of the report speaks of most, None if of none."""
        votes = self._votes  # fills _own_votes
        own = self._own_votes.get(run.text, {})
        counted = own if self._quarter(run) else {}
        spoken = [code for code in codes if votes[code] - counted.get(code, 0) >= _SPOKEN]
        return max(spoken, key=lambda code: (votes[code] - own.get(code, 0), -codes.index(code)), default=None)

    def _mention(self, run: _Run, following: _Run | None, places: dict[str, Place]) -> PlaceMention:
        codes = named(run.text)
        if codes and run.start and self.doc[run.start - 1].lower_ in _DIRECTIONS - {"occupied"}:
            label = f"{self.doc[run.start - 1].text} {run.text}"
            return PlaceMention(run.start - 1, run.end, places.setdefault(label, Place(label)), codes[0])
        place = places.setdefault(run.text, Place(run.text))
        if codes:
            return PlaceMention(run.start, run.end, place, codes[0], is_country=True)
        beside = following if following is not None and following.start - run.end <= _BESIDE else None
        return PlaceMention(run.start, run.end, place, self._country(run, beside))

    def _country(self, run: _Run, beside: _Run | None) -> str | None:
        """The country of a place: the one named beside it, the table's if the report speaks of it, else the report's."""
        codes = within(run.text)
        wider = (named(beside.text) or within(beside.text)) if beside is not None else ()
        common = [code for code in codes if code in wider]
        if len(common) == 1 or (beside is not None and len(wider) == 1 and named(beside.text)):
            return (common or wider)[0]
        known = self._supported(run, common or codes) or self._supported(run, wider)
        if known is None and not self._quarter(run):
            known = next(iter(large(run.text)), None)
        return known or self._told_before(run) or self._main or next(iter(codes), None)

    def _quarter(self, run: _Run) -> bool:
        """Whether a noun for a part of a town follows: then the name is that of no large town elsewhere."""
        return run.end < len(self.doc) and self.doc[run.end].lower_ in _QUARTERS

    def _told_before(self, run: _Run) -> str | None:
        """The country that the line named last before a place, where a preposition or comma led to it."""
        before = [code for start, code in self._located.get(self.document.paragraph_numbers[run.start], ()) if start < run.start]
        return before[-1] if before else None

    @cached_property
    def _located(self) -> dict[int, list[tuple[int, str]]]:
        """The countries that are named as where something is, by line."""
        found: dict[int, list[tuple[int, str]]] = {}
        for run in self._runs:
            codes = named(run.text)
            if codes and (self._before(run) in _STRONG or self._after_comma(run)):
                found.setdefault(self.document.paragraph_numbers[run.start], []).append((run.start, codes[0]))
        return found
