"""The pieces of words that an encoder reads: the tokens of a text go in, the numbers of their pieces come out.

The way is BERT's (lower case, no accents, punctuation by itself, then the longest known piece first; parts of a word after its first
begin with "##"), token by token of spaCy's, so that every piece belongs to one token.
"""

import unicodedata
from collections.abc import Iterator, Sequence

_UNKNOWN, _CLS, _SEP = "[UNK]", "[CLS]", "[SEP]"
#: Letters from which on a word is not looked up piece by piece, since its pieces would say nothing.
_LONGEST = 100
_MOST_WORDS = 50_000


class Pieces:
    """Takes tokens apart by a vocabulary: a piece's number is its position in `known`."""

    def __init__(self, known: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(known)}
        self._unknown = self._numbers[_UNKNOWN]
        #: The numbers of the pieces that stand before and behind what is read.
        self.first, self.last = self._numbers[_CLS], self._numbers[_SEP]
        self._words: dict[str, tuple[int, ...]] = {}

    def of(self, tokens: Sequence[str]) -> tuple[list[int], list[tuple[int, int]]]:
        """The numbers of all pieces of a text, and for each token its first piece and the one behind its last.

        A token without a piece, such as a line break, has those of the next token that has one, at the end those of the last.
        """
        numbers: list[int] = []
        spans: list[tuple[int, int]] = []
        for token in tokens:
            found = self._word(token)
            spans.append((len(numbers), len(numbers) + len(found)))
            numbers += found
        following = (max(0, len(numbers) - 1), len(numbers))
        for place in reversed(range(len(spans))):
            if spans[place][0] == spans[place][1]:
                spans[place] = following
            following = spans[place]
        return numbers, spans

    def _word(self, token: str) -> tuple[int, ...]:
        """The numbers of a token's pieces, looked up once for each different token."""
        found = self._words.get(token)
        if found is None:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            found = self._words[token] = tuple(number for word in _words(token) for number in self._apart(word))
        return found

    def _apart(self, word: str) -> list[int]:
        """The numbers of the pieces of one word; that of the unknown piece where it can't be taken apart."""
        found: list[int] = []
        start = 0
        while start < len(word) <= _LONGEST:
            mark = "##" if start else ""
            end = next((end for end in range(len(word), start, -1) if mark + word[start:end] in self._numbers), None)
            if end is None:
                return [self._unknown]
            found.append(self._numbers[mark + word[start:end]])
            start = end
        return found or [self._unknown]


def _words(token: str) -> Iterator[str]:
    """The words of a token: lower case, without accents and control characters, each mark of punctuation by itself."""
    word = ""
    for char in unicodedata.normalize("NFD", token.lower()):
        kind = unicodedata.category(char)
        if kind == "Mn":
            continue
        if kind[0] in "PSZC":
            if word:
                yield word
                word = ""
            if kind[0] in "PS":
                yield char
        else:
            word += char
    if word:
        yield word
