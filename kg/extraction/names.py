"""From a document to the names in it: persons, organisations, armed actors and states, each resolved to one agent.

A name is a run of capitalised words, with the particles that belong inside one; its kind comes from its own words ("Ministry",
"Brigade"), from what stands beside it (a title, an age, "fighters") and, failing these, from spaCy's entities. Common nouns
for armed actors ("the army", "Israeli soldiers") are names too. Short forms and abbreviations stand for the fullest form.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Document, NameMention
from kg.extraction.people import is_person
from kg.extraction.speech import ROLE_WORDS
from kg.extraction.tables import word_set
from kg.model import Agent
from kg.places.countries import demonym, named
from kg.places.towns import within

#: Words, in lower case, by which the name of an organisation is known.
ORGANIZATION_WORDS = word_set(
    "academy administration agency alliance assembly associates association authority bar board broadcasting bulletin bureau cabinet campaign "
    "caucus center centre chamber charity church city clinic club coalition collective college commission commissioner committee community company "
    "conference congress consortium cooperative corporation council court crescent cross department desk diocese directorate district division "
    "embassy federation forum foundation fund funds group headquarters house initiative inquiry institute institution international league "
    "mechanism media ministry mission monitor monitors movement municipality nations network news ngo observatory office ombudsman organisation "
    "organization panel parliament parish party platform presidency programme program project prosecution rights secretariat section senate "
    "service services society syndicate task team times tribunal trust union unit university watch workers observer"
)
#: Words, in lower case, by which the name of an armed actor is known.
ARMED_WORDS = word_set(
    "army armed air battalion brigade brigades cartel cell command corps coastguard defence defense faction fighters force forces front gang gendarmerie guard "
    "guards guerrillas gunmen infantry insurgents jihad liberation maoists marines military militia militias mujahideen mujahidin navy "
    "paramilitaries patrol police rangers rebels regiment resistance soldiers squad squadron troops"
)
#: Of these, the words that name an armed actor only together with another one of them ("Air Force", "Liberation Army").
_WEAK_ARMED_WORDS = word_set(
    "air armed cell command defence defense faction gang liberation jihad resistance guard guards corps patrol"
)
_STRONG_ARMED_WORDS = ARMED_WORDS - _WEAK_ARMED_WORDS
#: Nouns in lower case that mean an armed actor by themselves.
ARMED_NOUNS = word_set(
    "army air_force armed_forces troops soldiers soldier police policemen policeman paramilitaries paramilitary militia militias militiamen rebels rebel "
    "guards bandits warriors infiltrators islamists insurgents insurgent militants militant jihadists jihadist guerrillas guerrilla fighters military navy gendarmes gendarme gendarmerie marines commandos "
    "peacekeepers separatists secessionists coalition regime force forces junta extremists terrorists coastguard rangers infantry battalion brigade gang gangs "
    "squad squads faction factions pirates personnel agents units front"
)
#: Of these, the ones that mean an armed actor only with a word before them: "air force", "security agents".
_MODIFIED_NOUNS = word_set(
    "force forces coalition regime personnel agents units faction factions squad squads front brigade battalion fighters guards warriors officers"
)
#: Words before a person's name: titles, ranks and offices.
TITLES = word_set(
    "mr mrs ms miss dr prof professor sir dame lord lady sheikh sheik shaykh imam mullah maulana ayatollah rabbi pastor reverend rev father fr sister brother "
    "bishop archbishop cardinal pope deacon mufti chief general gen colonel col lieutenant lt captain capt major maj sergeant sgt corporal cpl "
    "private pvt brigadier brig admiral commander commandant inspector superintendent detective constable officer marshal president "
    "vice-president premier minister secretary undersecretary governor mayor senator deputy representative rep congressman congresswoman mp ambassador "
    "consul judge justice magistrate prosecutor attorney counsel lawyer spokesman spokeswoman spokesperson director chairman chairwoman "
    "chairperson chair head coordinator commissioner ombudsman ombudswoman envoy rapporteur chancellor king queen prince princess emir sultan leader "
    "sheriff dean principal councillor councilor councilman councilwoman administrator prefect executive rector warden elder speaker nurse "
    "journalist reporter lawmaker legislator delegate superior abbot chaplain don doña haji hajj sepoy naik subedar havildar risaldar naib lance jawan patrolman rifleman trooper gunner cadet agent canon ugaas engineer teacher student correspondent analyst researcher "
    "adviser advisor dsp asp ssp csp acp dcp cp sp dpo ofc sgt-maj comrade complainant plaintiff defendant u ko daw alhaji shri smt mme mlle herr frau señor señora officials official assistant activist trader farmer businessman"
)
#: Particles inside names of persons.
PARTICLES = word_set(
    "al el ul ur ad an as ash at az de da do dos das del della di du la le les van der den von zu bin ibn bint ben ould abu um umm y e ter bar ap na wal wa bil"
)
#: Armed groups known beyond their own country, in lower case without "al", from all parts of the world.
ARMED_GROUPS = frozenset(
    {
        *(
            "taliban",
            "islamic state",
            "isis",
            "isil",
            "daesh",
            "qaeda",
            "qaida",
            "boko haram",
            "shabaab",
            "shabab",
            "ansaru",
            "iswap",
            "jnim",
            "ansar al-sharia",
        ),
        *(
            "hamas",
            "hezbollah",
            "hizbollah",
            "hizbullah",
            "houthi",
            "houthis",
            "islamic jihad",
            "palestinian islamic jihad",
            "fatah",
            "peshmerga",
            "pkk",
            "ypg",
            "sdf",
        ),
        *(
            "janjaweed",
            "m23",
            "fdlr",
            "lra",
            "adf",
            "codeco",
            "renamo",
            "frelimo",
            "unita",
            "seleka",
            "anti-balaka",
            "interahamwe",
            "mai-mai",
            "mayi-mayi",
            "fano",
        ),
        *(
            "spla",
            "splm",
            "tplf",
            "oromo liberation army",
            "polisario",
            "ulimo",
            "ndf",
            "wagner",
            "wagner group",
            "ambazonia",
            "lashkar-e-taiba",
            "lashkar-e-jhangvi",
        ),
        *(
            "jaish-e-mohammed",
            "ttp",
            "tehrik-i-taliban",
            "naxalites",
            "maoists",
            "ltte",
            "tamil tigers",
            "jvp",
            "hizbul mujahideen",
            "ulfa",
            "khmer rouge",
            "npa",
            "milf",
        ),
        *(
            "mnlf",
            "abu sayyaf",
            "abu sayyaf group",
            "jemaah islamiyah",
            "shining path",
            "sendero luminoso",
            "mrta",
            "farc",
            "farc-ep",
            "eln",
            "auc",
            "epl",
            "fmln",
            "contras",
        ),
        *(
            "zapatistas",
            "ezln",
            "los zetas",
            "sinaloa cartel",
            "ms-13",
            "mara salvatrucha",
            "barrio 18",
            "ton ton macoutes",
            "eta",
            "ira",
            "provisional ira",
            "uda",
            "uvf",
            "inla",
        ),
        *(
            "kla",
            "uck",
            "chetniks",
            "red brigades",
            "grapo",
            "flnc",
            "mojahedin-e khalq",
            "kach",
            "lehi",
            "grey wolves",
            "asala",
            "mujahideen",
            "mujahidin",
        ),
    }
)
#: Words by which the name of any body is known.
_BODY_WORDS = ORGANIZATION_WORDS | ARMED_WORDS
_JOINERS = word_set("of for and the on to in against with without under de des du la y e al el")
_JOINERS_AND_PARTICLES = _JOINERS | PARTICLES
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "ramadan easter christmas eid gmt utc"
)
_OPENERS = word_set(
    "the a an in on at by of for to from with and but or nor yet so as if when while since after before during according this that these those there here it its he his she "
    "her they their we our i my you your who whom whose which what why how where one two three four five six seven eight nine ten eleven twelve some "
    "many most all both each every another other others no not none neither either only also even still then now today yesterday last "
    "next meanwhile however earlier later among amid despite although though because until under over near about around between "
    "suspected alleged presumed former unidentified unknown masked at least more than several dozens hundreds thousands scores nobody everyone source sources asked speaking"
)
#: Words up to this length are written small in titles.
_SHORT_WORD = 3
#: Words of a trade with a name behind it ("Baker Ali Hassan"); ages are below.
_TRADE_AND_NAME = 3
_OLDEST = 110
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z&/-]*[A-Z]s?\d*")
#: Nouns behind a word for an armed actor that make it part of a place or a thing.
_POSTS = word_set(
    "station post base barracks camp headquarters academy checkpoint outpost cell custody vehicle car post lockup hospital college school target position uniform"
)
_POSTS_AND_NOUNS = _POSTS | ARMED_NOUNS
#: Nouns that make an armed actor of the name before them.
_BANDS = word_set("gunmen group movement militia clan cartel network militiamen")
#: Words in capitals from this length on that begin a line name the place of a dateline.
_DATELINE = 7
#: Nouns for what is printed or broadcast, besides those by which an organisation is known; tokens of a name right behind one.
_PRESS = word_set("newspaper paper daily weekly magazine radio station channel website company portal")
_LONGEST_APPOSED = 4
#: The kind of a name by spaCy's label where nothing else tells it.
_KINDS = {"PERSON": "Person", "ORG": "Organization"}
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NOT_NAMES = frozenset(
    {"DATE", "TIME", "LANGUAGE", "LAW", "WORK_OF_ART", "PRODUCT", "EVENT", "QUANTITY", "MONEY", "PERCENT", "CARDINAL", "ORDINAL"}
)


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of tokens that names someone: `kind` is the ontology's class, `core` the words that tell it apart."""

    start: int
    end: int
    text: str
    kind: str

    @property
    def words(self) -> tuple[str, ...]:
        return _words_of(self.text)


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", name.casefold().replace("'s", "").replace("’s", "")))


