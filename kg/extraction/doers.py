"""Which words stand for those who did it: a trigger goes in, the tokens that the syntax makes its doers come out.

The doer is the subject of an active verb, the "by" of a passive one or of a noun, or what stands before a noun ("an Israeli
strike"). A fight has two sides. Those who come under fire, drive over a mine or are told to be killed without a verb's form for it ("two
protesters killed") did nothing.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.actors import ACTORS, NOBODY, PREMODIFIERS, Actors
from kg.extraction.speech import SPEECH_VERBS
from kg.extraction.suspicion import SUPPOSED
from kg.extraction.tables import word_set
from kg.extraction.triggers import USES, Trigger
from kg.places.countries import find

#: Verbs whose subject without an object suffers what they say.
_UNDERGONE = word_set("die perish explode detonate blow burn injure fall")
#: Verbs that need an object: without one, what looks like their subject is it ("two protesters killed, six injured").
_TRANSITIVE = word_set("kill injure wound arrest detain abduct kidnap murder rape deport evict expel")
#: Parts of speech that begin no object.
_NO_OBJECT = frozenset({"PUNCT", "CCONJ", "ADP", "ADV", "SCONJ", "SPACE"})
#: Of "under fire", what somebody does who suffers it.
_COMING = word_set("came come comes coming")
#: Verbs that bring somebody into a state: "kept the town under siege", "took him into custody".
_BRINGING = word_set("keep hold put place lay take have bring")
#: Words for violence that what did it stands before: "a machete attack", "a mortar barrage".
_VIOLENCE = word_set(
    "attack attacks strike strikes raid raids bombing bombings blast blasts explosion explosions fire ambush assault barrage shelling shooting killing killings"
)
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
            if token.dep_ in PREMODIFIERS and token.head.i > token.i and token.head.lower_ in _VIOLENCE:
                yield from self._of_noun(token.head)
        elif self._is_suffered(trigger):
            yield from _agents(token)
        else:
            yield from self._of_verb(self._verb(trigger), 0)

    def beyond(self, trigger: Trigger) -> Iterator[Token]:
        """What stands after "by" where the syntax hangs it on something between, or on the next of several verbs: "seized and shot by"."""
        if trigger.noun:
            return
        verb = self._verb(trigger)
        linked = [one for one in verb.conjuncts if one.i > verb.i and not any(child.dep_ == "nsubj" for child in one.children)]
        for index in range(trigger.end, verb.sent.end):
            if self.words[index] == "by":
                link = self.doc[index]
                above = next((one for one in link.ancestors if one.pos_ in ("VERB", "AUX")), None)
                if above is not None and (above.i == verb.i or any(above.i == one.i for one in linked)):
                    yield from (child for child in link.children if child.dep_ in ("pobj", "pcomp"))

    def unnamed(self, trigger: Trigger) -> bool:
        """Whether somebody did it whom the words leave out: "two protesters killed"."""
        if trigger.noun:
            return False
        verb = self._verb(trigger)
        children = list(verb.children)
        people = any(child.dep_ == "nsubj" and child.lower_ in NOBODY | ACTORS for child in children)
        return people and not any(child.dep_ == "dobj" for child in children) and self._happens_to(verb)

    def _is_suffered(self, trigger: Trigger) -> bool:
        """Whether the subject of an event's verb suffers it: "came under fire", "drove over a mine"."""
        under = "under" in self.words[trigger.start : trigger.end] and self.words[trigger.start] in _COMING
        return under or (trigger.type == "explosion" and "landmine" in trigger.weapons)

    def _verb(self, trigger: Trigger) -> Token:
        """The verb of an event's words: their head, another one of them, or the one that brings somebody into what they say."""
        head = self.doc[trigger.head]
        if head.pos_ in ("VERB", "AUX"):
            return head
        verb = next((one for one in self.doc[trigger.start : trigger.end] if one.pos_ == "VERB"), head)
        return verb.head if verb.pos_ == "ADP" and verb.head.lemma_.lower() in _BRINGING else verb

    def _of_verb(self, verb: Token, depth: int) -> Iterator[Token]:
        """The doer of a verb: its "by" in the passive, its subject, or the subject of the verb that it goes on from."""
        children = list(verb.children)
        if not any(child.dep_ == "dobj" for child in children) and self._happens_to(verb):
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
        if subject is not None and any(child.text == ":" for child in subject.children):  # "Ministry: at noon soldiers fired"
            subject = self.doc[verb.i - 1] if self.doc[verb.i - 1].pos_ in ("NOUN", "PROPN") else None
        if subject is not None:
            yield verb.head if verb.dep_ == "relcl" and subject.lower_ in ("who", "which", "that") else subject
        else:
            yield from self._of_governor(verb, depth)

    def _happens_to(self, verb: Token) -> bool:
        """Whether the subject of a verb without an object suffers what the verb says."""
        lemma, after = verb.lemma_.lower(), self.doc[verb.i + 1] if verb.i + 1 < len(self.doc) else None
        if lemma == "go":
            return after is not None and after.lower_ == "off"
        bare = verb.tag_ in ("VBD", "VBN") and verb.dep_ != "relcl" and (after is None or after.pos_ in _NO_OBJECT)
        conjoined = any(child.dep_ == "dobj" for one in verb.conjuncts for child in one.children)
        passive = any(child.dep_ in ("agent", "auxpass", "nsubjpass") for child in verb.children)
        return lemma in _UNDERGONE or (lemma in _TRANSITIVE and bare and not conjoined and not passive)

    def _of_governor(self, verb: Token, depth: int) -> Iterator[Token]:
        """The doer of a verb without a subject, by what it hangs on."""
        head = verb.head
        if verb.dep_ in ("conj", "advcl") and head.lemma_.lower() in SPEECH_VERBS:
            told = next((child for child in head.children if child.dep_ == "ccomp" and child.i < head.i < verb.i), None)
            if told is not None:
                yield from self._of_verb(told, depth + 1)
                return
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
                if child.lemma_.lower() in _CARRY | USES:
                    yield from (
                        one for one in child.children if one.dep_ == "nsubj" and one.lower_ not in ("who", "which", "that")
                    )
            elif child.dep_ == "poss" and any(other.tag_ == "JJS" for other in noun.children):
                continue  # "the country's deadliest attack" says where it was
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
