"""In which language a text is written: a text goes in, the code of its language comes out, or None where that can't be told."""

import tempfile
from functools import cache
from typing import Protocol, cast

from kg.errors import InputError

#: How sure the guess must be, from 0 to 1; below it the language stays unknown.
SURE = 0.9

# Characters that are looked at; more tell no more.
_ENOUGH = 10_000

# Small words that only English has in such numbers, and the share of a text's words from which it is surely English: most
# reports are, and looking at these costs a hundredth of what the identifier does.
_ENGLISH = frozenset("the and was were said that from with which who had have been after their by".split())  # noqa: SIM905
_ENGLISH_SHARE = 0.12
_FEWEST_WORDS = 20


class _Identifier(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def guess_language(text: str) -> tuple[str, float]:
    """The likeliest language of a text (ISO 639-1) and how sure that is, from 0 to 1.

    Raises `InputError` where the folder for temporary files, which the identifier needs once, can't be written to.
    """
    language, confidence = _identifier().classify(text[:_ENOUGH])
    return language, float(confidence)


def language_of(text: str) -> str | None:
    """The language of a text (ISO 639-1), None where it can't be told surely.

    >>> language_of("Por lo menos doce personas murieron en el ataque, dijo el alcalde."), language_of("12; 13")
    ('es', None)
    """
    if _is_surely_english(text[:_ENOUGH]):
        return "en"
    language, confidence = guess_language(text)
    return language if confidence >= SURE else None


def _is_surely_english(text: str) -> bool:
    words = text.lower().split()
    return (
        len(words) >= _FEWEST_WORDS and "the" in words and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)
    )


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - loads numpy and its model

    try:
        return cast(_Identifier, LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    except OSError as error:
        where = tempfile.tempdir or "the folder for temporary files"
        raise InputError(
            f"its language can't be told: {where} can't be written to ({error.strerror}); free space or set TMPDIR"
        ) from error
