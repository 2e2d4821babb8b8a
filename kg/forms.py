"""The other forms in which a text writes a name: a text and a full name go in, abbreviations, second names and surnames come out.

Only what the text itself ties to the name is one: what stands in brackets behind it, what it is "also called", letters that are its
initials, and the surname of a person that stands alone where no other name ends in it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from kg.places.countries import find

# A run of capitalised words, with small words inside it.
_NAME = r"(?:[A-Z][\w'’.-]*)(?:\s+(?:(?:of|for|the|and|al|el)\s+)*[A-Z][\w'’.-]*){0,6}"
_ABBREVIATION = re.compile(r"\A(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z.-]{1,9}")
_LETTERS = (3, 8)
_CALLED = r",?\s+(?:also|better)\s+(?:called|known\s+as)\s+(?:the\s+)?"
_SURNAME = re.compile(r"(?:(?:al|el|abu|ibn|de|van|von)[ -])?\S+$", re.IGNORECASE)
_RUN = re.compile(_NAME)


@lru_cache(maxsize=1024)
def forms_of(text: str, name: str) -> tuple[str, ...]:
    """The other forms of a name, in the order in which they are looked for, each once; none for a name without a capital.

    >>> forms_of("The Network for Quiet Streets (NQS), also called Quiet Net, said so. NQS is small.", "Network for Quiet Streets")
    ('NQS',)
    >>> forms_of("Bombs fell on Saint Paul Hospital, also called Hill Clinic.", "Saint Paul Hospital")
    ('Hill Clinic',)
    """
    if name == name.lower():
        return ()
    found = dict.fromkeys(
        form for form in (*_in_brackets(text, name), *_called(text, name), *_initials(text, name)) if form != name
    )
    return tuple(found)


def surname_alone(text: str, name: str, others: Collection[str]) -> tuple[str, ...]:
    """The surname of a person, if the text writes it without what stands before it, and none of the other names ends in it.

    >>> surname_alone("Dr. Anna Berg died. Berg was 30.", "Dr. Anna Berg", ["Dr. Anna Berg", "Olga Holm"])
    ('Berg',)
    """
    match = _SURNAME.search(name)
    if match is None or match.start() == 0:
        return ()
    surname = match[0]
    if any(other != name and other.casefold().endswith(surname.casefold()) for other in others):
        return ()
    rest = text.replace(name[name.find(" ") + 1 :] if name.count(" ") > 1 else name, "").replace(name, "")
    return (surname,) if surname[0].isupper() and re.search(rf"\b{re.escape(surname)}\b", rest) else ()


def _in_brackets(text: str, name: str) -> Iterator[str]:
    for match in re.finditer(rf"{re.escape(name)}(?:['’]s)?\s+\(([^()\d]{{2,60}})\)", text):
        inside = match[1].removeprefix("the ").strip()
        if (_ABBREVIATION.fullmatch(inside) or _RUN.fullmatch(inside)) and not find(inside):
            yield inside
    for match in re.finditer(rf"({_NAME})\s+\((?:the )?{re.escape(name)}\)", text):
        yield match[1]


def _called(text: str, name: str) -> Iterator[str]:
    for match in re.finditer(rf"{re.escape(name)}{_CALLED}({_NAME})", text):
        yield match[1].rstrip(".")


def _initials(text: str, name: str) -> Iterator[str]:
    """Letters in the text that are the initials of a name; a name in the text whose initials the letters are."""
    if _ABBREVIATION.fullmatch(name) and name.isupper():
        for match in _RUN.finditer(text):
            yield from _ending(match[0].rstrip(".").split(), name)
        return
    for letters in _letters(name):
        if _LETTERS[0] <= len(letters) <= _LETTERS[1] and re.search(rf"\b{letters}\b", text):
            yield letters


def _ending(words: Sequence[str], letters: str) -> Iterator[str]:
    """The last of some words, so many that their initials are the letters."""
    for start in range(len(words)):
        if letters in _letters(" ".join(words[start:])):
            yield " ".join(words[start:])
            return


def _letters(name: str) -> tuple[str, ...]:
    """The initials of all words of a name, and of those with a capital."""
    words = re.findall(r"[^\W_]+", name.replace("'", "").replace("’", ""))
    return tuple(
        dict.fromkeys(
            "".join(word[0].upper() for word in some) for some in (words, [word for word in words if word[0].isupper()])
        )
    )
