"""Who a noun or pronoun that speaks stands for, in the light of who spoke before: "it", "the group", "its report"."""

import re
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extraction.candidates import NameMention
from kg.extraction.earlier_names import names_before
from kg.extraction.names import is_common
from kg.extraction.speakers import Speakers
from kg.extraction.speech import DOCUMENTS
from kg.extraction.tables import word_set
from kg.extraction.voices import Speaker
from kg.model import Agent

#: How many speakers back a pronoun may reach.
_REACH = 60
_CROWDS = frozenset(["both", "all", "each", "some", "others", "many", "most", "several", "there"])
#: Documents that, when they speak, are the last speaker's unless somebody is named.
_STATEMENTS = word_set("statement communique communiqué document text release declaration message")
#: Nouns and titles of women and men, by which "she" and "he" are told apart.
_WOMEN = word_set(
    "woman mother sister wife daughter widow girl aunt grandmother niece spokeswoman chairwoman nun mrs ms miss sr midwife"
)
_MEN = word_set(
    "man father brother husband son boy uncle grandfather nephew widower spokesman chairman priest imam bishop mr fr sheikh"
)
_NOBODY = word_set("you anyone anybody someone somebody everyone everybody whose")
_SUBJECT_OF = {"his": "he", "her": "she", "its": "it", "their": "they"}


@dataclass(slots=True)
class References:
    """The speakers of a document in the order in which they spoke; `spoke` grows as sentence after sentence is read."""

    speakers: Speakers
    spoke: list[tuple[int, Speaker]] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)

    def of(self, noun: Token) -> Speaker | None:  # noqa: PLR0911 (one return for each kind of word)
        """The speaker that a noun or pronoun stands for."""
        if noun.text.isdigit():
            return None
        word = noun.text if len(noun) > 1 and noun.text.isupper() else noun.text.casefold()
        if word in _CROWDS and not any(child.dep_ == "prep" for child in noun.children):
            return self._before("they", noun)
        if word.isupper() or (noun.pos_ != "PRON" and noun.tag_ not in {"PRP", "WP", "WDT"}):
            return self._writer(noun) or self._resolved(noun)
        if word in _NOBODY:
            return None
        if word in {"we", "i"}:
            return self.speakers.publisher()
        if word in {"who", "that", "which"}:
            verb = noun.head
            while verb.dep_ in {"conj", "ccomp", "xcomp"} and verb.head.i != verb.i:
                verb = verb.head
            return self.of(verb.head) if verb.dep_ == "relcl" and verb.head.pos_ != "PRON" else None
        if word in {"he", "she", "it", "they"}:
            found = self._before(word, noun)
            if found is not None and word in {"he", "she"}:
                self.genders.setdefault(found.agent.label, word)
            return found
        return (
            None
            if word in {"one", "which", "what", "there", "that", "this"} and not list(noun.children)
            else self.speakers.of(noun)
        )

    def _writer(self, noun: Token) -> Speaker | None:
        """Who wrote or counted what speaks: "the ministry's report", "a statement by the ministry", "the document"."""
        word = noun.lemma_.casefold()
        if word not in DOCUMENTS:
            return None
        return self.owner(noun) or (self._before("it", noun) if word in _STATEMENTS else None)

    def _resolved(self, noun: Token) -> Speaker:
        """The speaker of a noun phrase; "the group", "the ministry", "the minister" are who was called so before."""
        if noun.i not in self.speakers.at and (beside := self.speakers.set_beside(noun)) is not None:
            return beside
        definite = any(child.text.casefold() in {"the", "this"} for child in noun.children if child.dep_ == "det")
        if (
            definite
            and noun.i not in self.speakers.at
            and not any(
                child.dep_ in {"prep", "relcl", "acl", "compound", "amod", "poss", "appos"} and child.lower_ != "same"
                for child in noun.children
            )
        ):
            named = self.speakers.called(noun, [speaker for _, speaker in self.spoke[-_REACH:]])
            if named is not None:
                return named
        return self.speakers.of(noun)

    def _before(self, word: str, pronoun: Token) -> Speaker | None:
        """The last speaker or name that a pronoun can stand for."""
        person = word in {"he", "she"}
        cue, last = next(
            (
                (cue, speaker)
                for cue, speaker in reversed(self.spoke[-_REACH:])
                if _is_person(speaker) == person and self._agrees(word, speaker)
            ),
            (-1, None),
        )
        near = names_before(self.speakers.names, pronoun.i)
        topic = next((name for name in near if _fits(name.agent, person=person) and self._is_topic(name, pronoun)), None)
        if topic is None or topic.start <= cue:
            return last
        if not person:
            return Speaker(topic.agent)
        named = self.speakers.of(self.speakers.document.doc[topic.end - 1])
        return named if self._agrees(word, named) else last

    def _agrees(self, pronoun: str, speaker: Speaker) -> bool:
        """Whether a speaker's role, name or title, or the pronoun used before, doesn't speak against "he" or "she"."""
        if pronoun not in {"he", "she"}:
            return True
        known = self.genders.get(speaker.agent.label) or _gender(speaker)
        return known is None or known == pronoun

    def _is_topic(self, name: NameMention, pronoun: Token) -> bool:
        """Whether a name is what its clause, or the beginning of the pronoun's own sentence, is about."""
        head = self.speakers.document.doc[name.start : name.end].root
        fronted = head.dep_ == "pobj" and head.head.head.pos_ in {"VERB", "AUX"}
        opens = fronted and head.sent == pronoun.sent and head.i < head.sent.start + 8
        return opens or head.dep_ in {"nsubj", "nsubjpass"}

    def owner(self, noun: Token) -> Speaker | None:
        """Whose count, statement or report a noun is: "the ministry's figures", "a list kept by the bishop"."""
        for child in noun.children:
            if child.dep_ == "poss" or (child.dep_ in {"compound", "nmod"} and child.i in self.speakers.at):
                return self._possessor(child)
        for child in noun.children:
            if (maker := _maker(child)) is not None:
                return self.of(maker)
        return None

    def _possessor(self, token: Token) -> Speaker | None:
        word = token.text.casefold()
        if word == "our":
            return self.speakers.publisher()
        if word in _SUBJECT_OF:
            return self._before(_SUBJECT_OF[word], token)
        return self.of(token)


