"""What the reading of sayings finds: who speaks, and the places where the text gives somebody its words."""

from dataclasses import dataclass

from kg.model import Agent


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; `publisher` says that it is the report's own publisher ("we counted")."""

    agent: Agent
    role: str | None = None
    organization: Agent | None = None
    publisher: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """One place where the text says whose words it gives.

    `cue` is the token that says so (the verb, "according", the colon), `verb` its lemma, `act` the speech act that the verb
    alone expresses, `content` the tokens said; `continued` marks a quotation that goes on without a verb of its own.
    """

    cue: int
    verb: str
    act: str
    speaker: Speaker
    content: frozenset[int]
    medium: Agent | None = None
    continued: bool = False
