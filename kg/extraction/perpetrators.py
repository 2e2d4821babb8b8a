"""Who did it: a trigger goes in, the agents that the sentence says did it come out, with whether the text hedges."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from kg.extraction.actors import ACTORS, NOBODY, Actors
from kg.extraction.candidates import Candidates, Document
from kg.extraction.doers import Doers
from kg.extraction.responsibility import BEGINNINGS, accuses, responsible, trades
from kg.extraction.selves import teller
from kg.extraction.suspicion import Suspicions
from kg.extraction.triggers import Trigger
from kg.model import Agent

#: What a state does as a whole and not by its forces.
_BY_STATES = frozenset({"siege", "displacement"})


@dataclass(frozen=True, slots=True)
class Blame:
    """Who did it, as one sentence says; empty where it names nobody."""

    agents: tuple[Agent, ...] = ()
    suspected: bool = False
    #: Whether a pronoun or "the attackers" stands for whoever was named before.
    pointing: bool = False
    #: Whether people did it at all, named or not.
    human: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """Words apart from an event's that say who did it; `accusing` where it is somebody else's word."""

    position: int
    agents: tuple[Agent, ...]
    suspected: bool
    accusing: bool


class Blamer:
    """Finds the perpetrators of triggers in one document."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self.doc, self.words = document.doc, document.words
        self.actors = Actors(document, candidates.names, candidates.places)
        self.doers, self.suspicions = Doers(self.actors), Suspicions(self.actors)

    def blame(self, trigger: Trigger) -> Blame:
        """The perpetrators that the sentence of a trigger names."""
        tokens = [self._himself(token) for token in self.doers.of(trigger)]
        agents, suspected = self._named(tokens)
        if not agents:
            agents, suspected = self._named(self.doers.beyond(trigger))
        if not agents and (guess := self.suspicions.before(trigger)) is not None:
            agents, suspected = [guess], True
        if trigger.type not in _BY_STATES:
            agents = list(dict.fromkeys(self.actors.of_state(agent) for agent in agents))
        pointing = bool(tokens) and not agents and any(self.actors.points(token) for token in tokens)
        if agents and trigger.noun and not suspected:
            suspected = self.suspicions.in_sentence(trigger)
        told = any(token.lower_ in NOBODY or token.lower_ in ACTORS for token in tokens) or self.doers.unnamed(trigger)
        human = bool(agents) or pointing or told
        return Blame(tuple(agents), suspected, pointing, human)

    def _named(self, tokens: Iterable[Token]) -> tuple[list[Agent], bool]:
        """The agents that doers name, each once, with whether the text hedges one of them."""
        agents: list[Agent] = []
        suspected = False
        for token in tokens:
            supposed = self.suspicions.supposed(token)
            for conjunct, agent in ((token, supposed),) if supposed is not None else self.actors.named_by(token):
                if all(agent.label.casefold() != other.label.casefold() for other in agents):
                    agents.append(agent)
                    suspected = (
                        suspected or supposed is not None or self.suspicions.hedged(conjunct) or self.suspicions.hedged(token)
                    )
        return agents, suspected

    def _himself(self, token: Token) -> Token:
        """A doer, or the party that tells of itself by it: "police said they had arrested"."""
        told = teller(token)
        return told if told is not None and self.actors.agent(told) is not None else token

    @cached_property
    def sayings(self) -> tuple[Saying, ...]:
        """What `responsibilities` gives, kept."""
        return tuple(self.responsibilities())

    def responsibilities(self) -> Iterator[Saying]:
        """Sentences apart from the event's that say who did it: "X claimed responsibility", "he blamed X", "X said it was behind"."""
        for index, word in enumerate(self.words):
            if not word.startswith(BEGINNINGS):
                continue
            token = self.doc[index]
            named = [self._himself(one) for one in responsible(token)]
            found = [(one, conjunct) for one in named for conjunct in (one, *one.conjuncts)]
            agents = tuple(dict.fromkeys(agent for one, conjunct in found if (agent := self.actors.agent(conjunct)) is not None))
            if not agents and (guess := self.suspicions.beside(token)) is not None:
                yield Saying(index, (guess,), suspected=True, accusing=False)
            if agents:
                hedged = self.suspicions.near(token) or (trades(token) and len(agents) > 1)
                yield Saying(index, agents, hedged, accuses(token))
