"""What a report's text offers to decide on: the report as spaCy reads it, and the candidates found in it with their values.

Candidates are facts of the language, not decisions: a number expression with its bounds, a date with its days, a name with
its forms, a word that names a code. What they mean together is decided elsewhere, by steps that take a `Document` with its
`Candidates` and return parts of an account. Every candidate stands on a passage of the text.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from kg.extraction.questions import Judge
from kg.model import Agent, Passage, Place, Report
from kg.values import PartialDate, Quantity


@dataclass(frozen=True)
class Document:
    """A report with spaCy's reading of its text; `paragraphs` are the stretches between line breaks.

    `judge` answers what the rules only guess; where there is none, their guess stands.
    """

    report: Report
    doc: Doc
    judge: Judge | None = None

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences, none of which reaches over a line break."""
        return tuple(self.doc.sents)

    def sure(self, task: str, start: int) -> float | None:
        """How sure the judge was in its latest answer about the words at a token; None where there is none or it wasn't asked."""
        return None if self.judge is None else self.judge.sure(task, start)

    # What steps ask of every token stands here once, since a token of spaCy's costs more to visit than a tuple's member.

    @cached_property
    def sentence_texts(self) -> tuple[str, ...]:
        """The texts of the sentences."""
        return tuple([self.words_of(one.start, one.end) for one in self.sentences])

    @cached_property
    def _columns(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
        """Text, lemma, part of speech and offset of every token, in one visit."""
        rows = [(token.text, token.lemma_.lower(), token.pos_, token.idx) for token in self.doc]
        texts, lemmas, parts, offsets = zip(*rows, strict=True) if rows else ((), (), (), ())
        return texts, lemmas, parts, offsets

    @property
    def texts(self) -> tuple[str, ...]:
        """The tokens' texts."""
        return self._columns[0]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The tokens' texts in lower case."""
        return tuple([text.lower() for text in self.texts])

    @property
    def lemmas(self) -> tuple[str, ...]:
        """The tokens' lemmas in lower case."""
        return self._columns[1]

    @property
    def parts_of_speech(self) -> tuple[str, ...]:
        """The tokens' coarse parts of speech: "NOUN", "VERB", …"""
        return self._columns[2]

    @property
    def offsets(self) -> tuple[int, ...]:
        """Where each token begins in the text."""
        return self._columns[3]

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """For each token, the token that it hangs on in the tree of its sentence; the root hangs on itself."""
        return tuple([place + distance for place, distance in enumerate(self.doc.to_array("HEAD").astype("int64").tolist())])

    @cached_property
    def sentence_numbers(self) -> tuple[int, ...]:
        """For each token, the number of its sentence."""
        return tuple([number for number, one in enumerate(self.sentences) for _ in range(one.start, one.end)])

    @cached_property
    def paragraph_numbers(self) -> tuple[int, ...]:
        """For each token, the number of its paragraph (line), counted from 0, the headline."""
        breaks = (match.start() for match in re.finditer("\n", self.report.text))
        following = next(breaks, None)
        number, found = 0, []
        for start in self.offsets:
            if following is not None and following < start:
                number += 1
                while following is not None and following < start:
                    following = next(breaks, None)
            found.append(number)
        return tuple(found)

    def passage(self, span: Span | Token) -> Passage:
        """The passage of a span or token, without the white space around it."""
        start = span.idx if isinstance(span, Token) else span.start_char
        words = span.text if isinstance(span, Token) else self.report.text[start : span.end_char]
        return Passage(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))

    def words_of(self, start: int, end: int) -> str:
        """The text of the tokens from `start` to before `end`, without the space behind them."""
        last = min(end, len(self.offsets)) - 1
        return self.report.text[self.offsets[start] : self.offsets[last] + len(self.texts[last])] if start <= last else ""

    def span(self, start: int, end: int) -> Span:
        """The span of tokens from `start` to before `end`."""
        return self.doc[start:end]


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number expression: "at least 544", "dozens of", "the 30th", "a" before a noun of a person.

    `start` and `end` are token positions (end exclusive) of the whole expression with its qualifier; `head` is the position
    of the noun counted, or of the number itself where it stands alone ("of whom 12 were …").
    """

    start: int
    end: int
    head: int
    quantity: Quantity
    ordinal: bool = False
    article: bool = False


@dataclass(frozen=True, slots=True)
class DateMention:
    """A time expression with the first and last partial date it means; both None where only a publication date would tell."""

    start: int
    end: int
    first: PartialDate | None
    last: PartialDate | None


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name in the text; `agent` is the one it stands for, in its fullest form (the same object for every mention of it).

    `kind` of the agent tells persons, organisations, armed actors and states apart.
    """

    start: int
    end: int
    agent: Agent


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place; `country` is its ISO code where it is known, `is_country` says that it names the country itself.

    One that is not `sure` is a name that nothing shows to be that of a place.
    """

    start: int
    end: int
    place: Place
    country: str | None
    is_country: bool = False
    sure: bool = True


@dataclass(frozen=True, slots=True)
class CodeMention:
    """Words that name a concept: `scheme` "weapon", "facility", "group", "outcome", "effect" or "event"; `notation` its code.

    `head` is the position of the word that carries the meaning (the noun of a phrase, the verb).
    """

    start: int
    end: int
    head: int
    scheme: str
    notation: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of one document, each kind in order of the text."""

    numbers: tuple[NumberMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    names: tuple[NameMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    codes: tuple[CodeMention, ...] = ()
    possible_places: tuple[PlaceMention, ...] = ()
