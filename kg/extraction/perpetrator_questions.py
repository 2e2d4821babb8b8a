"""Who did an event, as questions: an event with those whom the rules blame goes in, the parties that did it come out.

Asked is every party named around the event. What tells most is where a party stands in its sentence ("by X", "X said"), and whether it
did the event told of before: a story goes on with the same doer and names it no more.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from kg.extraction.actors import ACTORS, PREMODIFIERS
from kg.extraction.candidates import Document
from kg.extraction.merging import Group
from kg.extraction.perpetrators import Blamer, Saying
from kg.extraction.questions import YES, Anchor, Option, nearest
from kg.extraction.speech import PLAIN_VERBS
from kg.extraction.suspicion import SUPPOSING
from kg.model import Agent, Claim, Event, Responsibility
from kg.places.countries import find

#: How many sentences before an event its perpetrator is looked for, and how many behind it.
_BACK, _AHEAD = 7, 4
#: Prepositions that tell what a party has to do with the noun or verb before it.
_TELLING = frozenset({"by", "of", "from", "on", "to", "against", "with", "between", "for", "in"})
_OFTEN = 3
#: Words of a dispute over who did it.
_DISPUTED = re.compile(
    r"\b(?:each other|both (?:sides|parties)|traded|den(?:y|ies|ied|ying|ials?)|disput\w+|blam\w+|accus\w+|contradict\w+|unclear|not (?:known|clear) who\w*|"
    r"nobody knows|whoever|version|neither|(?:both|two|three) say\b)",
    re.IGNORECASE,
)


class PerpetratorQuestions:
    """Asks who did the events of one document, in their order."""

    def __init__(self, document: Document, blamer: Blamer, near: Callable[[Anchor, int], tuple[str, ...]]) -> None:
        """Take what says how far words are from an anchor."""
        self.document, self.doc, self.actors, self._near = document, document.doc, blamer.actors, near
        self._blamer = blamer
        self.sentences = document.sentence_numbers
        self._last: frozenset[str] = frozenset()
        self._before: frozenset[str] = frozenset()

    def decided(self, anchor: Anchor, event: Event, claims: Sequence[Claim], group: Group) -> Iterator[Claim]:
        """Those who did an event: whom the rules blame and every party named around it, each asked for; then whether it is a guess."""
        blamed = {claim.perpetrator.label.casefold(): claim for claim in claims if isinstance(claim, Responsibility)}
        kept: dict[str, tuple[Agent, float | None]] = {}
        parties = self._parties(anchor, blamed, group)
        shared = self._of_group(group, len(blamed))
        for label, (agent, start, end) in parties.items():
            facts = (agent.kind, *shared, *self._of_party(anchor, label, start))
            if anchor.holds("perpetrator", Option("party", start, end, agent.label, facts), rules=label in blamed):
                kept[label] = agent, self._sure(event, anchor)
        kept = self._fullest(kept, {label: parties[label][1:] for label in kept})
        guess = any(claim.suspected for claim in blamed.values())
        if kept:
            seen = self._of_guess(group, [parties[label][1] for label in kept])
            seen += self._of_dispute(anchor, kept)
            guess = anchor.holds("suspected", Option(YES, facts=seen), rules=guess)
            self._last = frozenset(kept)
            self._before |= self._last
        for label, (agent, sure) in kept.items():
            yield Responsibility(
                evidence=blamed[label].evidence if label in blamed else event.evidence[:1],
                method="rules",
                event=event.id,
                stance="suspected" if guess else "asserted",
                perpetrator=agent,
                suspected=guess,
                confidence=sure,
            )

    def _fullest(
        self, kept: dict[str, tuple[Agent, float | None]], spots: Mapping[str, tuple[int, int]]
    ) -> dict[str, tuple[Agent, float | None]]:
        """Parties without those that others name more fully: "soldiers" beside "Russian soldiers", a state beside its army."""
        words = {label: _words(agent.label) for label, (agent, _) in kept.items()}
        return {
            label: told
            for label, told in kept.items()
            if not any(
                words[label] < words[other] or _is_of(told[0], kept[other][0]) or self._less_of(label, other, spots)
                for other in kept
                if other != label
            )
        }

    def _less_of(self, label: str, other: str, spots: Mapping[str, tuple[int, int]]) -> bool:
        """Whether a party is the lesser one of two in a phrase: the common noun, or else the one that hangs on the other."""
        below, above = (self._hangs_on(*pair) for pair in ((spots[label], spots[other]), (spots[other], spots[label])))
        common = label in ACTORS and other not in ACTORS
        return (below or above) if common else below and not (other in ACTORS and label not in ACTORS)

    def _hangs_on(self, inner: tuple[int, int], outer: tuple[int, int]) -> bool:
        """Whether the words of one party are a part of the other's phrase: before its noun, or behind "of"."""
        if inner[0] < 0 or outer[0] < 0:
            return False
        root = self.doc[inner[0] : inner[1]].root
        head = root.head
        if root.dep_ == "pobj" and head.lower_ == "of":
            return outer[0] <= head.head.i < outer[1]
        return root.dep_ in PREMODIFIERS and outer[0] <= head.i < outer[1]

    def _sure(self, event: Event, anchor: Anchor) -> float | None:
        """The chance that an event and the latest answer about it are right."""
        sure = anchor.judge.sure("perpetrator", anchor.start)
        return None if sure is None or event.confidence is None else sure * event.confidence

    def _parties(self, anchor: Anchor, blamed: Mapping[str, Responsibility], group: Group) -> dict[str, tuple[Agent, int, int]]:
        """The parties by label, each with the tokens of its mention nearest to an event (-1 for none)."""
        found: dict[str, tuple[Agent, int, int]] = {label: (claim.perpetrator, -1, -1) for label, claim in blamed.items()}
        for agent, start, end in (*self._around(anchor), *self._doing(group)):
            label = agent.label.casefold()
            before = found.get(label)
            if before is None or before[1] < 0 or abs(start - anchor.start) < abs(before[1] - anchor.start):
                found[label] = (before[0] if before is not None else agent, start, end)
        return found

    def _around(self, anchor: Anchor) -> Iterator[tuple[Agent, int, int]]:
        """The parties named in the sentences around an event, and those that did the one before it."""
        here = self.sentences[anchor.start]
        known = self._before | self._sayings.keys()
        for start, end, agent in nearest(self.actors.parties, anchor.start, lambda one: one[0]):
            if -_BACK <= self.sentences[start] - here <= _AHEAD or agent.label.casefold() in known:
                yield agent, start, end

    def _doing(self, group: Group) -> Iterator[tuple[Agent, int, int]]:
        """The people whom the syntax makes doers of an event, who are no party by trade: "loggers", "villagers"."""
        for mention in group.mentions:
            for token in self._blamer.doers.of(mention.trigger):
                if (agent := self.actors.people(token)) is not None:
                    yield agent, token.i, token.i + 1

    # what the rules see

    @cached_property
    def _mentions(self) -> Counter[str]:
        """How often each party is named."""
        return Counter(agent.label.casefold() for _, _, agent in self.actors.parties)

    @staticmethod
    def _of_group(group: Group, blamed: int) -> tuple[str, ...]:
        """What is seen in an event as a whole: whether somebody is blamed, people did it, a pronoun stands for the doer."""
        flags = {
            f"blamed {min(blamed, 2)}": True,
            "pointing": any(one.pointing for one in group.mentions),
            "people": any(one.human for one in group.mentions),
            "hedged": any(one.suspected for one in group.mentions),
        }
        return tuple(name for name, holds in flags.items() if holds)

    def _of_guess(self, group: Group, places: Sequence[int]) -> tuple[str, ...]:
        """What tells that the doers are only guessed: how many they are, and words that hedge beside them or the event."""
        told = {mention.sentence for mention in group.mentions}
        named = {self.sentences[place] for place in places if place >= 0}
        facts = [f"doers {min(len(places), _OFTEN)}"]
        for name, numbers in (("told", told), ("named", named - told)):
            if any(_hedges(self.document.sentence_texts[number]) for number in numbers):
                facts.append(f"hedge where {name}")
        return tuple(facts)

    def _of_dispute(self, anchor: Anchor, kept: Collection[str]) -> tuple[str, ...]:
        """What tells that parties blame each other: how many of the doers are accused, and words of a dispute at or behind an event."""
        here = self.sentences[anchor.start]
        accused = sum(any(saying.accusing for saying in self._said_of(label, here)) for label in kept)
        facts = [f"accused {min(accused, _OFTEN)}"]
        if any(saying.suspected for label in kept for saying in self._said_of(label, here)):
            facts.append("said to be guessed")
        texts = self.document.sentence_texts
        for name, numbers in (("here", (here,)), ("behind", range(here + 1, min(here + 1 + _AHEAD, len(texts))))):
            if any(_disputes(texts[number]) for number in numbers):
                facts.append(f"dispute {name}")
        return tuple(facts)

    def _said_of(self, label: str, here: int) -> list[Saying]:
        """The words apart from an event's, around a sentence, that make a party responsible."""
        return [one for one in self._sayings.get(label, ()) if -_BACK <= self.sentences[one.position] - here <= _AHEAD]

    @cached_property
    def _sayings(self) -> dict[str, list[Saying]]:
        """The words that make somebody responsible, by the party's label."""
        found: dict[str, list[Saying]] = {}
        for saying in self._blamer.sayings:
            for agent in saying.agents:
                found.setdefault(agent.label.casefold(), []).append(saying)
        return found

    def _of_party(self, anchor: Anchor, label: str, start: int) -> tuple[str, ...]:
        """What is seen in a party: how often it is named, what it did before, where it stands."""
        flags = {
            "did the last": label in self._last,
            "did one before": label in self._before,
            "last known": bool(self._last),
            "common" if label in self.document.words else "named": True,
            f"named {min(self._mentions[label], _OFTEN)}": True,
        }
        said = self._said_of(label, self.sentences[anchor.start])
        flags |= {
            "made responsible": bool(said),
            "accused": any(one.accusing for one in said),
            "suspected": any(one.suspected for one in said),
        }
        told = tuple(name for name, holds in flags.items() if holds)
        return told if start < 0 else (*told, *self._near(anchor, start), *self._role(anchor, start))

    def _role(self, anchor: Anchor, start: int) -> tuple[str, ...]:
        """What a party is in its sentence: the part of speech that it hangs on, by which preposition, and whether that speaks or is the event."""
        token = self.doc[start]
        while token.dep_ in ("compound", "amod", "nmod") and token.head.i != token.i and token.head.i - start < _OFTEN:
            token = token.head
        head = token.head
        dep = token.dep_
        if dep == "pobj":
            dep = f"pobj {head.lower_}" if head.lower_ in _TELLING else dep
            head = head.head
        facts = [f"role {dep}"]
        if head.i == anchor.start or head.i == anchor.end - 1:
            facts.append(f"role {dep} of it")
        if head.lemma_.lower() in PLAIN_VERBS:
            facts.append(f"role {dep} of saying")
        return tuple(facts)


@lru_cache(maxsize=1024)
def _words(label: str) -> frozenset[str]:
    """The words of a party's name."""
    return frozenset(re.findall(r"[^\W_]+", label.casefold())) - {"the", "of"}


def _is_of(state: Agent, forces: Agent) -> bool:
    """Whether a party is the state whose forces another one is: "Israel" and "Israeli troops"."""
    code = find(state.label) if state.kind == "State" else None
    return code is not None and forces.kind != "State" and find(forces.label.split(" ")[0]) == code


@lru_cache(maxsize=512)
def _hedges(sentence: str) -> bool:
    return bool(SUPPOSING.search(sentence))


@lru_cache(maxsize=512)
def _disputes(sentence: str) -> bool:
    return bool(_DISPUTED.search(sentence))