def find_names(document: Document) -> tuple[NameMention, ...]:
    """Every name of a person, organisation, armed actor or state, in order of the text, none inside another."""
    doc = document.doc
    named = [name for start, end in _runs(document) if (name := _classified(doc, start, end))]
    taken = {index for name in named for index in range(name.start, name.end)}
    named += _armed_phrases(document, taken)
    named.sort(key=lambda name: name.start)
    agents = _resolve(named, _abbreviations(doc, named), document.report.publisher)
    return tuple(NameMention(name.start, name.end, agent) for name, agent in zip(named, agents, strict=True))


# Runs of capitalised words ---------------------------------------------------------------------------------------------


def _runs(document: Document) -> Iterator[tuple[int, int]]:
    """The stretches of tokens that may be names."""
    doc, texts, headline = document.doc, document.texts, _title_case_tokens(document)
    inside = _capitalised_inside(document, headline)
    end = 0
    for index in [position for position, text in enumerate(texts) if text[0].isupper()]:
        if index >= end and _may_begin(doc[index], inside, headline):
            end = _extend(doc, index)
            if index in headline:
                end = next((i for i in range(index, end) if texts[i][0].isupper() and texts[i] not in inside), end)
            yield index, end


def _capitalised_inside(document: Document, headline: frozenset[int]) -> frozenset[str]:
    """Words that stand capitalised in the middle of some sentence, so that they are names at the beginning of one too."""
    texts, sentences = document.texts, document.sentence_numbers
    return frozenset(
        text
        for index, text in enumerate(texts)
        if text[0].isupper()
        and index
        and sentences[index] == sentences[index - 1]
        and index not in headline
        and texts[index - 1] not in {"“", '"', "‘", ":", "\n"}
    )


