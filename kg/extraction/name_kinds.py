"""From the runs of capitalised words in a document to names with their kinds: persons, bodies, armed actors and states.

The kind comes from the name's own words ("Ministry", "Brigade"), from what stands beside it (a title, an age, "fighters")
and, failing these, from spaCy's entities. Common nouns for armed actors ("the army", "Israeli soldiers") are names too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Document
from kg.extraction.name_runs import find_runs
from kg.extraction.name_words import ARMED_GROUPS, ARMED_NOUNS, ARMED_WORDS, JOINERS, ORGANIZATION_WORDS, PARTICLES, TITLES
from kg.extraction.people import is_person
from kg.extraction.person_signs import tells_person
from kg.extraction.speech import ROLE_WORDS
from kg.extraction.tables import word_set
from kg.places.countries import demonym, named
from kg.places.towns import within

#: Of the words of armed actors, those that name one only together with another one of them ("Air Force", "Liberation Army").
_WEAK_ARMED_WORDS = word_set(
    "air armed cell command defence defense faction gang liberation jihad resistance guard guards corps patrol"
)
_STRONG_ARMED_WORDS = ARMED_WORDS - _WEAK_ARMED_WORDS
#: Of the nouns for armed actors, those that mean one only with a word before them: "air force", "security agents".
_MODIFIED_NOUNS = word_set(
    "force forces coalition regime personnel agents units faction factions squad squads front brigade battalion fighters guards warriors officers"
)
#: Words of a trade with a name behind it ("Baker Ali Hassan").
_TRADE_AND_NAME = 3
_ABBREVIATION = re.compile(r"(?:[A-Z]\.){2,}|[A-Z][A-Z&/-]*[A-Z]s?\d*")
#: Nouns behind a word for an armed actor that make it part of a place or a thing.
_POSTS = word_set(
    "station post base barracks camp headquarters academy checkpoint outpost cell custody vehicle car post lockup hospital college school target position uniform"
)
_POSTS_AND_NOUNS = _POSTS | ARMED_NOUNS
#: Nouns that make an armed actor of the name before them.
_BANDS = word_set("gunmen group movement militia clan cartel network militiamen")
#: Nouns in the singular by which a name is called an armed actor, and what those claim who carried out an attack.
_CALLED = (ARMED_NOUNS | _BANDS) - word_set("coalition regime network front personnel soldier policeman") | word_set(
    "guard faction force"
)
_CLAIMED = frozenset({"responsibility", "credit"})
#: Words for an army, a party or soldiers in the languages that many armed groups have their names from, which begin these.
_BEGINNINGS = word_set(
    "ansar jaish jaysh lashkar lashkar-i lashkar-e jamaat jamaatul harakat hizb hizbul liwa katibat katiba jabhat jund saraya tehrik tehrik-i tehrik-e faylaq failaq sipah"
)
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
class Name:
    """A run of tokens that names someone, from `start` to before `end`: `kind` is the local name of the ontology's class."""

    start: int
    end: int
    text: str
    kind: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name in lower case, without punctuation and the genitive's s."""
        return _words_of(self.text)


@lru_cache(maxsize=4096)
def _words_of(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W_]+", name.casefold().replace("'s", "").replace("’s", "")))


def find_named_runs(document: Document) -> list[Name]:
    """Every name in order of the text, none inside another; the forms of one agent's name are not yet brought together."""
    doc = document.doc
    found = _joined_persons(doc, [name for start, end in find_runs(document) if (name := _classified(doc, start, end))])
    taken = {index for name in found for index in range(name.start, name.end)}
    found += _armed_phrases(document, taken)
    return sorted(found, key=lambda name: name.start)


def _joined_persons(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, where one that nothing but spaCy's label tells is a person's by the person it is joined to: "Lena Marwat and Joseph"."""
    found = list(names)
    for place, (left, right) in enumerate(pairwise(names)):
        if right.start == left.end + 1 and doc[left.end].lower_ == "and" and "Person" in (left.kind, right.kind):
            for index in (place, place + 1):
                if found[index].kind in ("Agent", "Organization") and _is_only_labelled(found[index].text):
                    found[index] = replace(found[index], kind="Person")
    return found


def _is_only_labelled(name: str) -> bool:
    return _kind_by_words(name) is None and not is_abbreviation(name)


def is_abbreviation(text: str) -> bool:
    """Whether a name is written in capitals only: "CRO", "U.N."."""
    return _ABBREVIATION.fullmatch(text) is not None


def _classified(doc: Doc, start: int, end: int) -> Name | None:
    """The name in a run, with titles cut off and its kind; None for a place, a date or an office without a name."""
    start, titled = _without_title(doc, start, end)
    while start < end and doc[start].text in {".", "-", "&"}:
        start += 1
    while end > start and doc[end - 1].text in {"-", ".", "&", "'s", "’s"} | JOINERS:
        end -= 1
    if start >= end:
        return None
    if start > 1 and doc[start - 1].text == "-" and doc[start - 2].text in PARTICLES and not doc[start - 2].whitespace_:
        start -= 2  # "al-Shabaab"
    kind = _kind(doc, start, end, titled)
    return Name(start, end, doc[start:end].text, kind) if kind else None


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
    trade = (doc[start].is_sent_start and doc[start].tag_ == "NN") or is_person(doc[start])
    if not titles and len(words) >= _TRADE_AND_NAME and trade:
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
    if _is_called_armed(doc[end - 1]):
        return "ArmedActor"
    if is_abbreviation(tokens.text):
        return "Organization" if len(tokens.text) < _DATELINE or not tokens[0].is_sent_start else None
    if titled or tells_person(doc, start, end):
        return "Person"
    if (kind := _kind_by_noun(doc[end - 1])) is not None:
        return kind
    return "Agent" if label == "PERSON" and _no_person(doc, start, end) else _kind_by_label(label)


def _is_called_armed(last: Token) -> bool:
    """Whether a name is called an armed actor beside it ("X, a militant group", "the village guard, the X") or claims an attack."""
    beside = [child for child in last.children if child.dep_ == "appos"] + ([last.head] if last.dep_ == "appos" else [])
    if any(noun.lower_ in _CALLED and noun.text.islower() for noun in beside):
        return True
    claiming = last.dep_ == "nsubj" and last.head.lemma_.lower() in ("claim", "admit", "take")
    return claiming and any(child.dep_ == "dobj" and child.lower_ in _CLAIMED for child in last.head.children)


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
    if len(words) > 1 and words[0] in _BEGINNINGS:
        return True
    return any(word in _STRONG_ARMED_WORDS for word in head[-2:] if word != "air") or head[-1] in {
        "guard",
        "guards",
        "corps",
        "command",
        "resistance",
    }


# Common nouns for armed actors -----------------------------------------------------------------------------------------


def _armed_phrases(document: Document, taken: set[int]) -> Iterator[Name]:
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
        yield Name(start, token.i + 1, doc[start : token.i + 1].text, "ArmedActor")


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
