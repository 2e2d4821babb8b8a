"""From a document to the names in it: persons, organisations, armed actors and states, each resolved to one agent.

Short forms and abbreviations stand for the fullest form of a name in the same document, or for the publisher.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from spacy.tokens import Doc

from kg.extraction.candidates import Document, NameMention
from kg.extraction.name_kinds import Name, find_named_runs, is_abbreviation
from kg.extraction.name_words import BODY_WORDS, ORGANIZATION_WORDS
from kg.model import Agent


def find_names(document: Document) -> tuple[NameMention, ...]:
    """Every name of a person, organisation, armed actor or state, in order of the text, none inside another."""
    found = find_named_runs(document)
    agents = _resolve(found, _abbreviations(document.doc, found), document.report.publisher)
    return tuple(NameMention(name.start, name.end, agent) for name, agent in zip(found, agents, strict=True))


def _abbreviations(doc: Doc, names: Iterable[Name]) -> dict[str, str]:
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


def _resolve(names: list[Name], abbreviations: dict[str, str], publisher: str | None) -> list[Agent]:
    """For each name its agent: the same one for all forms of a name; short forms of the publisher's stand for it."""
    different = {name.text: name for name in reversed(names)}
    if publisher:
        different[publisher] = Name(-1, -1, publisher, "Organization")
    full = sorted(different.values(), key=lambda name: (-len(name.words), name.start))
    target = _targets(full, abbreviations)
    meant: dict[str, list[Name]] = defaultdict(list)
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


def _targets(full: list[Name], abbreviations: Mapping[str, str]) -> dict[str, str]:
    """For each different name, the longest ones first, the fullest form that it stands for."""
    by_word: dict[str, list[Name]] = defaultdict(list)
    initials: dict[str, str] = {}
    for name in full:
        for word in dict.fromkeys(name.words):
            by_word[word].append(name)
        for letters in _initials(name) if len(name.words) > 1 else ():
            initials.setdefault(letters, name.text)
    target: dict[str, str] = {}
    for name in full:
        target[name.text] = _fullest(name, by_word, target, abbreviations)
        if target[name.text] == name.text and is_abbreviation(name.text):
            long = initials.get(name.text.replace(".", ""), name.text)
            target[name.text] = target.get(long, long)
    return target


def _agreed_kind(label: str, names: list[Name]) -> str:
    """The kind of an agent whose mentions may look different; a surname that also stands alone is a person's."""
    found = [name.kind for name in names]
    own = [name.kind for name in names if name.text == label] or found
    words = {word.casefold() for word in label.split()}
    if "ArmedActor" in own or "Person" in own:
        return "ArmedActor" if "ArmedActor" in own else "Person"
    if words & BODY_WORDS or is_abbreviation(label) or own[0] == "State":
        return own[0]
    surname = label.rsplit(maxsplit=1)[-1]
    return "Person" if len(words) in {2, 3} and any(name.text == surname for name in names) else own[0]


def is_common(name: str) -> bool:
    """Whether a name is a common noun ("army", "Israeli soldiers" apart) and no proper one such as "al-Shabaab"."""
    return name[0].islower() and not re.match(r"[a-z]{1,3}[- ]\w*[A-Z]", name)


def _fullest(name: Name, by_word: Mapping[str, list[Name]], target: dict[str, str], abbreviations: Mapping[str, str]) -> str:
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


def _short_form(name: Name, other: Name) -> bool:
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


def _initials(name: Name) -> tuple[str, str]:
    """The initials of a name's capitalised words, and of all its words."""
    words = re.findall(r"[^\W_]+", name.text)
    return "".join(word[0] for word in words if word[0].isupper()), "".join(word[0].upper() for word in words)
