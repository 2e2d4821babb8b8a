"""From a document with its names to its sayings: every place where the text gives its words to a speaker.

Verbs of saying, "according to", "by the count of", sources in brackets or at the end of an entry, labels before a colon, and
quotations that go on. The table of verbs says which speech act each one is by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from kg.extraction.candidates import Candidates, Document
from kg.extraction.clauses import CLAUSES, behind_comma, beside, ends_sentence, is_unreal, joined, noun_from, subject_of
from kg.extraction.constructions import CONSTRUCTIONS, COUNTS, behind, links
from kg.extraction.outlets import find_outlets, told_outlet
from kg.extraction.people import is_person, is_plural_person
from kg.extraction.quotations import quotations
from kg.extraction.references import References
from kg.extraction.speakers import Speaker, Speakers
from kg.extraction.speech import COUNT_VERBS, NEED_CLAUSE, PLAIN_VERBS, SPEAKING_NOUNS, SPEECH_VERBS
from kg.extraction.tables import word_set
from kg.model import Agent
from kg.vocabulary import words

#: Verbs that seldom are sayings.
_COMMONEST = frozenset({"be", "have"})
_SAYING = frozenset(SPEECH_VERBS) - _COMMONEST
#: How the clause of saying hangs on what is said, and how its objects hang on it.
_SAID = frozenset({"parataxis", "ccomp"})
_OBJECTS = frozenset({"dobj", "prep", "dative"})
#: How many tokens behind a quotation its verb of saying may stand.
_CLOSE_BEHIND = 4
#: Tokens from which on something is said at all, letters of a dateline's place; tokens before a dateline's place.
_SHORTEST = 4
_DATELINE = 4
_DASHES = frozenset({"-", "--", "–", "—", ":"})
#: Tokens of a label before its colon, with a name and without.
_LONGEST_LABEL = 14
_SHORT_LABEL = 5
#: Nouns for people whom something was done to, which say nothing themselves.
_SILENT = word_set(
    "dead death killing murder homicide execution assassination disappearance abduction kidnapping rape detention body corpse casualty fatality life "
    "soul injury arrest"
)
#: Nouns for what nobody in particular knows.
_UNSIGNED = word_set("information count finding estimate figure datum")
#: Tags of verbs that make a sentence.
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
_NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})


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


def find_sayings(document: Document, candidates: Candidates) -> tuple[Saying, ...]:
    """Every saying of a document, in order of the text."""
    return _Finder(document, candidates).find()


class _Finder:
    """Reads sentence after sentence, and remembers who spoke last."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self.document = document
        self.speakers = Speakers(document, candidates.names)
        self.quotes = quotations(document)
        self.quoted = {index for start, end in self.quotes for index in range(start, end)}
        self.places = candidates.places
        self.sayings: list[Saying] = []
        self.by_line: dict[int, list[Saying]] = {}
        self.outlets = tuple(find_outlets(self.speakers, self.quoted))
        self.references = References(self.speakers)

    def find(self) -> tuple[Saying, ...]:
        for sentence in self.document.sentences:
            found = [
                *self._verbs(sentence),
                *self._according(sentence),
                *self._counts(sentence),
                *self._labels(sentence),
                *self._brackets(sentence),
            ]
            for saying in sorted(found, key=lambda saying: saying.cue):
                if any(self._holds(other, saying) for other in found):
                    continue
                self.sayings.append(saying)
                self.references.spoke.append((saying.cue, saying.speaker))
        for saying in self.sayings:
            self.by_line.setdefault(self.document.paragraph_numbers[saying.cue], []).append(saying)
        continued = list(self._continued())
        return tuple(sorted([*self.sayings, *continued], key=lambda saying: saying.cue))

    def _holds(self, outer: Saying, inner: Saying) -> bool:
        """Whether a saying is in what another one says: "the widow said that soldiers had told her to leave"."""
        inside = inner.cue in outer.content and outer.cue < inner.cue and inner.verb not in {"according", "count"}
        if not inside or outer.speaker.agent.label == inner.speaker.agent.label:
            return False
        above = [self.document.doc[inner.cue], *self.document.doc[inner.cue].ancestors]
        cues = [place for place, token in enumerate(above) if token.i == outer.cue]
        return bool(cues) and any(token.dep_ in {"ccomp", "xcomp"} for token in above[: cues[0]])

    # verbs of saying

    def _verbs(self, sentence: Span) -> Iterator[Saying]:
        for index in range(sentence.start, sentence.end):
            verb = self.document.lemmas[index]
            if verb not in SPEECH_VERBS or index in self.quoted or is_unreal(token := self.document.doc[index]):
                continue
            if verb in _COMMONEST and CONSTRUCTIONS[verb](token, quoted=False) is None:
                continue
            if token.pos_ not in {"VERB", "AUX"}:
                yield from self._mistaken(token, verb, sentence)
                continue
            subject = self._subject(token)
            if (
                subject is None
                or subject.text.casefold() in _NOBODY
                or any(child.text.casefold() in _NOBODY for child in subject.lefts)
            ):
                continue
            content = self._content(token, subject)
            act = self._act(token, verb, content)
            if act is None:
                continue
            for noun in joined(subject):
                speaker = self.references.of(noun)
                if speaker is not None and not _is_dumb(noun) and (verb in PLAIN_VERBS or self._can_speak(noun, speaker)):
                    yield Saying(token.i, verb, act, speaker, content, self._medium(token, speaker))

    def _mistaken(self, token: Token, verb: str, sentence: Span) -> Iterator[Saying]:
        """A verb that the tagger takes for a noun: "the Network calls on", "the Forum demands that"."""
        mention = self.speakers.at.get(token.i - 1)
        after = token.nbor(1).text if token.i + 1 < sentence.end else ""
        if (
            mention is None
            or mention.agent.kind not in {"Organization", "State"}
            or token.tag_ != "NNS"
            or after not in {"on", "upon", "for", "to", "that"}
        ):
            return
        act = "calls-for" if verb == "call" else SPEECH_VERBS[verb]
        yield Saying(
            token.i,
            verb,
            act,
            Speaker(mention.agent, publisher=self.speakers.is_publisher(mention.agent)),
            frozenset(range(token.i + 1, sentence.end)),
        )

    def _can_speak(self, noun: Token, speaker: Speaker) -> bool:
        """Whether a subject is a person, a body or a document, and no thing."""
        if noun.pos_ in {"PRON", "PROPN"} or speaker.publisher or speaker.agent.kind != "Agent" or speaker.role is not None:
            return True
        word = noun.lemma_.casefold()
        return _is_alive(noun) or self.speakers.is_role(noun) or word in SPEAKING_NOUNS

    def _subject(self, verb: Token) -> Token | None:
        """Who says: the noun right beside a verb behind a comma or quotation, else the verb's subject."""
        subject = beside(verb) or subject_of(verb)
        outer = verb.sent.root
        if (
            outer.i < verb.i
            and outer.lemma_ in _SAYING
            and verb.dep_ in {"conj", "advcl"}
            and (subject is None or not self._animate(subject))
        ):
            subject = subject_of(outer)  # "said that nine were dead, adding …": the parser hangs it on "dead"
        passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children)
        if not passive and (subject is None or not self._animate(subject)):
            nearer = behind_comma(verb)
            subject = nearer if nearer is not None and self._animate(nearer) else subject
        if subject is not None and verb.tag_ == "VBG" and not self._animate(subject):
            said = [other for other in verb.doc[verb.sent.start : verb.i] if other.lemma_ in _SAYING and other.tag_ == "VBD"]
            subject = subject_of(said[-1]) or subject if said else subject  # "the ministry said, blaming …"
        return self._behind_dateline(subject, verb) if subject is not None else None

    def _animate(self, noun: Token) -> bool:
        """Whether a noun can speak by what it is."""
        known = noun.i in self.speakers.at or noun.pos_ == "PRON" or self.speakers.is_role(noun)
        known = known or _is_alive(noun)
        return (known or noun.lemma_ in SPEAKING_NOUNS) and noun.pos_ != "NUM" and noun.ent_type_ not in {"DATE", "TIME"}

    def _behind_dateline(self, subject: Token, verb: Token) -> Token:
        """The subject of a verb where the parser takes the place in a dateline ("LUANDA, May 3 (ABC) - The army …") for it."""
        doc = self.document.doc
        if subject.i - verb.sent.start > _DATELINE or len(subject) < _SHORTEST or subject.pos_ == "PRON":
            return subject
        if not subject.text.isupper() and not self._is_dateline(verb.sent):
            return subject
        mark = next(
            (
                index
                for index in range(subject.i + 1, min(subject.i + 16, verb.i))
                if (doc[index].text in _DASHES and doc[index - 1].whitespace_) or doc[index].text == ":"
            ),
            None,
        )
        noun = noun_from(doc[mark + 1 : verb.i]) if mark is not None else None
        return noun if noun is not None else subject

    def _is_dateline(self, sentence: Span) -> bool:
        """Whether a sentence opens with a place and, in brackets or behind a comma, an agency or day before a dash."""
        doc = self.document.doc
        dash = next(
            (index for index in range(sentence.start, min(sentence.end, sentence.start + 16)) if doc[index].text in _DASHES), None
        )
        if dash is None or any(doc[index].pos_ in {"VERB", "AUX"} for index in range(sentence.start, dash)):
            return False
        return doc[dash - 1].text == ")" or doc[dash - 1].ent_type_ == "DATE"

    def _act(self, token: Token, verb: str, content: frozenset[int]) -> str | None:
        """The act of a verb where its construction is one of saying."""
        quoted = not content.isdisjoint(self.quoted)
        if any(child.dep_ == "dobj" and child.lower_ in {"nothing", "life", "lives"} for child in token.children):
            return None  # "has said nothing", "claimed fourteen lives"
        if _is_hearsay(token):
            return None
        if verb in CONSTRUCTIONS:
            return CONSTRUCTIONS[verb](token, quoted=quoted)
        clause = token.dep_ in _SAID or any(child.dep_ in CLAUSES for child in token.children)
        if verb in NEED_CLAUSE and not clause and not quoted:
            counted = verb in COUNT_VERBS and any(
                word.pos_ == "NUM" for child in token.children if child.dep_ in _OBJECTS for word in behind(child)
            )
            spoken = verb == "speak" and "of" in links(token)
            return SPEECH_VERBS[verb] if counted or spoken else None
        return SPEECH_VERBS[verb]

    def _content(self, verb: Token, subject: Token) -> frozenset[int]:
        """The tokens that a verb gives to its speaker: all that hangs on it but its subject, or the sentence it is put into."""
        outside = {token.i for token in subject.subtree if token.i < verb.i or subject.i > verb.i}
        if subject.pos_ == "NUM" or any(child.dep_ == "nummod" for child in subject.children):
            outside = set()  # "Fifteen women said they were raped" gives the number too
        top = verb
        own_clause = any(child.dep_ in CLAUSES for child in verb.children)
        if not own_clause and (verb.dep_ in {"parataxis", "ccomp", "advcl"} or ends_sentence(verb)):
            top = verb.sent.root if ends_sentence(verb) else verb.head
        return frozenset(token.i for token in top.subtree if token.i not in outside and token.i != verb.i)

    # where it was said

    def _medium(self, verb: Token, speaker: Speaker) -> Agent | None:
        """The outlet to which or on which something is said, never the publisher or the speaker itself."""
        first, last = verb.sent.start, verb.sent.end
        for index, outlet in self.outlets:
            if first <= index < last and outlet.label not in {speaker.agent.label, *speaker.agent.also}:
                return outlet
        return told_outlet(self.speakers, verb)

    # "according to", "by the count of", sources and labels

    def _according(self, sentence: Span) -> Iterator[Saying]:
        doc, words = self.document.doc, self.document.words
        for index in range(sentence.start, sentence.end):
            if words[index] not in {"according", "as", "per"} or index in self.quoted:
                continue
            token, after = doc[index], doc[index + 1].text if index + 1 < len(doc) else ""
            bare = token.lower_ == "per" and index > sentence.start and doc[index - 1].text in {",", "("}
            if not bare and (token.lower_, after) not in {("according", "to"), ("as", "per")}:
                continue
            start = token.i + (1 if bare else 2)
            noun = noun_from(doc[start : sentence.end])
            if noun is None:
                continue
            inside = {other.i for other in noun.subtree} | {token.i, token.i + 1}
            content = self._clause(token, sentence) - inside
            for one in joined(noun):
                speaker = self.references.of(one)
                if speaker is not None and not (one.lemma_ in _UNSIGNED and speaker.agent.label.islower()):
                    yield Saying(token.i, "according", "reports", speaker, content)

    def _counts(self, sentence: Span) -> Iterator[Saying]:
        """As in "by the ministry's count", "by the count of the ministry", "by UN estimates"."""
        for index in range(sentence.start, sentence.end):
            if self.document.lemmas[index] not in COUNTS or index in self.quoted:
                continue
            token = self.document.doc[index]
            if token.pos_ != "NOUN" or token.dep_ != "pobj" or token.head.text.casefold() not in {"by", "in", "on"}:
                continue
            speaker = self.references.owner(token)
            if speaker is not None:
                content = self._clause(token.head, sentence) - {other.i for other in token.subtree}
                yield Saying(token.head.i, "count", "reports", speaker, content)

    def _clause(self, token: Token, sentence: Span) -> frozenset[int]:
        """The tokens of the part of a sentence, between semicolons, that a token stands in."""
        doc, start, end = self.document.doc, token.i, token.i
        while start > sentence.start and doc[start - 1].text != ";":
            start -= 1
        while end < sentence.end and doc[end].text != ";":
            end += 1
        return frozenset(range(start, end))

    def _labels(self, sentence: Span) -> Iterator[Saying]:
        """As in "Source: the ministry" at the end of an entry, which covers its paragraph, and "Ministry: 12 killed"."""
        doc, texts = self.document.doc, self.document.texts
        for token in (doc[index] for index in range(sentence.start, sentence.end) if texts[index] in {":", "):", "–", "-"}):
            dashed = (
                token.text in {"–", "-"}
                and token.i > sentence.start
                and doc[token.i - 1].text.casefold() in {"source", "sources"}
            )
            if (token.text not in {":", "):"} and not dashed) or token.i in self.quoted or token.i == sentence.start:
                continue
            if doc[token.i - 1].lower_ in {"source", "sources"} and sentence.start + 2 >= token.i and sentence[0].text == "(":
                return  # the credit of an article that is taken from elsewhere
            if doc[token.i - 1].text.casefold() in {"source", "sources"} and token.text in {":", "–", "-"}:
                content = frozenset(range(self._entry_start(token.i), token.i - 1))
                for speaker in self._listed(token.i + 1, sentence.end):
                    yield Saying(token.i - 1, "source", "reports", speaker, content)
            elif sentence.end - token.i >= _SHORTEST and (speaker_ := self._label(sentence, token)) is not None:
                yield Saying(token.i, "label", "reports", speaker_, frozenset(range(token.i + 1, sentence.end)))
            return

    def _entry_start(self, index: int) -> int:
        """Where the entry begins that a source stands at the end of: with its line, or behind the source before it."""
        lines, before = self.document.paragraph_numbers, self.sayings[-1] if self.sayings else None
        first = before.cue + 1 if before is not None and before.verb == "source" else 0
        start = index
        while start > first and lines[start - 1] == lines[index]:
            start -= 1
        return start

    def _label(self, sentence: Span, colon: Token) -> Speaker | None:  # noqa: PLR0911 (a label is no speaker for many reasons)
        """The speaker whose name alone stands between the beginning of a sentence and its colon."""
        doc = self.document.doc
        if colon.i - sentence.start > _LONGEST_LABEL or (
            self.document.paragraph_numbers[colon.i] == 0 and colon.i + _SHORTEST > sentence.end
        ):
            return None
        if not any(token.pos_ in {"NUM", "VERB", "AUX"} for token in self.document.doc[colon.i + 1 : sentence.end]):
            return None  # the key to an abbreviation
        last = doc[colon.i - 1]
        if (
            last.pos_ == "NOUN"
            and colon.i - sentence.start <= _SHORT_LABEL
            and (self.speakers.is_role(last) or last.lemma_.casefold() in SPEAKING_NOUNS)
        ):
            return self.speakers.of(last)
        found = [mention for mention in self.speakers.names if sentence.start <= mention.start and mention.end <= colon.i]
        if (
            not found
            or found[-1].agent.kind == "State"
            or any(doc[index].pos_ in {"VERB", "AUX"} for index in range(sentence.start, colon.i))
        ):
            return None
        first, person = found[0], found[-1]
        if colon.text != ":" and first.agent.label.isupper():
            return None  # a dateline: "LUANDA (ABC): …"
        if person.agent.kind == "Person" and (person.end == colon.i or doc[person.end].text == "("):
            return self.speakers.of(doc[person.end - 1])
        if any(
            doc[index].is_alpha and doc[index].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}
            for index in range(sentence.start, first.start)
        ):
            return None
        rest = [index for index in range(first.end, colon.i) if doc[index].ent_type_ not in {"DATE", "TIME"}]
        if any(doc[index].pos_ in {"NOUN", "ADP"} for index in rest) and doc[first.end].text not in {"(", ","}:
            return None
        place = any(place.start <= first.start < place.end for place in self.places)
        return Speaker(first.agent) if first.agent.kind != "Agent" and not place else None

    def _listed(self, start: int, end: int) -> Iterator[Speaker]:
        """The speakers in a list of sources."""
        doc, part = self.document.doc, start
        for index in range(start, end + 1):
            if index == end or doc[index].text in {",", ";", ".", "and", ")"}:
                speaker = self._source_named(part, index)
                if speaker is not None:
                    yield speaker
                part = index + 1

    def _source_named(self, start: int, end: int) -> Speaker | None:
        mentions = [mention for mention in self.speakers.names if start <= mention.start and mention.end <= end]
        if mentions and mentions[0].agent.kind != "State":
            return Speaker(mentions[0].agent)
        nouns = [token for token in self.document.doc[start:end] if token.pos_ in {"NOUN", "PROPN"}]
        return self.speakers.of(nouns[-1]) if nouns else None

    def _brackets(self, sentence: Span) -> Iterator[Saying]:
        """A source in brackets behind what it says: "five wounded (hospital)"."""
        doc, texts = self.document.doc, self.document.texts
        for token in (doc[index] for index in range(sentence.start, sentence.end - 1) if texts[index] == "("):
            close = next((index for index in range(token.i + 1, min(token.i + 9, sentence.end)) if doc[index].text == ")"), None)
            follows = doc[close + 1].text if close is not None and close + 1 < sentence.end else "."
            if close is None or follows not in {".", ";", ","} or self.speakers.defines(token.i):
                continue
            inner = [doc[index] for index in range(token.i + 1, close) if not doc[index].is_punct]
            if not self._is_source(inner):
                continue
            start = token.i
            while start > sentence.start and doc[start - 1].text not in {";", ")"}:
                start -= 1
            for speaker in self._listed(token.i + 1, close):
                if self.speakers.is_publisher(speaker.agent) or not any(
                    doc[index].pos_ == "NUM" for index in range(start, token.i)
                ):
                    continue  # a dateline or the like
                yield Saying(token.i, "brackets", "reports", speaker, frozenset(range(start, token.i)))

    def _is_source(self, inner: list[Token]) -> bool:
        if not inner or any(token.like_num or token.pos_ in {"VERB", "AUX", "PRON", "NUM"} for token in inner):
            return False
        mention = self.speakers.at.get(inner[-1].i)
        if mention is not None:
            return mention.agent.kind in {"Organization", "ArmedActor"} and not (
                mention.agent.label == inner[-1].text and len(inner) == 1 and not inner[-1].text.isupper()
            )
        return inner[-1].pos_ == "NOUN" and (self.speakers.is_role(inner[-1]) or inner[-1].lemma_ in SPEAKING_NOUNS)

    # quotations that go on

    def _continued(self) -> Iterator[Saying]:
        """Sentences inside quotation marks that no saying covers: the words of the speaker around them."""
        covered = {index for saying in self.sayings for index in saying.content}
        doc = self.document.doc
        for start, end in self.quotes:
            if end - start < _SHORTEST or not any(token.tag_ in _FINITE for token in doc[start:end]):
                continue
            for number in sorted({self.document.sentence_numbers[index] for index in range(start, end)}):
                sentence = self.document.sentences[number]
                part = frozenset(range(max(start, sentence.start), min(end, sentence.end)))
                if len(part) < _SHORTEST or len(part & covered) > len(part) / 2:
                    continue
                speaker = self._around(start, end)
                if speaker is not None:
                    yield Saying(min(part), "quote", "reports", speaker, part, continued=True)

    def _around(self, start: int, end: int) -> Speaker | None:
        """The speaker of a quotation: of a saying that it touches, else the nearest one in its paragraph or the two above."""
        lines = self.document.paragraph_numbers
        near = [saying for line in range(lines[start] - 2, lines[start] + 1) for saying in self.by_line.get(line, ())]
        touching = [saying for saying in near if not saying.content.isdisjoint(range(start, end))]
        behind = [saying for saying in near if end <= saying.cue < end + _CLOSE_BEHIND]
        above = [saying for saying in near if saying.cue < start]
        if touching or behind:
            return (touching or behind)[0].speaker
        return above[-1].speaker if above else None


@cache
def _weapons() -> frozenset[str]:
    return frozenset(word.casefold() for word in words("weapon"))


def _is_hearsay(verb: Token) -> bool:
    """Whether a verb says what others say of a noun: "fighters believed to be …", "six people reported killed"."""
    following = verb.nbor(1) if verb.i + 1 < len(verb.doc) else None
    if following is None:
        return False
    return (verb.lemma_ in {"believe", "think", "say"} and following.text == "to" and verb.tag_ in {"VBN", "VBD"}) or (
        verb.lemma_ == "report" and following.tag_ == "VBN"
    )


def _is_alive(noun: Token) -> bool:
    """Whether a noun is one for people who may speak."""
    return (is_person(noun) or is_plural_person(noun)) and noun.lemma_.casefold() not in _SILENT


def _is_dumb(noun: Token) -> bool:
    """Whether a noun is one for a weapon or a time, which says nothing."""
    return noun.pos_ == "NOUN" and (noun.lemma_.casefold() in _weapons() or noun.ent_type_ in {"DATE", "TIME"})