def _title_case_tokens(document: Document) -> frozenset[int]:
    """Positions of the tokens in lines that are printed with Every Word Capitalised, where capitals say nothing."""
    lines: dict[int, list[int]] = defaultdict(list)
    for index, (text, line) in enumerate(zip(document.texts, document.paragraph_numbers, strict=True)):
        if not text.isspace():
            lines[line].append(index)
    found: set[int] = set()
    for line, indices in lines.items():
        if _is_title_case([document.texts[index] for index in indices], first=line == 0):
            found.update(indices)
    return frozenset(found)


def _is_title_case(line: list[str], *, first: bool) -> bool:
    """Whether nearly all words of a line are capitalised, and it is no sentence and no by-line."""
    if line[-1] == ".":
        return False
    long = [text for text in line if text.isalpha() and len(text) > _SHORT_WORD]
    if len(long) <= _SHORT_WORD:
        return False
    byline = not first and any(text in {"(", ",", ";", ":"} for text in line)
    return not byline and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _may_begin(token: Token, inside: frozenset[str], headline: frozenset[int]) -> bool:
    text = token.text
    body = text == "US" or (text == "WHO" and not (token.i + 1 < len(token.doc) and token.nbor(1).text.isupper()))
    if (
        not text[:1].isupper()
        or not text[:1].isalpha()
        or text.casefold() in _CALENDAR
        or (text.casefold() in _OPENERS and not body)
    ):
        return False
    if token.i in headline:
        return text in inside and text.casefold() not in TITLES
    if token.is_sent_start or token.nbor(-1).text in {"“", '"', "‘", ":", "\n", "•", "-", "–", "*"} or token.nbor(-1).is_space:
        return (
            text in inside or token.tag_ in {"NNP", "NNPS"} or bool(token.ent_type_) or _next_is_name(token) or _opens_body(token)
        )
    return True


