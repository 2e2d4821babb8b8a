"""Which words stand for those who did it: a trigger goes in, the tokens that the syntax makes its doers come out.

The doer is the subject of an active verb, the "by" of a passive one or of a noun, or what stands before a noun ("an Israeli
strike"). A fight has two sides.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.actors import PREMODIFIERS, Actors
from kg.extraction.suspicion import SUPPOSED
from kg.extraction.tables import word_set
from kg.extraction.triggers import USES, Trigger
from kg.places.countries import find

#: Verbs whose subject without an object suffers what they say.
_UNDERGONE = word_set("die perish explode detonate go blow burn injure fall")
#: How far a verb without a subject looks up for one.
_DEPTH = 3
_CARRY = word_set(
    "carry launch stage mount conduct commit perpetrate wage begin start resume lead unleash execute make do step continue open initiate"
)


class Doers:
    """Finds the doers of triggers in one document."""

    def __init__(self, actors: Actors) -> None:
        self.actors, self.doc, self.words = actors, actors.doc, actors.words

    def of(self, trigger: Trigger) -> Iterator[Token]:
        """The heads of the phrases for those who did what a trigger says, of both sides in a fight."""
        token = self.doc[trigger.head]
        if trigger.type == "clash":
            yield from self._fighters(token)
            return
        if trigger.noun:
            yield from self._of_noun(token)
        else:
            yield from self._of_verb(token, 0)

    def _of_verb(self, verb: Token, depth: int) -> Iterator[Token]:
        """The doer of a verb: its "by" in the passive, its subject, or the subject of the verb that it goes on from."""
        children = list(verb.children)
        if verb.lemma_.lower() in _UNDERGONE and not any(child.dep_ == "dobj" for child in children):
            return
        agents = [child for child in children if child.dep_ == "agent"]
        if (
            agents
            or any(child.dep_ in ("nsubjpass", "auxpass") for child in children)
            or (verb.tag_ == "VBN" and verb.dep_ == "acl")
        ):
            yield from (grand for child in agents for grand in child.children if grand.dep_ == "pobj")
            return
        subject = next((child for child in reversed(children) if child.dep_ == "nsubj"), None)
        if subject is not None:
            yield verb.head if verb.dep_ == "relcl" and subject.lower_ in ("who", "which", "that") else subject
        else:
            yield from self._of_governor(verb, depth)

    def _of_governor(self, verb: Token, depth: int) -> Iterator[Token]:
        """The doer of a verb without a subject, by what it hangs on."""
        head = verb.head
        if verb.dep_ in ("conj", "advcl", "xcomp") and depth < _DEPTH and head is not verb and head.pos_ in ("VERB", "AUX"):
            yield from self._of_verb(head, depth + 1)
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            yield head
        elif (
            verb.dep_ == "pcomp"
            and head.lower_ == "of"
            and head.head.lemma_.lower() in ("accuse", "suspect", "convict", "guilty")
        ):
            yield from (child for child in head.head.children if child.dep_ in ("dobj", "nsubjpass"))

    def _of_noun(self, noun: Token) -> Iterator[Token]:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "from"):
                yield from (grand for grand in child.children if grand.dep_ == "pobj" and child.lower_ == "by")
            elif child.dep_ in ("acl", "relcl"):
                yield from _agents(child)
            elif child.dep_ in PREMODIFIERS and self.actors.names_actor(child) and not self._qualifies(child, noun):
                yield child
        if noun.i + 1 < len(self.doc) and self.words[noun.i + 1] == "by" and self.doc[noun.i + 1].dep_ == "agent":
            yield from (grand for grand in self.doc[noun.i + 1].children if grand.dep_ == "pobj")
        yield from self._leaders(noun)
        head = noun.head
        if noun.dep_ == "dobj" and head.lemma_.lower() in _CARRY | USES:
            yield from self._of_verb(head, 0)
        if noun.dep_ == "nsubjpass" or (noun.dep_ == "nsubj" and head.lemma_.lower() in _CARRY):
            yield from _agents(head)
            yield from (
                grand
                for mid in head.children
                if mid.dep_ == "prep" and mid.lower_ in ("on", "to") and head.lemma_.lower() in ("blame", "attribute", "ascribe")
                for grand in mid.children
                if grand.dep_ == "pobj"
            )

    def _fighters(self, token: Token) -> Iterator[Token]:
        """Both sides of a fight: its subject, and what stands after "between" and "with"."""
        if token.pos_ == "VERB":
            yield from self._of_verb(token, 0)
        else:
            yield from self._of_noun(token)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("between", "with", "against", "involving"):
                yield from (grand for grand in child.children if grand.dep_ == "pobj")

    def _leaders(self, noun: Token) -> Iterator[Token]:
        """Who leads an operation: "a Russian-led assault"."""
        for index in range(max(0, noun.i - 4), noun.i - 2):
            if self.words[index + 1] == "-" and self.words[index + 2] == "led" and find(self.doc[index].text) is not None:
                yield self.doc[index]

    def _qualifies(self, token: Token, noun: Token) -> bool:
        """Whether a demonym only tells apart the actor named after it: "Syrian" in "Syrian army air strikes"."""
        following = self.doc[token.i + 1]
        return (
            find(token.text) is not None
            and following.i < noun.i
            and following.dep_ in ("compound", "amod", "nmod", "poss")
            and self.actors.names_actor(following)
        )


def _agents(verb: Token) -> Iterator[Token]:
    """What stands after "by" with a passive verb, or with the one below it where it only makes a guess ("thought to be carried out by")."""
    below = verb.subtree if verb.lower_ in SUPPOSED else verb.children
    yield from (grand for mid in below if mid.dep_ == "agent" for grand in mid.children if grand.dep_ == "pobj")
