"""Sources that are named without a verb: a sentence goes in, the sayings that it gives to a source come out.

"According to", "by the count of", labels before a colon, and sources in brackets or at the end of an entry.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kg.extraction.candidates import Document, PlaceMention
from kg.extraction.clauses import joined, noun_from
from kg.extraction.constructions import COUNTS
from kg.extraction.references import References
from kg.extraction.roles import is_role
from kg.extraction.speech import SPEAKING_NOUNS
from kg.extraction.tables import word_set
from kg.extraction.voices import Saying, Speaker
from kg.model import Agent

#: Tokens from which on something is said at all.
SHORTEST = 4
#: Tokens of a label before its colon, with a name and without.
_LONGEST_LABEL = 14
_SHORT_LABEL = 5
#: Tokens of the last column of a row.
_COLUMN = 9
#: Tags of verbs that make a sentence.
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: What stands behind "as" where figures are somebody's.
_GIVEN_BY = frozenset({("given", "by"), ("compiled", "by"), ("released", "by"), ("kept", "by")})
#: Nouns for what somebody has told or written down, by which numbers are given.
_TELLINGS = COUNTS | {"account", "list", "record", "telling", "version"}
#: Marks in which a source stands behind what it says.
_BRACKETS = {"(": ")", "[": "]"}
#: Nouns for who is a source in brackets besides those who speak.
_RECORDERS = word_set("facility morgue mortuary monitor observer radio newspaper relative survivor witness")
#: Nouns for what nobody in particular knows.
_UNSIGNED = word_set("information count finding estimate figure datum")


class SayingSources:
    """Finds the sources named in one document; `quoted` are the tokens inside quotation marks."""

    def __init__(
        self, document: Document, places: tuple[PlaceMention, ...], references: References, quoted: frozenset[int]
    ) -> None:
        self.document, self.places, self.quoted = document, places, quoted
        self.references, self.speakers = references, references.speakers

    def of(self, sentence: Span, before: Saying | None) -> Iterator[Saying]:
        """The sayings of a sentence that name a source; `before` is the last saying of the sentences before it."""
        yield from self._according(sentence)
        yield from self._counts(sentence)
        yield from self._labels(sentence, before)
        yield from self._brackets(sentence)
        yield from self._column(sentence)

    def _according(self, sentence: Span) -> Iterator[Saying]:
        doc, words = self.document.doc, self.document.words
        for index in range(sentence.start, sentence.end):
            if words[index] not in {"according", "as", "per"} or index in self.quoted:
                continue
            token, after = doc[index], doc[index + 1].text if index + 1 < len(doc) else ""
            bare = token.lower_ == "per" and index > sentence.start and doc[index - 1].text in {",", "("}
            given = token.lower_ == "as" and self.document.words[index + 1 : index + 3] in _GIVEN_BY
            if not bare and not given and (token.lower_, after) not in {("according", "to"), ("as", "per")}:
                continue
            start = token.i + (1 if bare else 3 if given else 2)
            noun = noun_from(doc[start : sentence.end])
            if noun is None:
                continue
            inside = {other.i for other in noun.subtree} | {token.i, token.i + 1}
            content = self._own(token, self._clause(token, sentence)) - inside
            for one in joined(noun):
                speaker = self.references.of(one)
                if speaker is not None and not (one.lemma_ in _UNSIGNED and speaker.agent.label.islower()):
                    yield Saying(token.i, "according", "reports", speaker, content)

    def _own(self, token: Token, clause: frozenset[int]) -> frozenset[int]:
        """The part of a clause that is one source's where it names more: "541 according to the unit and 517 according to the minister"."""
        others = [index for index in sorted(clause) if index != token.i and self.document.words[index] == "according"]
        if not others or token.lower_ != "according":
            return clause
        first = min(clause)
        opens = token.i <= first + 1 or self.document.doc[token.i - 1].pos_ in {"CCONJ", "SCONJ"}
        low = max((index for index in others if index < token.i), default=first)
        high = min((index for index in others if index > token.i), default=max(clause) + 1)
        return frozenset(range(token.i, high) if opens else range(low, token.i))

    def _counts(self, sentence: Span) -> Iterator[Saying]:
        """As in "by the ministry's count", "by the count of the ministry", "by UN estimates"."""
        for index in range(sentence.start, sentence.end):
            if self.document.lemmas[index] not in _TELLINGS or index in self.quoted:
                continue
            token = self.document.doc[index]
            if token.lower_ == "toll" and token.head.lower_ == "in":
                continue  # "resulted in a toll of nine"
            if token.pos_ != "NOUN" or token.dep_ != "pobj" or token.head.text.casefold() not in {"by", "in", "on"}:
                continue
            speaker = self.references.owner(token)
            if speaker is not None:
                content = self._clause(token.head, sentence) - {other.i for other in token.subtree}
                yield Saying(token.head.i, "count", "reports", speaker, content)

    def _clause(self, token: Token, sentence: Span) -> frozenset[int]:
        """The tokens of the part of a sentence, between semicolons or in brackets, that a token stands in."""
        start, end = token.i, token.i
        while start > sentence.start and not self._bounds(start - 1, token.i, ")", "("):
            start -= 1
        while end < sentence.end and not self._bounds(end, token.i, "(", ")"):
            end += 1
        return frozenset(range(start, end))

    def _bounds(self, index: int, inner: int, opposite: str, mark: str) -> bool:
        """Whether a token bounds the part of a sentence in which `inner` stands: a semicolon, or a bracket that is not closed between."""
        texts = self.document.texts
        between = texts[index + 1 : inner] if index < inner else texts[inner:index]
        return texts[index] == ";" or (texts[index] == mark and between.count(opposite) <= between.count(mark))

    def _labels(self, sentence: Span, before: Saying | None) -> Iterator[Saying]:
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
            if (lister := self._lister(sentence, token)) is not None:
                yield Saying(token.i, "count", "reports", lister, frozenset(range(token.i + 1, sentence.end)))
                return
            if doc[token.i - 1].lower_ in {"source", "sources"} and sentence.start + 2 >= token.i and sentence[0].text == "(":
                return  # the credit of an article that is taken from elsewhere
            named = token.i - 2 >= sentence.start and doc[token.i - 2].is_alpha and token.i - sentence.start < _SHORT_LABEL
            if doc[token.i - 1].lower_ in {"source", "sources"} and token.text in {":", "–", "-"} and not named:
                content = frozenset(range(self._entry_start(token.i, before), token.i - 1))
                for speaker in self._listed(token.i + 1, sentence.end):
                    yield Saying(token.i - 1, "source", "reports", speaker, content)
            elif (
                sentence.end - token.i >= SHORTEST
                and (speaker_ := self._label(sentence, token) or self._long_label(sentence, token)) is not None
            ):
                yield Saying(token.i, "label", "reports", speaker_, frozenset(range(token.i + 1, sentence.end)))
            return

    def _lister(self, sentence: Span, colon: Token) -> Speaker | None:
        """Whose figures stand behind a colon: "the commission gave the press its list for the week: 12 killed"."""
        if colon.i + 1 >= sentence.end or not self.document.doc[colon.i + 1].like_num:
            return None
        before = range(colon.i - 1, sentence.start, -1)
        noun = next((self.document.doc[index] for index in before if self.document.lemmas[index] in _TELLINGS), None)
        return None if noun is None else self.references.owner(noun)

    def _entry_start(self, index: int, before: Saying | None) -> int:
        """Where the entry begins that a source stands at the end of: with its line, or behind the source before it."""
        lines = self.document.paragraph_numbers
        first = before.cue + 1 if before is not None and before.verb == "source" else 0
        start = index
        while start > first and lines[start - 1] == lines[index]:
            start -= 1
        return start

    def _label(self, sentence: Span, colon: Token) -> Speaker | None:  # noqa: PLR0911 (a label is no speaker for many reasons)
        """The speaker whose name alone stands between the beginning of a sentence and its colon."""
        doc = self.document.doc
        if colon.i - sentence.start > _LONGEST_LABEL or (
            self.document.paragraph_numbers[colon.i] == 0 and colon.i + SHORTEST > sentence.end
        ):
            return None
        if not any(token.pos_ in {"NUM", "VERB", "AUX"} for token in self.document.doc[colon.i + 1 : sentence.end]):
            return None  # the key to an abbreviation
        last = doc[colon.i - 1]
        if (
            last.pos_ == "NOUN"
            and colon.i - sentence.start <= _SHORT_LABEL
            and (is_role(last) or last.lemma_.casefold() in SPEAKING_NOUNS)
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

    def _long_label(self, sentence: Span, colon: Token) -> Speaker | None:
        """The speaker with whom a label begins: "Taliban spokesman by telephone: “…”", "Radio Sol, noted by us: “…”"."""
        doc = self.document.doc
        label = doc[sentence.start : colon.i]
        if colon.text != ":" or len(label) > _LONGEST_LABEL or any(token.tag_ in _FINITE for token in label):
            return None
        noun = noun_from(label)
        if noun is None or noun.ent_type_ in {"DATE", "TIME"} or noun.pos_ == "PRON" or noun.i >= colon.i:
            return None
        quoted, mention = colon.i + 1 in self.quoted, self.speakers.at.get(noun.i)
        if mention is not None:
            able = mention.agent.kind in {"Person", "Organization", "ArmedActor"}
            alone = mention.end < len(doc) and doc[mention.end].text in {",", "("}
        else:
            able = is_role(noun) or noun.lemma_.casefold() in SPEAKING_NOUNS
            alone = noun.i + 1 == colon.i
        return self.references.of(noun) if able and (quoted or alone) else None

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
        for token in (doc[index] for index in range(sentence.start, sentence.end - 1) if texts[index] in _BRACKETS):
            closing = _BRACKETS[token.text]
            close = next((index for index in range(token.i + 1, min(token.i + 9, sentence.end)) if texts[index] == closing), None)
            follows = doc[close + 1].text if close is not None and close + 1 < sentence.end else "."
            if close is None or follows not in {".", ";", ","} or self.speakers.defines(token.i):
                continue
            inner = [doc[index] for index in range(token.i + 1, close) if not doc[index].is_punct]
            if not self._is_source(inner):
                continue
            start = token.i
            while start > sentence.start and doc[start - 1].text not in {";", ")", "]"}:
                start -= 1
            for speaker in self._listed(token.i + 1, close):
                if self.speakers.is_publisher(speaker.agent) or not any(
                    doc[index].pos_ == "NUM" for index in range(start, token.i)
                ):
                    continue  # a dateline or the like
                yield Saying(token.i, "brackets", "reports", speaker, frozenset(range(start, token.i)))

    def _column(self, sentence: Span) -> Iterator[Saying]:
        """A source in the last column of a row: "1 May | Qarun | 3 killed | mayor"."""
        doc, texts, lines = self.document.doc, self.document.texts, self.document.paragraph_numbers
        bar = next(
            (
                index
                for index in range(sentence.end - 1, max(sentence.start, sentence.end - _COLUMN) - 1, -1)
                if texts[index] == "|"
            ),
            None,
        )
        if bar is None or (sentence.end < len(doc) and lines[sentence.end] == lines[bar]):
            return
        start = bar
        while start and lines[start - 1] == lines[bar]:
            start -= 1
        inner = [
            doc[index]
            for index in range(bar + 1, sentence.end)
            if doc[index].is_alpha or not (doc[index].is_punct or doc[index].is_space)
        ]
        if not self._is_source(inner) or not any(doc[index].pos_ == "NUM" for index in range(start, bar)):
            return
        label, named = doc[inner[0].i : inner[-1].i + 1].text, self.speakers.at.get(inner[-1].i)
        role = label if named is None and is_role(inner[-1]) else None
        agent = named.agent if named is not None else Agent(label, kind="Person" if role else "Agent")
        yield Saying(bar, "source", "reports", Speaker(agent, role), frozenset(range(start, bar)))

    def _is_source(self, inner: list[Token]) -> bool:
        if not inner or any(token.like_num or token.pos_ in {"VERB", "AUX", "PRON", "NUM"} for token in inner):
            return False
        mention = self.speakers.at.get(inner[-1].i)
        if mention is not None:
            return mention.agent.kind in {"Organization", "ArmedActor"} and not (
                mention.agent.label == inner[-1].text and len(inner) == 1 and not inner[-1].text.isupper()
            )
        common = inner[-1].pos_ == "NOUN" or (inner[-1].pos_ == "PROPN" and inner[-1].text.islower())
        return common and (is_role(inner[-1]) or inner[-1].lemma_ in SPEAKING_NOUNS | _RECORDERS)