def _opens_body(token: Token) -> bool:
    """Whether a word at the beginning of a sentence opens an organisation's name: "Collective against Impunity"."""
    doc, index = token.doc, token.i
    body = token.text.casefold() in _BODY_WORDS
    return (
        body
        and index + 2 < len(doc)
        and doc[index + 1].text in {"of", "for", "against", "without"}
        and doc[index + 2].text[:1].isupper()
    )


def _next_is_name(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.text[:1].isupper() and following.text.casefold() not in _CALENDAR


def _extend(doc: Doc, start: int) -> int:
    """The end of the run that begins at `start`."""
    end = start + 1
    while end < len(doc):
        step = _step(doc, start, end)
        if not step:
            break
        end += step
    return end


def _step(doc: Doc, start: int, end: int) -> int:
    """How many tokens after `end` still belong to the name: 0 if none."""
    token = doc[end]
    if token.is_sent_start and not _initial(doc[end - 1]) and not (doc[end - 1].text == "." and _initial(doc[end - 2])):
        return 0
    joined = not doc[end - 1].whitespace_
    after = doc[end + 1] if end + 1 < len(doc) else None
    capital = after is not None and _capital(after)
    if _capital(token) or (joined and token.text[0] in {"'", "’"} and len(token) > len("'s")):
        return 1
    if after is not None and token.text in {"-", "–"} and joined and not token.whitespace_:
        return 2 if capital or after.text in PARTICLES else 0
    if capital and ((token.text == "." and _initial(doc[end - 1])) or token.text == "&"):
        return 1 if token.text == "." else 2
    if after is not None and token.text in {"'s", "’s", "'", "’"}:
        return 2 if capital and after.text.casefold() in _BODY_WORDS else 0
    return _joined_by_words(doc, start, end)


def _joined_by_words(doc: Doc, start: int, end: int) -> int:
    """Steps over "of the", "for", "and", "bin" when a capitalised word follows and the name so far is one that goes on so."""
    reach = end
    while reach < len(doc) and reach < end + 3 and doc[reach].text in _JOINERS_AND_PARTICLES:
        reach += 1
    if reach in (end, len(doc)) or doc[reach - 1].is_sent_end:
        return 0
    if doc[reach].text == "-" and doc[reach - 1].text in PARTICLES and reach + 1 < len(doc) and _capital(doc[reach + 1]):
        return reach + 2 - end
    if not _capital(doc[reach]):
        return 0
    between = [doc[index].text for index in range(end, reach)]
    so_far = [doc[index].text.casefold() for index in range(start, end)]
    is_body = any(word in _BODY_WORDS for word in so_far)
    if all(word in PARTICLES for word in between):
        return reach + 1 - end
    of = (
        is_body
        and between[0] in {"of", "for", "on", "against", "without", "to"}
        and (between[0] not in {"to", "on"} or _noun_after(doc, reach))
    )
    islamic_state = "state" in so_far and "islamic" in so_far and between[0] in {"of", "in"}
    both = (
        is_body and between == ["and"] and any(word in {"of", "for"} for word in so_far) and doc[reach].ent_type_ in {"ORG", ""}
    )
    same_body = doc[reach].text.casefold() not in ORGANIZATION_WORDS or doc[end - 1].ent_type_ == doc[reach].ent_type_
    return reach + 1 - end if of or islamic_state or (both and same_body) else 0


def _noun_after(doc: Doc, index: int) -> bool:
    return doc[index].ent_type_ == "ORG" and doc[index].ent_iob_ == "I"


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha() and token.text.casefold() not in _CALENDAR


def _initial(token: Token) -> bool:
    return (len(token.text.rstrip(".")) == 1 and token.text[:1].isupper()) or token.text.casefold().rstrip(".") in {
        "lt",
        "col",
        "gen",
        "maj",
        "capt",
        "sgt",
        "dr",
        "brig",
        "st",
    }


# Kinds -----------------------------------------------------------------------------------------------------------------


def _classified(doc: Doc, start: int, end: int) -> _Name | None:
    """The name in a run, with titles cut off and its kind; None for a place, a date or an office without a name."""
    start, titled = _without_title(doc, start, end)
    while start < end and doc[start].text in {".", "-", "&"}:
        start += 1
    while end > start and doc[end - 1].text in {"-", ".", "&", "'s", "’s"} | _JOINERS:
        end -= 1
    if start >= end:
        return None
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].text in PARTICLES and not doc[start - 2].whitespace_:
        start -= 2  # "al-Shabaab"
    kind = _kind(doc, start, end, titled)
    return _Name(start, end, doc[start:end].text, kind) if kind else None