def _maker(child: Token) -> Token | None:
    """The noun behind "of", "by", "from" or "in the name of", in a phrase on a document, or the subject of a clause on it."""
    if child.dep_ in {"prep", "agent"} and child.text in {"of", "by", "from"}:
        return next((other for other in child.children if other.dep_ == "pobj"), None)
    if child.dep_ == "prep" and child.text == "in":
        return next(
            (maker for noun in child.children if noun.lower_ == "name" for of in noun.children if (maker := _maker(of))), None
        )
    if child.dep_ not in {"relcl", "acl"}:
        return None
    subject = next((other for other in child.children if other.dep_ == "nsubj" and other.pos_ in {"NOUN", "PROPN"}), None)
    links = (link for link in child.children if child.dep_ == "acl" and link.text in {"by", "from", "in"})
    return subject or next((maker for link in links if (maker := _maker(link)) is not None), None)


def _gender(speaker: Speaker) -> str | None:
    """The pronoun that the words of a speaker's role and name ask for."""
    words = set(re.findall(r"\w+", f"{speaker.role or ''} {speaker.agent.label}".casefold()))
    if words & _WOMEN:
        return None if words & _MEN else "she"
    return "he" if words & _MEN else None


def _is_person(speaker: Speaker) -> bool:
    return speaker.agent.kind == "Person" or (speaker.role is not None and speaker.agent.kind == "Agent")


def _fits(agent: Agent, *, person: bool) -> bool:
    if person:
        return agent.kind == "Person"
    return agent.kind == "Organization" or (agent.kind == "ArmedActor" and not is_common(agent.label))
