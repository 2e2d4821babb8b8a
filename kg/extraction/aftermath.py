"""What an event left behind: facilities told of in the sentences after it, with what had become of them.

"Two bombs fell on Qarun. The school lost its roof and nine houses were destroyed": a sentence that tells of no event of its own
tells of the one before it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.candidates import Candidates, Document
from kg.extraction.effects import find_effects
from kg.extraction.facilities import named_facility
from kg.extraction.merging import Group
from kg.extraction.nearness import Phrase, Surroundings
from kg.model import Facility

#: What becomes of facilities; that they were struck is told where they are.
_LEFT = frozenset({"damaged", "destroyed", "out-of-service"})
_DONE_BY = frozenset(
    {
        "air-strike",
        "shelling",
        "explosion",
        "shooting",
        "clash",
        "attack",
        "destruction",
        "campaign",
        "killing",
        "chemical-attack",
        "siege",
    }
)
#: The cost of the farthest word that tells of a facility, and how many lines below an event its facilities are told.
_FARTHEST = 10
_LINES = 1


def with_aftermath(document: Document, candidates: Candidates, groups: Sequence[Group]) -> None:
    """Add to the groups of mentions the facilities that later sentences tell of."""
    told = sorted((mention.trigger.head, number) for number, group in enumerate(groups) for mention in group.mentions)
    for facility, effect, head in _left(document, candidates, {document.sentence_numbers[position] for position, _ in told}):
        before = [number for position, number in told if position < head]
        if not before:
            continue
        group = groups[before[-1]]
        place, last = max(
            ((place, one) for place, one in enumerate(group.mentions) if one.trigger.head < head),
            key=lambda item: item[1].trigger.head,
        )
        if group.type in _DONE_BY and not last.headline and document.paragraph_numbers[head] - last.paragraph <= _LINES:
            group.mentions[place] = replace(last, facilities=(*last.facilities, (facility, effect, head)))


def _left(document: Document, candidates: Candidates, told: set[int]) -> Iterator[tuple[Facility, str, int]]:
    """The facilities outside the sentences that tell of events, each with what became of it and its position."""
    phrases = {
        code: Phrase(code.start, code.end, code.head)
        for code in candidates.codes
        if code.scheme == "facility"
        and code.notation not in ("road", "other")
        and document.sentence_numbers[code.head] not in told
    }
    surroundings = Surroundings(document, find_effects(document, candidates.codes), phrases.values())
    for code, phrase in phrases.items():
        nearest = surroundings.nearest(phrase)
        if nearest is not None and nearest[0] <= _FARTHEST and nearest[1].code in _LEFT:
            yield named_facility(document, code), nearest[1].code, code.head