def _without_title(doc: Doc, start: int, end: int) -> tuple[int, bool]:
    """The start of a name behind its titles, and whether there were any; the end where there are titles only."""
    words = [doc[index].text.casefold().strip(".") for index in range(start, end)]
    if (words[-1] in TITLES and len(words) > 1) or words == ["the"]:
        return (end, True)
    if any(word in ORGANIZATION_WORDS for word in words[1:]) and words[0] not in {"dr", "mr", "mrs"}:
        titles = [index for index, word in enumerate(words) if word in TITLES]
        last = max((index for index, word in enumerate(words) if word in ORGANIZATION_WORDS), default=0)
        if not titles or titles[-1] < last:
            return start, False
    titles = [index for index, word in enumerate(words) if word in TITLES]
    if not titles and len(words) >= _TRADE_AND_NAME and doc[start].is_sent_start and doc[start].tag_ == "NN":
        return start + 1, True  # "Baker Ali Hassan was hit"
    if not titles:
        return start, _role_stands_before(doc, start)
    return start + titles[-1] + 1, True


def _is_adjective(token: Token, following: str, label: str) -> bool:
    """Whether a capitalised word only says of what country or people the noun behind it is: "Ugandan soldiers"."""
    people = bool(demonym(token.text))
    return (people or label == "NORP") and (following in ARMED_NOUNS or (people and token.dep_ in {"amod", "compound", "nmod"}))


