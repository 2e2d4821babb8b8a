"""Whether a text only guesses who did it, and whom: a token goes in, the agent guessed at or whether words hedge comes out.

"Gunmen believed to be X" and "suspected members of X" make a guess of X; "allegedly" and "apparently" make one of a verb.
"""

import re

from spacy.tokens import Token

from kg.extraction.actors import ACTORS, COLLECTIVE, HEDGES, Actors
from kg.extraction.tables import word_set
from kg.extraction.triggers import Trigger
from kg.model import Agent
from kg.places.countries import find

#: Words that make a guess of what a sentence says.
SUPPOSING = re.compile(HEDGES.pattern + r"|\b(?:believes?|suspects?|suspicions?|hallmarks?)\b", re.IGNORECASE)
_HEDGED_SENTENCE = re.compile(r"\b(?:suspected|believed to (?:be|have)|thought to (?:be|have)|allegedly)\b")
#: Words that make a guess of what follows them, and adverbs that make one of their verb.
SUPPOSED = word_set("believed believe suspected suspect presumed thought alleged supposed")
_SUPPOSE = word_set("suspect believe presume suppose think")
_ADVERBS = word_set("allegedly apparently presumably supposedly probably")
_PERHAPS = word_set("possibly perhaps reportedly likely")
_SUPPOSED_WITHIN = 10
#: How many words before and behind others are looked at in long sentences.
_NEAR = 60


class Suspicions:
    """The guesses of one document at who did it."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        self.document, self.doc, self.words, self.names = actors.document, actors.doc, actors.words, actors.names

    def supposed(self, token: Token) -> Agent | None:
        """Whom "gunmen believed to be X", "men suspected of belonging to X" and "men whom witnesses believe to be X" mean."""
        if token.lower_ not in COLLECTIVE:
            return None
        end = min(token.sent.end, token.i + _SUPPOSED_WITHIN)
        hedge = next((index for index in range(token.i + 1, end) if self.words[index] in SUPPOSED), None)
        between = range(token.i + 1, hedge or token.i + 1)
        whom = any(self.words[index] in ("who", "whom", "that") for index in between)
        if hedge is None or (not whom and any(self.doc[index].pos_ == "VERB" for index in between)):
            return None
        for index in range(hedge + 1, min(token.sent.end, hedge + _SUPPOSED_WITHIN)):
            word = self.doc[index]
            if (word.is_punct and word.text != "-") or (word.pos_ == "VERB" and word.lemma_ not in ("belong", "be", "come")):
                return None
            if (index in self.names or word.lower_ in ACTORS or find(word.text) is not None) and (
                agent := self.actors.agent(word)
            ):
                return agent
        return None

    def before(self, trigger: Trigger) -> Agent | None:
        """Whom a guess before the words of an event makes its doer, where the syntax doesn't say whose verb they are."""
        start = self.document.sentences[self.document.sentence_numbers[trigger.head]].start
        before = range(max(start, trigger.start - _NEAR), trigger.start)
        found = (agent for index in before if (agent := self.supposed(self.doc[index])) is not None)
        return None if trigger.noun else next(found, None)

    def beside(self, token: Token) -> Agent | None:
        """Whom "the attackers are believed to belong to X" and a bare "suspected members of X" mean."""
        if token.lower_ not in SUPPOSED:
            return None
        if token.dep_ == "amod" and token.head.dep_ == "ROOT" and token.head.pos_ in ("NOUN", "PROPN"):
            return self.actors.agent(token.head)
        subjects = (child for child in token.children if child.dep_ == "nsubjpass")
        return next((agent for one in subjects if (agent := self.supposed(one)) is not None), None)

    def near(self, token: Token) -> bool:
        """Whether a word that makes a guess stands near a token in its sentence."""
        start, end = max(token.sent.start, token.i - _NEAR), min(token.sent.end, token.i + _NEAR)
        return bool(SUPPOSING.search(self.document.words_of(start, end)))

    def in_sentence(self, trigger: Trigger) -> bool:
        """Whether the sentence of a trigger says that it only guesses who did it."""
        return bool(_HEDGED_SENTENCE.search(self.document.sentence_texts[self.document.sentence_numbers[trigger.head]]))

    def hedged(self, token: Token) -> bool:
        """Whether a word that hedges stands in a doer's phrase, behind it, or with its verb ("allegedly")."""
        verb = token.head.head if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.head
        return (
            bool(HEDGES.search(self.document.words_of(token.left_edge.i, token.i + 1)))
            or self._hedged_before(token)
            or self._hedged_after(token)
            or (token.dep_ == "nsubjpass" and verb.lower_ in SUPPOSED)
            or (verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _SUPPOSE)
            or any(child.lower_ in _ADVERBS for child in verb.children if child.dep_ == "advmod")
        )

    def _hedged_before(self, token: Token) -> bool:
        """Whether an adverb makes a guess of "by": "dynamited, presumably by X"."""
        link = token.head
        return token.dep_ == "pobj" and link.lower_ == "by" and self.words[max(0, link.i - 1)] in _ADVERBS | _PERHAPS

    def _hedged_after(self, token: Token) -> bool:
        after = self.document.words_of(token.i + 1, token.i + 7)
        return bool(
            re.match(
                r"\A,?\s*(?:\w+\s)?(?:suspected|believed|thought|presumed|alleged|said) (?:to be|of being|to have|by)", after
            )
        )
