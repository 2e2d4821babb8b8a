"""Speakers whose verb is left out: a sentence with its sayings goes in, the further ones come out.

"The army counted 12 dead, the rebels 30", "the Red Cross put it at 50; the ministry at 20", "the police have four in all, the
parish six".
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.extraction.candidates import Document
from kg.extraction.clauses import noun_from
from kg.extraction.references import References
from kg.extraction.roles import is_role
from kg.extraction.speech import COUNT_VERBS, SPEAKING_NOUNS
from kg.extraction.tables import word_set
from kg.extraction.voices import Saying

_MARKS = frozenset({",", ";"})
_JOINTS = word_set("and but while whereas")
#: What stands before a number whose verb is left out.
_HEDGES = word_set("at only about some nearly almost over around just least more than up to perhaps")
#: How many tokens after a mark the number stands at the latest.
_REACH = 9
_INSIDE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "PART"})
_DEFINITE = word_set("the its their his her our a an")
_BODIES = frozenset({"Organization", "ArmedActor", "State"})


class Gaps:
    """Finds the speakers without a verb in one document."""

    def __init__(self, document: Document, references: References) -> None:
        self.document, self.references = document, references

    def of(self, sentence: Span, sayings: Sequence[Saying]) -> Iterator[Saying]:
        """The sayings of a sentence whose verb is that of the counting verb before them."""
        counting = [saying for saying in sayings if saying.verb in COUNT_VERBS or saying.verb == "have"]
        if not counting:
            return
        texts, first = self.document.texts, min(saying.cue for saying in counting)
        for mark in range(first + 2, sentence.end - 2):
            if texts[mark] in _MARKS:
                before = max((saying for saying in counting if saying.cue < mark), key=lambda saying: saying.cue)
                yield from self._behind(sentence, mark + 1, before.verb)

    def _behind(self, sentence: Span, start: int, verb: str) -> Iterator[Saying]:
        doc, words = self.document.doc, self.document.words
        start += words[start] in _JOINTS
        number = next((place for place in range(start + 1, min(start + _REACH, sentence.end)) if doc[place].pos_ == "NUM"), None)
        if number is None:
            return
        end = number
        while end > start and words[end - 1] in _HEDGES:
            end -= 1
        noun = noun_from(doc[start:end])
        if noun is None or any(token.pos_ not in _INSIDE for token in doc[start:end]) or not self._counts(noun, words[start]):
            return
        speaker = self.references.of(noun)
        last = next((place for place in range(number, sentence.end) if self.document.texts[place] == ";"), sentence.end)
        if speaker is not None:
            yield Saying(noun.i, verb, "reports", speaker, frozenset(range(number, last)))

    def _counts(self, noun: Token, opening: str) -> bool:
        """Whether a noun is of one who may count: a name, or a person or body with an article."""
        mention = self.references.speakers.at.get(noun.i)
        if mention is not None:
            return mention.agent.kind in _BODIES and (opening in _DEFINITE or noun.text[:1].isupper())
        return opening in _DEFINITE and (is_role(noun) or noun.lemma_.casefold() in SPEAKING_NOUNS)