def _key(name: str) -> str:
    """A name as lists of names hold it: in lower case, without the Arabic article in front."""
    return re.sub(r"^(?:al|el)[- ]", "", name.casefold())


def _role_stands_before(doc: Doc, start: int) -> bool:
    """Whether a role stands before a name, with or without a comma: "minister Ali", "a teacher, Ali Hassan"."""
    before = doc[start - 1].text.casefold().strip(".") if start else ""
    if before == "," and start > 1 and start + 1 < len(doc) and doc[start + 1].text[:1].isupper():
        return doc[start - 2].text.casefold() in TITLES and doc[start - 2].text.islower()
    return before in TITLES


def _kind(doc: Doc, start: int, end: int, titled: bool) -> str | None:
    """The kind of a name: by its own words, by what stands beside it, by spaCy's label; None where it is none."""
    tokens = doc[start:end]
    labels = [token.ent_type_ for token in tokens if token.ent_type_]
    label = max(sorted(set(labels)), key=labels.count) if labels else ""
    following = doc[end].text.casefold() if end < len(doc) else ""
    if len(tokens) == 1 and _is_adjective(tokens[0], following, label):
        return None
    if (kind := _kind_by_words(tokens.text)) is not None:
        return kind
    return _kind_by_surroundings(doc, start, end, label, titled=titled)


def _kind_by_surroundings(doc: Doc, start: int, end: int, label: str, *, titled: bool) -> str | None:
    """The kind of a name whose own words say nothing."""
    tokens, following = doc[start:end], doc[end].text.casefold() if end < len(doc) else ""
    if (following in ARMED_NOUNS or following in _BANDS) and label not in _PLACE_LABELS and label != "NORP":
        return "ArmedActor"
    if _ABBREVIATION.fullmatch(tokens.text):
        return "Organization" if len(tokens.text) < _DATELINE or not tokens[0].is_sent_start else None
    if titled or _has_age(doc, end):
        return "Person"
    if (kind := _kind_by_noun(doc[end - 1])) is not None:
        return kind
    return "Agent" if label == "PERSON" and _no_person(doc, start, end) else _kind_by_label(label)


def _kind_by_noun(last: Token) -> str | None:
    """The kind of a name that stands in apposition to a noun: "the minister of mines, Juan Rivas", "the newspaper Sol"."""
    if any(
        child.dep_ == "appos" and child.i > last.i and child.tag_ == "NN" and child.lower_ in ROLE_WORDS
        for child in last.children
    ):
        return "Person"
    noun = last.head
    if last.dep_ != "appos" or noun.i > last.i or noun.tag_ != "NN" or noun.text[:1].isupper():
        return None
    if noun.lower_ in ROLE_WORDS | TITLES or is_person(noun):
        return "Person"
    right_before = last.i - noun.i <= _LONGEST_APPOSED
    return "Organization" if right_before and noun.lower_ in _PRESS | ORGANIZATION_WORDS else None


def _no_person(doc: Doc, start: int, end: int) -> bool:
    """Whether what spaCy takes for a person has an article ("a Land Cruiser") or is one word and the name of a town."""
    article = start > 0 and doc[start - 1].lower_ in {"a", "an", "the"} and doc[start - 1].head.i < end
    return article or (end - start == 1 and bool(within(doc[start].text)))


def _kind_by_label(label: str) -> str | None:
    return None if label in _PLACE_LABELS or label in _NOT_NAMES else _KINDS.get(label, "Agent")


def _kind_by_words(name: str) -> str | None:
    words = name.casefold().split()
    if _is_armed(words) or _key(name) in ARMED_GROUPS:
        return "ArmedActor"
    if any(word in ORGANIZATION_WORDS for word in words):
        return "Organization"
    return "State" if named(name) else None


