"""From a document with its candidates to who the text says each word is according to: verbs of saying, "according to", logs.

A `Saying` is one place where the text gives its words to a speaker; `Attribution` knows all of them and, for every token,
the agent whose words it is (None: nobody is named, so the publisher).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from kg.extraction.candidates import Candidates, Document
from kg.extraction.speakers import Speaker, Speakers
from kg.model import Agent

#: Verbs of saying by the speech act that they alone express.
SPEECH_VERBS: dict[str, str] = {
    verb: act
    for act, verbs in {
        "reports": "say tell add report announce state declare claim note explain confirm insist maintain argue recall acknowledge admit concede "
        "estimate testify recount describe write tweet reply respond answer stress emphasize emphasise reveal disclose inform "
        "indicate suggest allege assert contend affirm observe comment remark reiterate relate recollect believe quote attribute ascribe "
        "narrate recite rule conclude determine find record count document register verify list put vow pledge promise speak",
        "accuses": "accuse blame",
        "denies": "deny reject dismiss refute dispute rebut",
        "condemns": "condemn denounce deplore decry criticise criticize slam lament",
        "warns": "warn fear caution threaten",
        "calls-for": "urge demand appeal call ask",
    }.items()
    for verb in verbs.split()
}
#: Verbs that are sayings only with a clause or a quotation as what is said.
_NEED_CLAUSE = frozenset("find rule conclude determine believe put record count document register verify list note observe add write quote suggest indicate "
                         "answer respond reply vow pledge promise speak attribute ascribe".split())
#: Verbs whose object with a number is what is said: "recorded 614 killings", "put the toll at 12".
_COUNT_VERBS = frozenset("record count document register verify list put report estimate confirm".split())
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
_PERSON_PRONOUNS = frozenset({"he", "she"})
_OWN_PRONOUNS = frozenset({"we", "i"})


@dataclass(frozen=True, slots=True)
class Saying:
    """One place where the text says whose words it gives: `cue` is its verb or "according", `content` the tokens said."""

    cue: int
    verb: str
    act: str
    speaker: Speaker
    content: frozenset[int]
    medium: Agent | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words the tokens of a document are."""

    sayings: tuple[Saying, ...]
    agents: tuple[Agent | None, ...]

    def source(self, token_index: int) -> Agent | None:
        """Who the text says the words at this token are according to; None for the publisher."""
        return self.agents[token_index]


def attribute(document: Document, candidates: Candidates) -> Attribution:
    """Find every saying of a document and who speaks at each of its tokens."""
    finder = _Finder(document, candidates)
    for sentence in document.sentences:
        finder.read(sentence)
    sayings = tuple(finder.sayings)
    return Attribution(sayings, _agents(document, sayings))


def _agents(document: Document, sayings: tuple[Saying, ...]) -> tuple[Agent | None, ...]:
    """For each token the agent whose words it is; an outer speaker keeps the words of one quoted inside."""
    agents: list[Agent | None] = [None] * len(document.doc)
    for saying in sorted(sayings, key=lambda saying: len(saying.content)):
        for index in saying.content:
            agents[index] = None if saying.speaker.publisher else saying.speaker.agent
    return tuple(agents)


