"""From the noun phrase that speaks to the speaker: the agent, the role and the organisation that the text gives it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention
from kg.extraction.name_words import ORGANIZATION_WORDS, TITLES
from kg.extraction.names import is_common
from kg.extraction.people import is_person
from kg.extraction.speech import ROLE_WORDS, SPEAKING_NOUNS
from kg.extraction.voices import Speaker
from kg.model import Agent

_SKIPPED = frozenset({"DET", "PUNCT", "SPACE", "PART", "CCONJ", "ADP", "VERB", "AUX", "SCONJ", "PRON", "ADV"})
_ROLE_ENDINGS = re.compile(r"(?:man|woman|person|er|or|ist|ian|ant|ent|ee|ary)")
_NOT_ROLES = frozenset(
    [
        "paper",
        "newspaper",
        "government",
        "parliament",
        "statement",
        "document",
        "agent",
        "event",
        "centre",
        "center",
        "militant",
        "incident",
        "letter",
        "order",
        "number",
        "other",
        "power",
        "tribunal",
        "branch",
    ]
)
#: Nouns that stand for an organisation named before.
_GENERIC = frozenset(
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
#: How many names back a short form may reach.
_REACH = 60
#: How many sayings back "the group" may be who spoke.
_LATELY = 4
#: Tokens between a role and the name in apposition; letters of a noun that its ending makes a role.
_BESIDE = 8
_SHORTEST_ROLE = 5
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
#: Verbs by which somebody speaks for a body: "who heads", "who speaks for".
_LEADING = frozenset({"head", "lead", "represent", "chair", "direct", "run", "speak", "work", "coordinate", "found"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod", "npadvmod", "punct", "case", "quantmod", "advmod"})
_LINKS = frozenset({"of", "for", "in", "from", "at", "with", "on"})


@dataclass(slots=True)
class Speakers:
    """The names of a document by the tokens they stand on, to find the speaker that a noun means."""

    document: Document
    names: tuple[NameMention, ...]
    at: dict[int, NameMention] = field(default_factory=dict)
    known: dict[str, Speaker] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    roles: dict[str, list[Speaker]] = field(default_factory=dict)
    described: dict[str, list[NameMention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.at = {index: name for name in self.names for index in range(name.start, name.end)}
        self.starts = [name.start for name in self.names]
        self._read_roles()
        for name in self.names:
            for noun in self._descriptions(name):
                self.described.setdefault(noun, []).append(name)

    def defines(self, bracket: int) -> bool:
        """Whether a bracket holds the abbreviation of the name before it."""
        doc, name = self.document.doc, self.at.get(bracket - 1)
        return (
            name is not None
            and name.end == bracket
            and doc[bracket + 2 : bracket + 3].text == ")"
            and doc[bracket + 1].text in name.agent.also
        )

    def before(self, index: int, most: int) -> list[NameMention]:
        """The names before a token, the nearest first, `most` of them."""
        end = bisect_left(self.starts, index)
        return [name for name in reversed(self.names[max(0, end - most) : end]) if name.end <= index]

    def publisher(self) -> Speaker | None:
        """The report's publisher as a speaker ("we")."""
        label = self.document.report.publisher
        return None if label is None else Speaker(Agent(label, kind="Organization"), publisher=True)

    def is_publisher(self, agent: Agent) -> bool:
        """Whether an agent is the report's publisher."""
        return agent.label == self.document.report.publisher

    def is_role(self, noun: Token) -> bool:
        """Whether a noun is one for a person by trade, office or kinship."""
        return _is_role(noun)

    def called(self, noun: Token, speakers: list[Speaker]) -> Speaker | None:
        """Who "the ministry", "the group" or "the minister" is: the last speaker or name that is one."""
        word = noun.text.casefold()
        for speaker in reversed(speakers):
            if word.removesuffix("s") in {
                part.removesuffix("s") for part in f"{speaker.agent.label} {speaker.role or ''}".casefold().split()
            }:
                return speaker
        described = self.described.get(word, [])
        if place := bisect_right(described, noun.i, key=lambda name: name.end):
            return self.of(self.document.doc[described[place - 1].end - 1])
        if _is_role(noun):
            return next(iter(self.roles.get(word, ())), None)
        before = [name.agent for name in self.before(noun.i, _REACH) if name.agent.kind in {"Organization", "ArmedActor"}]
        for agent in before:
            if word in agent.label.casefold().split() and agent.label != noun.text:
                return Speaker(agent)
        return self._generic(speakers, before) if word in _GENERIC else None

    def _generic(self, speakers: list[Speaker], before: list[Agent]) -> Speaker | None:
        """Who "the group" is: the body that spoke of late, else the one named last."""
        for speaker in reversed(speakers[-_LATELY:]):
            if speaker.agent.kind != "Person" and speaker.role is None and speaker.agent.label[:1].isupper():
                return speaker
        named = [agent for agent in before if not is_common(agent.label)]
        return Speaker(named[0]) if named else None

    def _descriptions(self, name: NameMention) -> Iterator[str]:
        """The nouns that say what a name stands for: "the newspaper El Sol", "a radio station, Radio Sol,", "Sol, a newspaper"."""
        doc, last = self.document.doc, self.document.doc[name.end - 1]
        if name.agent.kind in {"Person", "State"}:
            return
        if name.start and doc[name.start - 1].pos_ == "NOUN" and doc[name.start - 1].text.islower():
            yield doc[name.start - 1].lower_
        if last.dep_ == "appos" and last.head.i < name.start and last.head.pos_ == "NOUN":
            yield last.head.lower_
        for child in last.children:
            if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i >= name.end:
                yield child.lower_

    def _read_roles(self) -> None:
        """Find the persons who are given a role, by each word of it."""
        found: dict[str, Speaker] = {}
        for name in self.names:
            if name.agent.kind == "Person" and " " in name.agent.label:
                speaker = self.of(self.document.doc[name.end - 1])
                found.setdefault(speaker.agent.label, speaker)
        for speaker in found.values():
            for word in sorted(set((speaker.role or "").casefold().split())):
                self.roles.setdefault(word, []).append(speaker)

    def of(self, head: Token) -> Speaker:
        """The speaker that a noun phrase with this head means."""
        mention = self.at.get(head.i)
        if mention is not None and mention.agent.kind != "ArmedActor" and not is_common(mention.agent.label):
            return self._named(mention, head)
        if (person_ := self.set_beside(head)) is not None:
            return person_
        for child in head.children:
            person = self.at.get(child.i)
            if (
                child.dep_ in {"appos", "compound", "nmod"}
                and person is not None
                and person.agent.kind == "Person"
                and abs(child.i - head.i) < _BESIDE
            ):
                return self._remembered(Speaker(person.agent, self.phrase(head, short=True), self._organization(head)))
        if mention is not None and mention.agent.kind == "ArmedActor" and not _is_role(head):
            return Speaker(mention.agent)
        return self._unnamed(head)

    def set_beside(self, head: Token) -> Speaker | None:
        """The name set beside a role or description: "the mayor of the town, Ali Hassan,", "the news agency SANA"."""
        doc = self.document.doc
        end = self._right_end(head)
        if end + 1 < len(doc) and doc[end].text in {"called", "named"}:
            end += 1
        elif end + 2 < len(doc) and (doc[end].text, doc[end + 1].text) in {("calling", "itself"), ("known", "as")}:
            end += 2
        while end < len(doc) and doc[end].lower_ == "the":
            end += 1
        gap = end + 1 if end < len(doc) and doc[end].text == "," else end
        while gap < len(doc) and gap < end + 6 and gap not in self.at and doc[gap].text.casefold().strip(".") in TITLES | {"-"}:
            gap += 1
        mention = self.at.get(gap)
        if mention is None or is_common(mention.agent.label) or head.sent != doc[gap].sent:
            return None
        if mention.agent.kind in {"Person", "Agent"} and _is_role(head):
            if gap > end and end > head.i + 1 and is_person(doc[end - 1]):
                return None  # "the wife of a fisherman, Ali Hassan,": the fisherman's name
            return self._remembered(Speaker(mention.agent, self.phrase(head, short=True), self._organization(head)))
        body = head.lemma_.casefold() in ORGANIZATION_WORDS | SPEAKING_NOUNS
        closes = mention.end >= len(doc) or doc[mention.end].text in {",", "(", "."} or gap == end
        if (
            (mention.agent.kind in {"Organization", "ArmedActor"} or (body and gap == end and mention.agent.kind == "Agent"))
            and not _is_role(head)
            and closes
            and (gap == end or (mention.end < len(doc) and doc[mention.end].text in {",", "(", "."}))
        ):
            return Speaker(mention.agent)
        return None

    def _named(self, mention: NameMention, head: Token) -> Speaker:
        if mention.agent.kind not in {"Person", "Agent"}:
            return Speaker(mention.agent)
        role, organization = self._role_before(mention)
        for child in head.children:
            if child.dep_ == "appos" and child.i not in self.at and child.i > mention.start and _is_role(child):
                role, organization = role or self.phrase(child, short=True), organization or self._organization(child)
        organization = organization or self._of_organization(head) or self._led(head)
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
        while start and doc[start - 1].pos_ in {"NOUN", "PROPN", "ADJ"} and not _begins(doc[start]):
            start -= 1
        if start == mention.start:
            return None, None
        words = doc[start : mention.start]
        organizations = [
            self.at[token.i]
            for token in words
            if token.i in self.at and self.at[token.i].agent.kind in {"Organization", "ArmedActor", "State"}
        ]
        role_start = organizations[-1].end if organizations else start
        if organizations:
            return doc[role_start : mention.start].text or None, organizations[-1].agent
        body = next((token.i for token in reversed(words) if token.lower_ in _BODIES and token.i + 1 < mention.start), None)
        if body is None:
            return words.text, None
        return doc[body + 1 : mention.start].text, Agent(doc[start : body + 1].text, kind="Organization")

    def _organization(self, head: Token) -> Agent | None:
        """The organisation that a role belongs to: "spokesman for the army", "the ministry's spokesman", "RNA major"."""
        for child in head.children:
            if child.dep_ in {"compound", "nmod", "poss", "amod"}:
                mention = self.at.get(child.i)
                if mention is not None and mention.agent.kind in {"Organization", "ArmedActor"}:
                    return mention.agent
                if mention is not None and child.dep_ == "poss" and mention.agent.kind == "State":
                    return mention.agent
                if child.dep_ == "poss" and (owner := self._owner(child)) is not None:
                    return owner
                if child.text.casefold() in {"army", "navy", "military", "hospital", "government", "ministry", "coalition"} or (
                    child.lower_ == "police" and child.i == head.i - 1
                ):
                    return Agent(self.phrase(child, short=True), kind="Organization")
        return self._of_organization(head)

    def _owner(self, token: Token) -> Agent | None:
        """The organisation that "its", "the group's" or "the ministry's" before a role means."""
        if token.lower_ in {"its", "their"}:
            return self._last_organization(token.i)
        if token.pos_ == "NOUN" and token.lower_ in _GENERIC | {"network", "agency", "coalition", "faction", "channel", "church"}:
            return self._last_organization(token.i)
        if token.pos_ == "NOUN" and token.lower_ in ORGANIZATION_WORDS | {
            "hospital",
            "army",
            "police",
            "government",
            "coalition",
        }:
            called = (name.agent for name in self.before(token.i, _REACH) if token.lower_ in name.agent.label.casefold().split())
            return next(called, Agent(self.phrase(token, short=True), kind="Organization"))
        return None

    def _last_organization(self, index: int) -> Agent | None:
        """The organisation or armed actor named last before a token."""
        near = (name.agent for name in self.before(index, _REACH))
        return next(
            (agent for agent in near if agent.kind in {"Organization", "ArmedActor"} and not is_common(agent.label)), None
        )

    def _led(self, head: Token) -> Agent | None:
        """The organisation that somebody is said to lead or speak for: "Rosa Marin, who heads the Union of Nurses"."""
        for clause in head.children:
            if clause.dep_ != "relcl" or clause.lemma_ not in _LEADING:
                continue
            for noun in clause.subtree:
                mention = self.at.get(noun.i)
                if noun.i > clause.i and mention is not None and mention.agent.kind in {"Organization", "ArmedActor"}:
                    return mention.agent
        return None

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
        if (named := self._same_role(head)) is not None:
            return named
        return Speaker(
            Agent(self.phrase(head), kind="Person" if head.tag_ in {"NN", "NNP"} else "Agent"),
            self.phrase(head, short=True) if head.tag_ in {"NN", "NNP"} else None,
            self._organization(head),
        )

    def _same_role(self, head: Token) -> Speaker | None:
        """The one named person of the report whose role is all that this phrase says: "the provincial interior minister"."""
        words = set(self.phrase(head, short=True).casefold().split())
        if len(words) == 1:
            return None
        noun = head.text.casefold()
        roles = [(speaker, set((speaker.role or "").casefold().split())) for speaker in self.roles.get(noun, ())]
        fitting = {speaker.agent.label: speaker for speaker, role in roles if words <= role or role <= words}
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def phrase(self, head: Token, *, short: bool = False) -> str:
        """The words of a noun phrase without its article; `short` leaves out what follows the noun."""
        doc = self.document.doc
        start, end = head.i, head.i + 1
        inside = set(head.subtree)
        while start and doc[start - 1] in inside and not doc[start - 1].is_sent_start and _is_modifier(doc[start - 1], head):
            start -= 1
        if start and doc[start - 1] in inside and _is_modifier(doc[start - 1], head) and doc[start - 1].pos_ not in _SKIPPED:
            start -= 1
        while start < head.i and (
            doc[start].pos_ in {"DET", "PUNCT", "SPACE", "PART"} or doc[start].dep_ == "det" or doc[start].is_space
        ):
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


def _begins(token: Token) -> bool:
    """Whether a sentence begins at a token, but for one behind a title with a full stop ("Capt. Ali")."""
    return bool(token.is_sent_start) and not (token.i and token.nbor(-1).text.casefold().removesuffix(".") in TITLES)


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
    return (
        word not in _NOT_ROLES
        and word not in ORGANIZATION_WORDS
        and len(word) >= _SHORTEST_ROLE
        and bool(_ROLE_ENDINGS.fullmatch(word[-3:]) or _ROLE_ENDINGS.fullmatch(word[-2:]))
    )