def _is_armed(words: list[str]) -> bool:
    """Whether the last part of a name, before any "of", is an armed actor's."""
    head = words[: next((i for i, word in enumerate(words) if word in {"of", "for"} and i), len(words))]
    if any(
        word
        in {"ministry", "minister", "committee", "union", "network", "association", "court", "commission", "rights", "council"}
        for word in words
    ):
        return False
    if words[0] == "armed" or ("liberation" in words and len(words) > 1):
        return True
    return any(word in _STRONG_ARMED_WORDS for word in head[-2:] if word != "air") or head[-1] in {
        "guard",
        "guards",
        "corps",
        "command",
        "resistance",
    }


def _has_age(doc: Doc, end: int) -> bool:
    return (
        end + 1 < len(doc)
        and doc[end].text in {",", "("}
        and doc[end + 1].text.isdigit()
        and 0 < int(doc[end + 1].text) < _OLDEST
    )


# Common nouns for armed actors -----------------------------------------------------------------------------------------


def _armed_phrases(document: Document, taken: set[int]) -> Iterator[_Name]:
    """Phrases such as "Israeli soldiers" or "the army", without article, unless a name stands in them already."""
    doc = document.doc
    for index in [position for position, word in enumerate(document.words) if word in ARMED_NOUNS and position not in taken]:
        token = doc[index]
        if token.pos_ not in {"NOUN", "PROPN"} or token.text.isupper():
            continue
        if (
            token.dep_ in {"compound", "nmod", "amod"}
            and token.head.i > token.i
            and token.head.lemma_.casefold() in _POSTS_AND_NOUNS
        ):
            continue  # "police station" is a place, "rebel fighters" ends in its head
        start = token.i
        while start and doc[start - 1].i not in taken and _modifies(doc[start - 1], token):
            start -= 1
        if (
            start
            and doc[start - 1].i in taken
            and doc[start - 1].head.i >= start - 1
            and token.text.casefold() not in {"army", "military", "police"}
        ):
            continue
        if token.text.casefold() in _MODIFIED_NOUNS and start == token.i:
            continue
        yield _Name(start, token.i + 1, doc[start : token.i + 1].text, "ArmedActor")


def _modifies(token: Token, head: Token) -> bool:
    if token.text == "-" and not token.whitespace_:
        return True
    if token.i + 1 == head.i and token.text[0].isupper() and demonym(token.text):
        return True
    return (
        token.pos_ in {"ADJ", "NOUN", "PROPN"}
        and token.head.i <= head.i
        and token.head.i > token.i
        and not token.like_num
        and token.dep_ in {"amod", "compound", "nmod"}
    )


# From mentions to agents -----------------------------------------------------------------------------------------------


def _abbreviations(doc: Doc, names: Iterable[_Name]) -> dict[str, str]:
    """Abbreviations in brackets, each with the name it stands behind: "… Network for Human Rights (SNHR)"."""
    found: dict[str, str] = {}
    for name in names:
        if name.end + 2 < len(doc) and doc[name.end].text == "(" and doc[name.end + 2].text in {")", ",", ";"}:
            short = doc[name.end + 1].text
            if sum(letter.isupper() for letter in short) > 1 and short != name.text:
                found.setdefault(short, name.text)
        elif (
            name.end + 2 < len(doc)
            and (doc[name.end].text, doc[name.end + 1].text) == (",", "or")
            and doc[name.end + 2].text.isupper()
        ):
            found.setdefault(doc[name.end + 2].text, name.text)
    return found


def _resolve(names: list[_Name], abbreviations: dict[str, str], publisher: str | None) -> list[Agent]:
    """For each name its agent: the same one for all forms of a name; short forms of the publisher's stand for it."""
    different = {name.text: name for name in reversed(names)}
    if publisher:
        different[publisher] = _Name(-1, -1, publisher, "Organization")
    full = sorted(different.values(), key=lambda name: (-len(name.words), name.start))
    target = _targets(full, abbreviations)
    meant: dict[str, list[_Name]] = defaultdict(list)
    for name in [*names, *full]:
        meant[target[name.text]].append(name)
    forms: dict[str, list[str]] = {label: list(dict.fromkeys(name.text for name in same)) for label, same in meant.items()}
    for short, long in abbreviations.items():
        forms[target.get(long, long)].append(short)
    agents = {
        label: Agent(label, tuple(form for form in dict.fromkeys(forms[label]) if form != label), _agreed_kind(label, same))
        for label, same in meant.items()
    }
    return [agents[target[name.text]] for name in names]


