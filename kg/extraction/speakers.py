"""From the noun phrase that speaks to the speaker: the agent, the role and the organisation that the text gives it."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention
from kg.extraction.names import ORGANIZATION_WORDS
from kg.model import Agent

_SKIPPED = frozenset({"DET", "PUNCT", "SPACE", "PART", "CCONJ", "ADP", "VERB", "AUX", "SCONJ", "PRON", "ADV"})
#: Nouns for one person who speaks by trade, office or kinship; the endings catch the others.
ROLE_WORDS = frozenset(
    "spokesman spokeswoman spokesperson spokespeople head chief chair chairman president minister governor mayor deputy doctor surgeon nurse medic "
    "imam priest nun bishop elder resident neighbour neighbor witness eyewitness survivor relative mother father brother sister son daughter "
    "wife husband widow widower uncle aunt cousin nephew niece grandmother grandfather friend colleague owner guard captain colonel major general "
    "judge prosecutor lawyer official officer source teacher student driver shepherd fisherman trader member representative monk caller man woman boy girl "
    "villager farmer volunteer worker activist expert consul envoy ambassador king emir".split()
)
_ROLE_ENDINGS = re.compile(r"(?:man|woman|person|er|or|ist|ian|ant|ent|ee|ary)")
_NOT_ROLES = frozenset("paper newspaper government parliament statement document agent event centre center militant incident letter order number other power tribunal branch".split())
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "npadvmod", "punct", "case", "quantmod", "advmod"})
_LINKS = frozenset({"of", "for", "in", "from", "at", "with", "on"})


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; `publisher` says that it is the report's own publisher ("we counted")."""

    agent: Agent
    role: str | None = None
    organization: Agent | None = None
    publisher: bool = False


