"""What stands around a run of capitalised words and says that it is a place, or that it is something else.

A preposition ("near Goma"), a word for a kind of place ("Helmand province"), a dateline, an apposition ("Nyala, South
Darfur"), the heading of an entry, a road's number. A facility is no place, but the name before its noun is ("Qarun hospital").
"""

import re
from collections.abc import Sequence
from functools import cached_property

from kg.extraction.candidates import Document, NameMention
from kg.extraction.entries import entry_places
from kg.extraction.lexicon import is_code
from kg.extraction.place_runs import STRONG, Run
from kg.extraction.tables import word_set
from kg.places.countries import demonym, named
from kg.places.towns import large, within

_WEAK = word_set("from of to on for")
_EQUIPMENT = re.compile(r"\b[A-Za-z]+-\d")  # "Su-34", "T-72": in one, but nowhere
#: Nouns for kinds of places that follow a name ("Idlib province") or stand before it ("the village of").
_KINDS = word_set(
    "province district governorate region state county department municipality commune prefecture territory oblast raion rayon division "
    "canton parish chiefdom woreda kebele zone sub-county subdistrict sub-district tehsil taluk upazila barangay ward quarter "
    "neighbourhood neighborhood suburb borough sector township town city village hamlet settlement community area valley river mountain "
    "mountains hill hills island islands peninsula desert forest plain plateau coast gulf lake delta bay strait channel road highway street avenue square "
    "bridge crossing junction roundabout camp outskirts front axis locality shantytown slum townland aul stanitsa groupement chefferie cercle favela banlieue enclave corridor "
    "strip subdivision estate farm ranch pass gorge basin axis intersection villages towns provinces districts regions provinces border checkpoint"
)
#: Of these what behind a name tells of people: "the Elbonian community"; what two parties have between them, and within how many words.
_PARTED = 6
_PEOPLES = frozenset({"community", "settlement"})
_BETWEEN_PARTIES = word_set(
    "fighting fight fights clash clashes battle battles skirmish skirmishes war wars conflict conflicts violence tension tensions dispute disputes feud feuds hostilities exchange exchanges "
    "talks truce ceasefire agreement relations differences quarrel quarrels massacre massacres"
)
_CAPITAL_KINDS = frozenset(kind.capitalize() for kind in _KINDS)
#: Words before a name that say which part of it is meant.
DIRECTIONS = word_set(
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
_ALONG = frozenset({"on the", "along the", "of the", "off the"})
_ROAD_CODE = re.compile(r"[A-Z]{1,3}-?\d{1,4}")
#: Words that name no place by themselves though they stand where places do.
_GENERAL = (
    _KINDS
    | DIRECTIONS
    | word_set(
        "approx overnight what where when who why how state the of and yesterday today tonight source sources photo update total totals meanwhile late early"
    )
)
#: Letters that an abbreviation has at most; tokens of a heading's name.
SHORT = 3
_LONGEST = 4


class Signs:
    """Reads what stands around the runs of one document, and whose names they are part of."""

    def __init__(self, document: Document, names: Sequence[NameMention], runs: Sequence[Run]) -> None:
        self.document, self.doc = document, document.doc
        self.kinds = {index: name for name in names for index in range(name.start, name.end)}
        self._by_start = {run.start: run for run in runs}

    # Whose name a run is -------------------------------------------------------------------------------------------------

    def is_agent(self, run: Run) -> bool:
        """Whether the run is (part of) the name of a person, an organisation or an armed actor."""
        name = self.kinds.get(run.start)
        return name is not None and name.agent.kind in ("Person", "Organization", "ArmedActor") and name.agent.label[0].isupper()

    def is_person(self, run: Run) -> bool:
        """Whether the run is (part of) the name of a person."""
        name = self.kinds.get(run.start)
        return name is not None and name.agent.kind == "Person"

    def part_of_agent(self, run: Run) -> bool:
        """Whether the run is a part of, or short for, the longer name of an agent."""
        name = self.kinds.get(run.start)
        return self.is_agent(run) and name is not None and name.agent.label != run.text

    def is_organization(self, run: Run) -> bool:
        """Whether the run is (part of) the name of an armed actor, or of a body by its words or its capitals."""
        name = self.kinds.get(run.start)
        if name is None or name.agent.kind not in ("Organization", "ArmedActor"):
            return False
        words = {word.casefold() for word in re.findall(r"\w+", name.agent.label)}
        return name.agent.kind == "ArmedActor" or run.text.isupper() or bool(words & _NO_PLACE)

    def is_common(self, run: Run) -> bool:
        """Whether the run is one common word capitalised because a sentence or title begins with it."""
        token = self.doc[run.start]
        if run.end - run.start > 1 or not token.is_sent_start:
            return False
        return token.pos_ not in ("PROPN", "NOUN") or is_code(token.lower_)

    def may_be_town(self, run: Run) -> bool:
        """Whether a name of the table is not (part of) an agent's name, unless it is all of it and a preposition leads to it."""
        return not self.is_agent(run) or (
            not self.part_of_agent(run) and (self.before(run) in STRONG | _WEAK | {"at"} or bool(large(run.text)))
        )

    def is_no_place(self, run: Run) -> bool:
        """Whether a run ends in a noun for a body or building, is a piece of equipment or a party, or only says what kind of place."""
        return (
            self.doc[run.end - 1].lower_ in _NO_PLACE
            or _EQUIPMENT.search(run.text) is not None
            or all(word.casefold() in _GENERAL for word in run.text.split())
            or (self._parts(run) and not (named(run.text) or large(run.text)))
        )

    # What leads to a place -----------------------------------------------------------------------------------------------

    def before(self, run: Run) -> str:
        """The preposition before a run, over "the", directions and "town of"."""
        index = run.start - 1
        while index >= 0 and (
            self.doc[index].lower_ in ("the", "both", "nearby", "neighbouring", "neighboring", "either")
            or self.doc[index].lower_ in DIRECTIONS
        ):
            index -= 1
        if index >= 1 and self.doc[index].lower_ in ("of", "called", "named") and self.doc[index - 1].lower_ in _KINDS:
            return "in"
        if index >= 0 and self.doc[index].lower_ in _KINDS and self.doc[index].text.islower():
            return "in" if index + 1 == run.start else ""
        return self.doc[index].lower_ if index >= 0 else ""

    def located(self, run: Run) -> bool:
        """Whether a run is named as where something is: behind a preposition that leads to a place, or behind a comma."""
        return self.before(run) in STRONG or self._after_comma(run)

    def _after_comma(self, run: Run) -> bool:
        """Whether a run stands behind a comma, as the country of a place does: "Qarun, Niger"."""
        return run.start > 1 and self.doc[run.start - 1].text in (",", "(") and self.doc[run.start - 2].text[:1].isupper()

    def shown(self, run: Run, before: str) -> bool:
        """Whether what stands around a run shows that it is a place."""
        signs = (self._heads_entry, self._with_kind, self._dateline, self._listed, self._reached, self._of_place, self._numbered)
        return self._after_preposition(run, before) or any(sign(run) for sign in signs)

    def _reached(self, run: Run) -> bool:
        """Whether somebody enters, leaves, surrounds or shells what the run names: "rebels entered Qarun"."""
        head = self.doc[run.start : run.end].root
        if head.dep_ not in ("dobj", "nsubjpass") or head.head.lemma_.lower() not in _REACHED:
            return False
        known = self.is_person(run) or self.is_organization(run) or (self.is_agent(run) and run.end - run.start > 1)
        return not known and not self.is_common(run)

    def _of_place(self, run: Run) -> bool:
        """Whether the run tells where a facility or part of a town is: "the school of Qarun", "the outskirts of Qarun"."""
        index = run.start - 1
        if index < 1 or self.doc[index].lower_ != "of" or self.doc[index - 1].lower_ not in _OF_PLACE:
            return False
        return not self.is_organization(run) and not self.part_of_agent(run) and not run.text.isupper()

    def _with_kind(self, run: Run) -> bool:
        """Whether a noun for a kind of place follows ("Lorana province") or ends the run ("Lorana Province")."""
        last = self.doc[run.end - 1]
        after = self.doc[run.end].lower_ if run.end < len(self.doc) else ""
        if after in _KINDS - _PEOPLES and last.whitespace_ and not self.is_common(run):
            return True
        return last.text in _CAPITAL_KINDS and run.end - run.start > 1 and not self.is_organization(run)

    def _after_preposition(self, run: Run, before: str) -> bool:
        """Whether the preposition before a run leads to a place here."""
        if before in STRONG:
            after = self.doc[run.end].lower_ if run.end < len(self.doc) else ""
            return after not in ("'s", "’s") and not self.is_organization(run) and not self.is_common(run)
        if before == "at":
            return not self.is_common(run) and not self.is_organization(run)
        if before not in _WEAK or self.is_agent(run) or self.is_organization(run):
            return False
        labels = {token.ent_type_ for token in self.doc[run.start : run.end]}
        return bool(labels & {"GPE", "LOC"}) or (before in ("from", "to") and not labels & {"PERSON", "ORG", "NORP", "DATE"})

    def _parts(self, run: Run) -> bool:
        """Whether the run is one of two parties: "fighting between Hutu and Tutsi"."""
        words = self.document.words[max(0, run.start - _PARTED) : run.start]
        return "between" in words and bool(_BETWEEN_PARTIES.intersection(words[: words.index("between")]))

    def _numbered(self, run: Run) -> bool:
        """Whether a run is a road or an area by its number: "Route 36", "Zone 11", "on the RN16"."""
        last = self.doc[run.end - 1]
        if last.text[:1].isdigit():
            return True
        return _ROAD_CODE.fullmatch(run.text) is not None and self.document.words_of(run.start - 2, run.start) in _ALONG

    def _dateline(self, run: Run) -> bool:
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
            and len(run.text) > SHORT
        ):
            return True
        if opens and lines[run.start] > 0 and after in (":", "–", "—") and run.end - run.start <= _LONGEST:
            quoted = self.document.words_of(run.end, run.end + 2)[-1:] in "\"“‘'"
            return token.pos_ == "PROPN" and not quoted and (run.end - run.start == 1 or not self.is_agent(run))
        return self.doc[run.start - 1].text == "|" and after in (",", "|") if run.start else False

    def _heads_entry(self, run: Run) -> bool:
        """Whether an entry of a log or roundup is headed with the run, and it is no person's full name."""
        offsets = self.document.offsets
        start, end = offsets[run.start], offsets[run.end - 1] + len(self.doc[run.end - 1])
        inside = any(first <= start and end <= last for first, last in self._headed)
        return inside and not (self.is_person(run) and self.part_of_agent(run)) and not demonym(run.text)

    @cached_property
    def _headed(self) -> tuple[tuple[int, int], ...]:
        return entry_places(self.document)

    def _listed(self, run: Run) -> bool:
        """Whether the run stands in apposition before a country or region: "Qarun, Niger"."""
        if run.end + 1 >= len(self.doc) or self.doc[run.end].text not in (",", "("):
            return False
        following = self._by_start.get(run.end + 1) or self._by_start.get(run.end + 2)
        return following is not None and not self.is_agent(run) and bool(named(following.text) or within(following.text))
