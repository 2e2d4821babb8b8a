"""Verbs of saying: a sentence goes in, the sayings that its verbs make come out.

The table of verbs says which speech act each one is by itself; a verb counts where it is built as one of saying is, and where
its subject can speak.
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from kg.extraction.candidates import Document
from kg.extraction.clauses import CLAUSES, behind_comma, beside, ends_sentence, is_unreal, joined, noun_from, subject_of
from kg.extraction.constructions import CONSTRUCTIONS, behind, links
from kg.extraction.outlets import find_outlets, told_outlet
from kg.extraction.people import is_person, is_plural_person
from kg.extraction.references import References
from kg.extraction.roles import is_role
from kg.extraction.speech import COUNT_VERBS, NEED_CLAUSE, PLAIN_VERBS, SPEAKING_NOUNS, SPEECH_VERBS
from kg.extraction.tables import word_set
from kg.extraction.voices import Saying, Speaker
from kg.model import Agent
from kg.vocabulary import words

#: Verbs that seldom are sayings.
_COMMONEST = frozenset({"be", "have"})
_SAYING = frozenset(SPEECH_VERBS) - _COMMONEST
#: How the clause of saying hangs on what is said, and how its objects hang on it.
_SAID = frozenset({"parataxis", "ccomp"})
_OBJECTS = frozenset({"dobj", "prep", "dative"})
#: Letters of a dateline's place; tokens before it.
_SHORTEST = 4
_DATELINE = 4
#: What stands between a dateline and its sentence.
_DASHES = frozenset({"-", "--", "–", "—", ":"})
#: Nouns for people whom something was done to, which say nothing themselves.
_SILENT = word_set(
    "dead death killing murder homicide execution assassination disappearance abduction kidnapping rape detention body corpse casualty fatality life "
    "soul injury arrest"
)
#: Verbs behind which a number is what is said, where the tagger takes them for nouns, and what may stand before the number.
_COUNTING = word_set("count name list mention report record give put")
_QUANTIFYING = word_set("at as about some over nearly several more only around up")
_NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})


class SayingVerbs:
    """Finds the verbs of saying in one document; `quoted` are the tokens inside quotation marks."""

    def __init__(self, document: Document, references: References, quoted: frozenset[int]) -> None:
        self.document, self.quoted = document, quoted
        self.references, self.speakers = references, references.speakers
        self.outlets = tuple(find_outlets(self.speakers, quoted))

    def of(self, sentence: Span) -> Iterator[Saying]:
        """The sayings of the verbs of a sentence, in order of the text."""
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
        """A verb that the tagger takes for a noun: "the Network calls on", "the Forum demands that", "the priest names six"."""
        before = self.document.doc[token.i - 1] if token.i > sentence.start else None
        after = token.nbor(1) if token.i + 1 < sentence.end else None
        if token.tag_ != "NNS" or before is None or after is None or not self._opens(before, sentence):
            return
        mention = self.speakers.at.get(before.i)
        named = mention is not None and mention.agent.kind in {"Organization", "State"}
        if named and after.text in {"on", "upon", "for", "to", "that"}:
            act = "calls-for" if verb == "call" else SPEECH_VERBS[verb]
        elif verb in _COUNTING and (after.like_num or after.lower_ in _QUANTIFYING):
            act = SPEECH_VERBS[verb]
        else:
            return
        speaker = self.references.of(before)
        if speaker is not None and self._animate(before):
            yield Saying(token.i, verb, act, speaker, frozenset(range(token.i + 1, sentence.end)))

    def _opens(self, noun: Token, sentence: Span) -> bool:
        """Whether a noun ends the first phrase of its sentence or of a part of it."""
        start = noun.i
        while start > sentence.start and noun.doc[start - 1].pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
            start -= 1
        return start == sentence.start or not self.document.doc[start - 1].is_alpha

    def _can_speak(self, noun: Token, speaker: Speaker) -> bool:
        """Whether a subject is a person, a body or a document, and no thing."""
        if noun.pos_ in {"PRON", "PROPN"} or speaker.publisher or speaker.agent.kind != "Agent" or speaker.role is not None:
            return True
        word = noun.lemma_.casefold()
        return _is_alive(noun) or is_role(noun) or word in SPEAKING_NOUNS

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
        known = noun.i in self.speakers.at or noun.pos_ == "PRON" or is_role(noun)
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
                if (doc[index].text in _DASHES and doc[index - 1].whitespace_) or doc[index].text in {":", "):"}
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
            counted = counted or (verb == "put" and _put_at(token))
            spoken = verb in {"speak", "talk"} and "of" in links(token)
            return SPEECH_VERBS[verb] if counted or spoken else None
        return SPEECH_VERBS[verb]

    def _content(self, verb: Token, subject: Token) -> frozenset[int]:
        """The tokens that a verb gives to its speaker: all that hangs on it but its subject, or the sentence it is put into."""
        outside = {token.i for token in subject.subtree if token.i < verb.i or subject.i > verb.i}
        if subject.pos_ == "NUM" or any(child.dep_ == "nummod" for child in subject.children):
            outside = set()  # "Fifteen women said they were raped" gives the number too
        top = verb
        own_clause = any(child.dep_ in CLAUSES for child in verb.children) or _has_number(verb)
        if not own_clause and (verb.dep_ in {"parataxis", "ccomp", "advcl"} or ends_sentence(verb)):
            top = verb.sent.root if ends_sentence(verb) else verb.head
        return frozenset(token.i for token in top.subtree if token.i not in outside and token.i != verb.i)

    def _medium(self, verb: Token, speaker: Speaker) -> Agent | None:
        """The outlet to which or on which something is said, never the publisher or the speaker itself."""
        first, last = verb.sent.start, verb.sent.end
        for index, outlet in self.outlets:
            if first <= index < last and outlet.label not in {speaker.agent.label, *speaker.agent.also}:
                return outlet
        return told_outlet(self.speakers, verb)


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


def _has_number(verb: Token) -> bool:
    """Whether what a verb says is the number behind it, and nothing before it: "the hospital had 15 dead"."""
    if verb.lemma_ == "put":
        return _put_at(verb)
    return verb.lemma_ == "have" and any(
        word.pos_ == "NUM" for child in verb.children if child.dep_ in _OBJECTS and child.i > verb.i for word in child.subtree
    )


def _put_at(verb: Token) -> bool:
    """Whether somebody puts something at a number: "put the dead at between 60 and 70"."""
    behind_verb = verb.doc[verb.i + 1 : verb.sent.end]
    at = next((token.i for token in behind_verb if token.lower_ == "at"), None)
    return at is not None and any(token.pos_ == "NUM" for token in verb.doc[at + 1 : at + 4])


def _is_alive(noun: Token) -> bool:
    """Whether a noun is one for people who may speak."""
    return (is_person(noun) or is_plural_person(noun)) and noun.lemma_.casefold() not in _SILENT


def _is_dumb(noun: Token) -> bool:
    """Whether a noun is one for a weapon or a time, which says nothing."""
    word = noun.lemma_.casefold()
    weapon = word in _weapons() and word not in SPEAKING_NOUNS  # a club may be either
    return noun.pos_ == "NOUN" and (weapon or noun.ent_type_ in {"DATE", "TIME"})