def _targets(full: list[_Name], abbreviations: Mapping[str, str]) -> dict[str, str]:
    """For each different name, the longest ones first, the fullest form that it stands for."""
    by_word: dict[str, list[_Name]] = defaultdict(list)
    initials: dict[str, str] = {}
    for name in full:
        for word in dict.fromkeys(name.words):
            by_word[word].append(name)
        for letters in _initials(name) if len(name.words) > 1 else ():
            initials.setdefault(letters, name.text)
    target: dict[str, str] = {}
    for name in full:
        target[name.text] = _fullest(name, by_word, target, abbreviations)
        if target[name.text] == name.text and _ABBREVIATION.fullmatch(name.text):
            long = initials.get(name.text.replace(".", ""), name.text)
            target[name.text] = target.get(long, long)
    return target


def _agreed_kind(label: str, names: list[_Name]) -> str:
    """The kind of an agent whose mentions may look different; a surname that also stands alone is a person's."""
    found = [name.kind for name in names]
    own = [name.kind for name in names if name.text == label] or found
    words = {word.casefold() for word in label.split()}
    if "ArmedActor" in own or "Person" in own:
        return "ArmedActor" if "ArmedActor" in own else "Person"
    if words & _BODY_WORDS or _ABBREVIATION.fullmatch(label) or own[0] == "State":
        return own[0]
    surname = label.rsplit(maxsplit=1)[-1]
    return "Person" if len(words) in {2, 3} and any(name.text == surname for name in names) else own[0]


def is_common(name: str) -> bool:
    """Whether a name is a common noun ("army", "Israeli soldiers" apart) and no proper one such as "al-Shabaab"."""
    return name[0].islower() and not re.match(r"[a-z]{1,3}[- ]\w*[A-Z]", name)


def _fullest(name: _Name, by_word: Mapping[str, list[_Name]], target: dict[str, str], abbreviations: Mapping[str, str]) -> str:
    """The fullest form of a name: a longer one of a fitting kind of which it is a part, or what its abbreviation stands for."""
    if name.text in abbreviations:
        return target.get(abbreviations[name.text], abbreviations[name.text])
    if is_common(name.text) or not name.words:
        return name.text
    longer = [
        other
        for other in by_word.get(name.words[0], ())
        if len(other.words) > len(name.words) and other.text in target and _short_form(name, other)
    ]
    ending = [other for other in longer if other.words[-len(name.words) :] == name.words]
    return target[(ending or longer)[0].text] if longer else name.text


def _short_form(name: _Name, other: _Name) -> bool:
    """Whether a name is a short form of another: a surname or first name, or the last or first word of an organisation."""
    if other.kind == "Person":
        return name.kind in {"Person", "Agent", "State", "Organization"} and (
            other.words[-len(name.words) :] == name.words or other.words[: len(name.words)] == name.words
        )
    if other.kind in {"Organization", "ArmedActor"} and name.kind in {"Organization", "ArmedActor", "Agent"}:
        return other.words[-len(name.words) :] == name.words or (
            len(name.words) == 1 and name.words[0] in other.words and name.words[0] in ORGANIZATION_WORDS
        )
    return False


def _initials(name: _Name) -> tuple[str, str]:
    """The initials of a name's capitalised words, and of all its words."""
    words = re.findall(r"[^\W_]+", name.text)
    return "".join(word[0] for word in words if word[0].isupper()), "".join(word[0].upper() for word in words)
