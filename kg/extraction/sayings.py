"""From a document with its names to its sayings: every place where the text gives its words to a speaker.

Verbs of saying, sources named without one, and quotations that go on.
"""

from collections.abc import Iterator

from kg.extraction.candidates import Candidates, Document
from kg.extraction.gaps import Gaps
from kg.extraction.quotations import quotations
from kg.extraction.references import References
from kg.extraction.saying_sources import SHORTEST, SayingSources
from kg.extraction.saying_verbs import SayingVerbs
from kg.extraction.speakers import Speakers
from kg.extraction.voices import Saying, Speaker

#: How many tokens behind a quotation its verb of saying may stand.
_CLOSE_BEHIND = 4
#: Tags of verbs that make a sentence.
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})


def find_sayings(document: Document, candidates: Candidates) -> tuple[Saying, ...]:
    """Every saying of a document, in order of the text."""
    return _Finder(document, candidates).find()


class _Finder:
    """Reads sentence after sentence, and remembers who spoke last."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self.document = document
        self.quotes = quotations(document)
        self.sayings: list[Saying] = []
        self.by_line: dict[int, list[Saying]] = {}
        self.references = References(Speakers(document, candidates.names))
        quoted = frozenset(index for start, end in self.quotes for index in range(start, end))
        self.verbs = SayingVerbs(document, self.references, quoted)
        self.sources = SayingSources(document, candidates.places, self.references, quoted)
        self.gaps = Gaps(document, self.references)

    def find(self) -> tuple[Saying, ...]:
        for sentence in self.document.sentences:
            before = self.sayings[-1] if self.sayings else None
            found = [*self.verbs.of(sentence), *self.sources.of(sentence, before)]
            found += self.gaps.of(sentence, found)
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

    def _continued(self) -> Iterator[Saying]:
        """Sentences inside quotation marks that no saying covers: the words of the speaker around them."""
        covered = {index for saying in self.sayings for index in saying.content}
        doc = self.document.doc
        for start, end in self.quotes:
            if end - start < SHORTEST or not any(token.tag_ in _FINITE for token in doc[start:end]):
                continue
            for number in sorted({self.document.sentence_numbers[index] for index in range(start, end)}):
                sentence = self.document.sentences[number]
                part = frozenset(range(max(start, sentence.start), min(end, sentence.end)))
                if len(part) < SHORTEST or len(part & covered) > len(part) / 2:
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