class _Finder:
    """Reads sentence after sentence, and remembers who spoke last."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self.document = document
        self.speakers = Speakers(document, candidates.names)
        self.sayings: list[Saying] = []

    def read(self, sentence: Span) -> None:
        found = [*self._verbs(sentence), *self._according(sentence), *self._labels(sentence)]
        self.sayings.extend(sorted(found, key=lambda saying: saying.cue))

    # verbs of saying

    def _verbs(self, sentence: Span) -> Iterator[Saying]:
        for token in sentence:
            verb = token.lemma_.casefold()
            if token.pos_ not in {"VERB", "AUX"} or verb not in SPEECH_VERBS or _negated(token) or _hypothetical(token):
                continue
            content = self._content(token, sentence)
            subject = _subject(token)
            if not self._says(token, verb, content) or subject is None:
                continue
            for noun in _joined(subject):
                speaker = self._speaker(noun)
                if speaker is not None:
                    yield Saying(token.i, verb, SPEECH_VERBS[verb], speaker, content, self._medium(token))

    def _says(self, token: Token, verb: str, content: frozenset[int]) -> bool:
        clause = any(child.dep_ in _CLAUSES for child in token.children) or token.dep_ in {"parataxis", "ccomp"} and _quoted(token)
        if verb in _NEED_CLAUSE and not clause:
            return verb in _COUNT_VERBS and any(self.document.doc[index].like_num for index in content)
        return True

    def _content(self, verb: Token, sentence: Span) -> frozenset[int]:
        """The tokens that a verb gives to its speaker: all that hangs on it but its subject, or the sentence it is put into."""
        subject = _subject(verb)
        outside = {token.i for token in subject.subtree} if subject is not None else set()
        top = verb
        if verb.dep_ == "parataxis" or (verb.dep_ in {"ccomp", "advcl"} and not any(child.dep_ in _CLAUSES for child in verb.children)):
            top = verb.head
        return frozenset(token.i for token in top.subtree if token.i not in outside and token.i != verb.i)

    def _medium(self, verb: Token) -> Agent | None:
        if verb.lemma_ != "tell":
            return None
        for child in verb.children:
            if child.dep_ in {"dobj", "dative", "iobj"} and (mention := self.speakers.at.get(child.i)) is not None:
                if mention.agent.kind in {"Organization", "Agent"} and mention.agent.label != self.document.report.publisher:
                    return mention.agent
        return None

    # "according to" and lines of logs

    def _according(self, sentence: Span) -> Iterator[Saying]:
        for token in sentence:
            if token.text.casefold() != "according" or token.i + 1 >= len(token.doc) or token.nbor(1).text != "to":
                continue
            nouns = [child for child in token.nbor(1).children if child.dep_ == "pobj"]
            if not nouns:
                continue
            inside = {word.i for word in token.subtree}
            content = frozenset(word.i for word in sentence if word.i not in inside)
            for noun in _joined(nouns[0]):
                if (speaker := self._speaker(noun)) is not None:
                    yield Saying(token.i, "according", "reports", speaker, content)

    def _labels(self, sentence: Span) -> Iterator[Saying]:
        """"Source: the ministry" at the end of an entry: it says the whole paragraph."""
        words = [token.text.casefold() for token in sentence]
        for mark in ("source", "sources"):
            if mark in words and words[words.index(mark) + 1 : words.index(mark) + 2] == [":"]:
                start = sentence.start + words.index(mark)
                line = self.document.paragraph_numbers[start]
                content = frozenset(token.i for token in self.document.doc if self.document.paragraph_numbers[token.i] == line and token.i < start)
                for name in self._listed(start + 2, sentence.end):
                    yield Saying(start, "source", "reports", name, content)

    def _listed(self, start: int, end: int) -> Iterator[Speaker]:
        mentions = {id(m): m for i in range(start, end) if (m := self.speakers.at.get(i)) is not None and m.agent.kind != "State"}
        if mentions:
            yield from (Speaker(mention.agent) for mention in mentions.values())
            return
        heads = [token for token in self.document.doc[start:end] if token.pos_ in {"NOUN", "PROPN"}]
        if heads:
            yield self.speakers.of(heads[-1])

    # who

    def _speaker(self, noun: Token) -> Speaker | None:
        word = noun.text.casefold()
        if noun.pos_ != "PRON" and noun.tag_ not in {"PRP", "WP", "DT", "WDT"}:
            return self.speakers.of(noun)
        if word in _OWN_PRONOUNS:
            publisher = self.document.report.publisher
            return None if _quoted(noun) or publisher is None else Speaker(Agent(publisher, kind="Organization"), publisher=True)
        if word in {"who", "that", "which"} and noun.head.dep_ == "relcl":
            return self._speaker(noun.head.head)
        return self._before(word)

    def _before(self, word: str) -> Speaker | None:
        """The last speaker that a pronoun can stand for."""
        for saying in reversed(self.sayings):
            agent, role = saying.speaker.agent, saying.speaker.role
            one = agent.kind == "Person" or (role is not None and agent.kind != "Organization")
            if (word in _PERSON_PRONOUNS and one) or (word == "it" and not one) or (word == "they" and not one) or word not in {"he", "she", "it", "they"}:
                return saying.speaker
        return None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or that of the verb it is joined to or explains."""
    seen = 0
    while seen < 4:
        for child in verb.children:
            if child.dep_ in _SUBJECTS:
                return child
        if any(child.dep_ == "agent" for child in verb.children) and verb.tag_ == "VBN":
            agent = next(child for child in verb.children if child.dep_ == "agent")
            return next((child for child in agent.children if child.dep_ == "pobj"), None)
        if verb.dep_ not in {"conj", "advcl", "xcomp", "acl"}:
            return None
        verb, seen = verb.head, seen + 1
        if verb.pos_ in {"NOUN", "PROPN"}:
            return verb
    return None


def _joined(noun: Token) -> Iterator[Token]:
    """A noun and the ones joined to it by "and"."""
    yield noun
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"}:
            yield from _joined(child)


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


def _hypothetical(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.text.casefold() in {"would", "could", "should", "might", "can", "to"} for child in verb.children)


def _quoted(token: Token) -> bool:
    """Whether a token stands inside quotation marks of its paragraph."""
    open_marks = 0
    for other in reversed(token.doc[: token.i]):
        if "\n" in other.text:
            break
        if other.text == "“":
            return True
        if other.text == "”":
            return False
        open_marks += other.text == '"'
    return open_marks % 2 == 1
