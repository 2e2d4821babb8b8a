"""From the noun phrase that speaks to the speaker: the agent, the role and the organisation that the text gives it."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention
from kg.extraction.earlier_names import names_before
from kg.extraction.name_words import ORGANIZATION_WORDS, TITLES
from kg.extraction.names import is_common
from kg.extraction.noun_phrases import phrase, right_end
from kg.extraction.people import is_person
from kg.extraction.roles import is_role
from kg.extraction.speaker_bodies import GENERIC, Bodies
from kg.extraction.speech import SPEAKING_NOUNS
from kg.extraction.voices import Speaker
from kg.model import Agent

#: How many sayings back "the group" may be who spoke.
_LATELY = 4
#: Tokens between a role and the name in apposition.
_BESIDE = 8
#: Words for one of several, of whom the text may say more: "one of them, a farmer,".
_ANYONE = frozenset({"one", "another"})
#: Words before "as" where somebody gives a name.
_NAMING = frozenset({"name", "names", "himself", "herself", "themselves", "only"})


@dataclass(slots=True)
class Speakers:
    """The names of a document by the tokens they stand on, to find the speaker that a noun means."""

    document: Document
    names: tuple[NameMention, ...]
    at: dict[int, NameMention] = field(default_factory=dict)
    known: dict[str, Speaker] = field(default_factory=dict)
    roles: dict[str, list[Speaker]] = field(default_factory=dict)
    described: dict[str, list[NameMention]] = field(default_factory=dict)
    bodies: Bodies = field(init=False)

    def __post_init__(self) -> None:
        self.at = {index: name for name in self.names for index in range(name.start, name.end)}
        self.bodies = Bodies(self.document, self.names, self.at)
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

    def publisher(self) -> Speaker | None:
        """The report's publisher as a speaker ("we")."""
        label = self.document.report.publisher
        return None if label is None else Speaker(Agent(label, kind="Organization"), publisher=True)

    def is_publisher(self, agent: Agent) -> bool:
        """Whether an agent is the report's publisher."""
        return agent.label == self.document.report.publisher

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
        if is_role(noun):
            return next(iter(self.roles.get(word, ())), None)
        before = [name.agent for name in names_before(self.names, noun.i) if name.agent.kind in {"Organization", "ArmedActor"}]
        for agent in before:
            if word in agent.label.casefold().split() and agent.label != noun.text:
                return Speaker(agent)
        return self._generic(speakers, before) if word in GENERIC else None

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
        if mention is None and head.lower_ in _ANYONE and (who := next(_asides(head), None)) is not None:
            return self.of(who)
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
                return self._remembered(Speaker(person.agent, phrase(head, short=True), self.bodies.of(head)))
        if mention is not None and mention.agent.kind == "ArmedActor" and not is_role(head):
            return Speaker(mention.agent)
        return self._unnamed(head)

    def set_beside(self, head: Token) -> Speaker | None:
        """The name set beside a role or description: "the mayor of the town, Ali Hassan,", "the news agency SANA"."""
        doc = self.document.doc
        if (named := self._called_himself(head)) is not None:
            return named
        end = right_end(head)
        if end + 1 < len(doc) and doc[end].text in {"called", "named"}:
            end += 1
        elif end + 2 < len(doc) and (doc[end].text, doc[end + 1].text) in {("calling", "itself"), ("known", "as")}:
            end += 2
        while end < len(doc) and doc[end].lower_ == "the":
            end += 1
        gap = end + 1 if end < len(doc) and doc[end].text == "," else end
        gap += gap > end and gap + 1 < len(doc) and doc[gap].lower_ == "the"
        while gap < len(doc) and gap < end + 6 and gap not in self.at and doc[gap].text.casefold().strip(".") in TITLES | {"-"}:
            gap += 1
        mention = self.at.get(gap)
        if mention is None or is_common(mention.agent.label) or head.sent != doc[gap].sent:
            return None
        if mention.agent.kind in {"Person", "Agent"} and is_role(head):
            if gap > end and end > head.i + 1 and is_person(doc[end - 1]):
                return None  # "the wife of a fisherman, Ali Hassan,": the fisherman's name
            return self._remembered(Speaker(mention.agent, phrase(head, short=True), self.bodies.of(head)))
        body = head.lemma_.casefold() in ORGANIZATION_WORDS | SPEAKING_NOUNS
        closes = mention.end >= len(doc) or doc[mention.end].text in {",", "(", "."} or gap == end
        if (
            (mention.agent.kind in {"Organization", "ArmedActor"} or (body and mention.agent.kind == "Agent"))
            and not is_role(head)
            and closes
            and (gap == end or (mention.end < len(doc) and doc[mention.end].text in {",", "(", "."}))
        ):
            return Speaker(mention.agent)
        return None

    def _called_himself(self, head: Token) -> Speaker | None:
        """The name that somebody gives: "a woman who gave her name as Rosa", "a driver who identified himself as Ali"."""
        doc, words = self.document.doc, self.document.words
        if head.i + 1 >= len(words) or words[head.i + 1] != "who":
            return None
        for index in range(head.i + 2, min(head.i + _BESIDE, head.sent.end - 1)):
            if words[index] == "as" and words[index - 1] in _NAMING and doc[index + 1].pos_ == "PROPN":
                mention = self.at.get(index + 1)
                agent = mention.agent if mention is not None else Agent(doc[index + 1].text, kind="Person")
                return self._remembered(Speaker(agent, phrase(head, short=True), None))
        return None

    def _named(self, mention: NameMention, head: Token) -> Speaker:
        if mention.agent.kind not in {"Person", "Agent"}:
            return Speaker(mention.agent)
        role, organization = self.bodies.role_before(mention)
        for child in head.children:
            if child.dep_ == "appos" and child.i not in self.at and child.i > mention.start and is_role(child):
                role, organization = role or phrase(child, short=True), organization or self.bodies.of(child)
        organization = organization or self.bodies.behind(head) or self.bodies.led(head)
        return self._remembered(Speaker(mention.agent, role, organization))

    def _remembered(self, speaker: Speaker) -> Speaker:
        """The speaker with the role and organisation that the text gave it before, where it gives none now."""
        before = self.known.get(speaker.agent.label)
        if before is not None:
            speaker = Speaker(speaker.agent, speaker.role or before.role, speaker.organization or before.organization)
        self.known[speaker.agent.label] = speaker
        return speaker

    def _unnamed(self, head: Token) -> Speaker:
        if not is_role(head):
            label = phrase(head)
            return Speaker(Agent(label, kind="Organization" if head.text.casefold() in ORGANIZATION_WORDS else "Agent"))
        if (named := self._same_role(head)) is not None:
            return named
        return Speaker(
            Agent(phrase(head), kind="Person" if head.tag_ in {"NN", "NNP"} else "Agent"),
            phrase(head, short=True) if head.tag_ in {"NN", "NNP"} else None,
            self.bodies.of(head),
        )

    def _same_role(self, head: Token) -> Speaker | None:
        """The one named person of the report whose role is all that this phrase says: "the provincial interior minister"."""
        words = set(phrase(head, short=True).casefold().split())
        if len(words) == 1:
            return None
        noun = head.text.casefold()
        roles = [(speaker, set((speaker.role or "").casefold().split())) for speaker in self.roles.get(noun, ())]
        fitting = {speaker.agent.label: speaker for speaker, role in roles if words <= role or role <= words}
        return next(iter(fitting.values())) if len(fitting) == 1 else None


def _asides(head: Token) -> Iterator[Token]:
    """The roles set beside a word: "one of the travellers, a rice broker,"."""
    return (child for child in head.children if child.dep_ == "appos" and is_role(child))