@dataclass(slots=True)
class Speakers:
    """The names of a document by the tokens they stand on, to find the speaker that a noun means."""

    document: Document
    names: tuple[NameMention, ...]
    at: dict[int, NameMention] = field(default_factory=dict)
    known: dict[str, Speaker] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {index: name for name in self.names for index in range(name.start, name.end)}

    def of(self, head: Token) -> Speaker:
        """The speaker that a noun phrase with this head means."""
        mention = self.at.get(head.i)
        if mention is not None and mention.agent.kind != "ArmedActor" and not mention.agent.label[0].islower():
            return self._named(mention, head)
        for child in head.children:
            person = self.at.get(child.i)
            if child.dep_ in {"appos", "compound", "nmod"} and person is not None and person.agent.kind == "Person" and abs(child.i - head.i) < 8:
                return self._remembered(Speaker(person.agent, self.phrase(head, short=True), self._organization(head)))
        if mention is not None and mention.agent.kind == "ArmedActor" and not _is_role(head):
            return Speaker(mention.agent)
        return self._unnamed(head)

    def _named(self, mention: NameMention, head: Token) -> Speaker:
        if mention.agent.kind not in {"Person", "Agent"}:
            return Speaker(mention.agent)
        role, organization = self._role_before(mention)
        for child in head.children:
            if child.dep_ == "appos" and child.i not in self.at and child.i > mention.start:
                role, organization = role or self.phrase(child, short=True), organization or self._organization(child)
        if organization is None and (home := self._of_organization(head)):
            organization = home
        return self._remembered(Speaker(mention.agent, role, organization))

    def _remembered(self, speaker: Speaker) -> Speaker:
        """The speaker with the role and organisation that the text gave it before, where it gives none now."""
        before = self.known.get(speaker.agent.label)
        if before is not None:
            speaker = Speaker(speaker.agent, speaker.role or before.role, speaker.organization or before.organization)
        self.known[speaker.agent.label] = speaker
        return speaker

    def _role_before(self, mention: NameMention) -> tuple[str | None, Agent | None]:
        """Role and organisation in the words before a person's name: "army spokesman Ali", "Judge Mali"."""
        doc, start = self.document.doc, mention.start
        while start and doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ"} and not doc[start].is_sent_start:
            start -= 1
        if start == mention.start:
            return None, None
        words = doc[start : mention.start]
        organizations = [self.at[token.i] for token in words if token.i in self.at and self.at[token.i].agent.kind in {"Organization", "ArmedActor", "State"}]
        role_start = organizations[-1].end if organizations else start
        role = doc[role_start : mention.start].text or None
        return role, organizations[-1].agent if organizations else None

    def _organization(self, head: Token) -> Agent | None:
        """The organisation that a role belongs to: "spokesman for the army", "the ministry's spokesman", "RNA major"."""
        for child in head.children:
            if child.dep_ in {"compound", "nmod", "poss", "amod"}:
                mention = self.at.get(child.i)
                if mention is not None and mention.agent.kind in {"Organization", "ArmedActor"}:
                    return mention.agent
                if child.text.casefold() in ORGANIZATION_WORDS | {"police", "army", "government"} and child.dep_ in {"compound", "poss"}:
                    return Agent(self.phrase(child, short=True), kind="Organization")
        return self._of_organization(head)

    def _of_organization(self, head: Token) -> Agent | None:
        for child in head.children:
            if child.dep_ == "prep" and child.text in {"of", "for", "from", "with", "at"}:
                for noun in child.children:
                    mention = self.at.get(noun.i)
                    if mention is not None and mention.agent.kind in {"Organization", "ArmedActor"}:
                        return mention.agent
                    if noun.text.casefold() in ORGANIZATION_WORDS | {"hospital", "army", "police"}:
                        return Agent(self.phrase(noun, short=True), kind="Organization")
        return None

    def _unnamed(self, head: Token) -> Speaker:
        if not _is_role(head):
            label = self.phrase(head)
            return Speaker(Agent(label, kind="Organization" if head.text.casefold() in ORGANIZATION_WORDS else "Agent"))
        return Speaker(Agent(self.phrase(head), kind="Person" if head.tag_ in {"NN", "NNP"} else "Agent"), self.phrase(head, short=True), self._organization(head))

    def phrase(self, head: Token, *, short: bool = False) -> str:
        """The words of a noun phrase without its article; `short` leaves out what follows the noun."""
        doc = self.document.doc
        start, end = head.i, head.i + 1
        inside = set(head.subtree)
        while start and doc[start - 1] in inside and not doc[start - 1].is_sent_start and _is_modifier(doc[start - 1], head):
            start -= 1
        if start and doc[start - 1] in inside and _is_modifier(doc[start - 1], head) and doc[start - 1].pos_ not in _SKIPPED:
            start -= 1
        while start < head.i and (doc[start].pos_ in {"DET", "PUNCT", "SPACE", "PART"} or doc[start].dep_ == "det" or doc[start].is_space):
            start += 1
        if not short:
            end = self._right_end(head)
        return doc[start:end].text.strip()

    def _right_end(self, head: Token) -> int:
        end = head.i + 1
        for child in head.rights:
            if child.i == end and child.dep_ == "prep" and child.text in _LINKS:
                nouns = [noun for noun in child.children if noun.dep_ == "pobj"]
                if nouns:
                    end = self._right_end(nouns[0])
        return end


def _is_modifier(token: Token, head: Token) -> bool:
    while token.i != head.i:
        if token.dep_ not in _MODIFIERS or token.is_quote:
            return False
        token = token.head
        if token.i > head.i:
            return False
    return True


def _is_role(head: Token) -> bool:
    word = head.lemma_.casefold() if head.lemma_ else head.text.casefold()
    if word in ROLE_WORDS:
        return True
    return word not in _NOT_ROLES | ORGANIZATION_WORDS and len(word) > 4 and bool(_ROLE_ENDINGS.fullmatch(word[-3:]) or _ROLE_ENDINGS.fullmatch(word[-2:]))
