"""For whom a speaker speaks: the noun or name of a speaker goes in, the organisation that the text gives it comes out."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention
from kg.extraction.earlier_names import names_before
from kg.extraction.name_words import ORGANIZATION_WORDS, TITLES
from kg.extraction.names import is_common
from kg.extraction.noun_phrases import phrase
from kg.model import Agent

#: Nouns that stand for an organisation named before.
GENERIC = frozenset(
    [
        "group",
        "organisation",
        "organization",
        "agency",
        "charity",
        "watchdog",
        "body",
        "ngo",
        "movement",
        "party",
        "faction",
        "monitor",
        "outfit",
        "rebels",
        "statement",
        "force",
        "mission",
        "station",
    ]
)
#: Common nouns for bodies whose spokesmen and officers are named: "defence ministry spokesman Ali".
_BODIES = frozenset(
    [
        "ministry",
        "defence",
        "defense",
        "government",
        "army",
        "navy",
        "military",
        "police",
        "coalition",
        "council",
        "office",
        "service",
        "department",
        "agency",
        "authority",
        "hospital",
        "court",
    ]
)
#: What somebody is in charge of, and the offices that it is a part of: "Defence Minister", "Council leader".
_PORTFOLIOS = frozenset(
    ["defence", "defense", "interior", "health", "foreign", "information", "justice", "police", "council", "government"]
)
_OFFICES = frozenset(
    ["minister", "secretary", "commissioner", "leader", "chief", "agent", "prosecutor", "commander", "governor", "chairman"]
)
#: Verbs by which somebody speaks for a body: "who heads", "who speaks for".
_LEADING = frozenset({"head", "lead", "represent", "chair", "direct", "run", "speak", "work", "coordinate", "found"})


@dataclass(frozen=True, slots=True)
class Bodies:
    """The organisations of the speakers of one document; `at` holds its names by the tokens they stand on."""

    document: Document
    names: tuple[NameMention, ...]
    at: Mapping[int, NameMention]

    def role_before(self, mention: NameMention) -> tuple[str | None, Agent | None]:
        """Role and organisation in the words before a person's name: "army spokesman Ali", "Judge Mali"."""
        doc, start = self.document.doc, mention.start
        while start and (doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ"} or _joins(doc[start - 1])) and not _begins(doc[start]):
            start -= 1
        if start == mention.start:
            return None, None
        words = doc[start : mention.start]
        organizations = [
            self.at[token.i]
            for token in words
            if token.i in self.at and self.at[token.i].agent.kind in {"Organization", "ArmedActor", "State"}
        ]
        if any(self._is_portfolio(token) for token in words):
            return words.text, None
        role_start = organizations[-1].end if organizations else start
        if organizations:
            return doc[role_start : mention.start].text or None, organizations[-1].agent
        body = next((token.i for token in reversed(words) if token.lower_ in _BODIES and token.i + 1 < mention.start), None)
        if body is None:
            return words.text, None
        return doc[body + 1 : mention.start].text, Agent(doc[start : body + 1].text, kind="Organization")

    def _is_portfolio(self, token: Token) -> bool:
        """Whether a word says of what somebody is minister or chief: a part of the role, and no body."""
        name = self.at.get(token.i)
        alone = name is None or name.end - name.start == 1
        return alone and token.lower_ in _PORTFOLIOS and self.document.words[token.i + 1] in _OFFICES

    def of(self, head: Token) -> Agent | None:
        """The organisation that a role belongs to: "spokesman for the army", "the ministry's spokesman", "RNA major"."""
        for child in head.children:
            if child.dep_ in {"compound", "nmod", "poss", "amod"}:
                mention = self.at.get(child.i)
                if self._is_portfolio(child):
                    continue
                if mention is not None and mention.agent.kind in {"Organization", "ArmedActor"}:
                    return mention.agent
                if mention is not None and child.dep_ == "poss" and mention.agent.kind == "State":
                    return mention.agent
                if child.dep_ == "poss" and (owner := self._owner(child)) is not None:
                    return owner
                if child.text.casefold() in {"army", "navy", "military", "hospital", "government", "ministry", "coalition"} or (
                    child.lower_ == "police" and child.i == head.i - 1
                ):
                    return Agent(phrase(child, short=True), kind="Organization")
        return self.behind(head)

    def behind(self, head: Token) -> Agent | None:
        """The organisation that "of", "for" and the like join to a role: "a spokesman for the army"."""
        for child in head.children:
            if child.dep_ == "prep" and child.text in {"of", "for", "from", "with", "at"}:
                for noun in child.children:
                    mention = self.at.get(noun.i)
                    if mention is not None and mention.agent.kind in {"Organization", "ArmedActor"}:
                        return mention.agent
                    if noun.text.casefold() in ORGANIZATION_WORDS | {"hospital", "army", "police"}:
                        return Agent(phrase(noun, short=True), kind="Organization")
        return None

    def _owner(self, token: Token) -> Agent | None:
        """The organisation that "its", "the group's" or "the ministry's" before a role means."""
        if token.lower_ in {"its", "their"}:
            return self._last_organization(token.i)
        if token.pos_ == "NOUN" and token.lower_ in GENERIC | {"network", "agency", "coalition", "faction", "channel", "church"}:
            return self._last_organization(token.i)
        if token.pos_ == "NOUN" and token.lower_ in ORGANIZATION_WORDS | {
            "hospital",
            "army",
            "police",
            "government",
            "coalition",
        }:
            called = (
                name.agent for name in names_before(self.names, token.i) if token.lower_ in name.agent.label.casefold().split()
            )
            return next(called, Agent(phrase(token, short=True), kind="Organization"))
        return None

    def _last_organization(self, index: int) -> Agent | None:
        """The organisation or armed actor named last before a token."""
        near = (name.agent for name in names_before(self.names, index))
        return next(
            (agent for agent in near if agent.kind in {"Organization", "ArmedActor"} and not is_common(agent.label)), None
        )

    def led(self, head: Token) -> Agent | None:
        """The organisation that somebody is said to lead or speak for: "Rosa Marin, who heads the Union of Nurses"."""
        for clause in head.children:
            if clause.dep_ != "relcl" or clause.lemma_ not in _LEADING:
                continue
            for noun in clause.subtree:
                mention = self.at.get(noun.i)
                if noun.i > clause.i and mention is not None and mention.agent.kind in {"Organization", "ArmedActor"}:
                    return mention.agent
        return None


def _begins(token: Token) -> bool:
    """Whether a sentence begins at a token, but for one behind a title with a full stop ("Capt. Ali")."""
    return bool(token.is_sent_start) and not (token.i and token.nbor(-1).text.casefold().removesuffix(".") in TITLES)


def _joins(token: Token) -> bool:
    """Whether a token is the hyphen inside a word: "Secretary-General"."""
    return token.text == "-" and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_
