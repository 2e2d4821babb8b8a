"""What a statement is about: the sentences of a statement go in, the ids of the events and counts that they are about come out."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from kg.extraction.candidates import Document
from kg.model import Passage


class Subjects:
    """What is told in each sentence of one document; `told` gives the ids of events and counts by the passages that tell of them."""

    def __init__(self, document: Document, told: Mapping[Passage, Sequence[str]]) -> None:
        starts = [sentence.start_char for sentence in document.sentences]
        self.by_sentence: dict[int, list[str]] = defaultdict(list)
        for passage, ids in sorted(told.items(), key=lambda item: item[0].start):
            self.by_sentence[bisect_right(starts, passage.start) - 1] += ids
        self.told = sorted(self.by_sentence)

    def of(self, sentences: Sequence[int]) -> tuple[str, ...]:
        """The ids of what is told in some sentences, else in the nearest one before them, else in the first one that tells anything."""
        own = [id_ for number in sentences for id_ in self.by_sentence.get(number, ())]
        if not own and self.told:
            before = bisect_right(self.told, sentences[0]) - 1
            own = self.by_sentence[self.told[max(before, 0)]][:1]  # an event, where any is told of there
        return tuple(dict.fromkeys(own))
