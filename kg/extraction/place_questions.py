"""Where an event happened, as questions: an event's place by the rules goes in, and comes out decided, with the wider places told beside it.

One question chooses the place among those that the text names around the event, also among names that nothing shows to be those
of places. Each other place that the text tells together with it ("Qarun, Oussa province", the town that heads an entry) is asked for.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from kg.extraction.candidates import Document, PlaceMention
from kg.extraction.circumstances import Circumstances
from kg.extraction.questions import Anchor, Option, nearest
from kg.model import Place

#: How many places an event chooses from, how many names that may be those of places, and within how many sentences.
_MOST, _MOST_POSSIBLE, _AROUND = 16, 8, 2
#: How many wider places are asked for, and how many tokens before or behind a place they are told beside it.
_MOST_BESIDE, _BESIDE = 5, 7
#: What is seen of two places side by side.
_JOINED = "joined"
#: Words between two places that tell how one is to the other.
_LINKS = frozenset({",", "(", "and", "&", "of", "in", "near", "/", "-", "–", "—", ":", ".", "|"})


class PlaceQuestions:
    """Asks where the events of one document happened."""

    def __init__(self, document: Document, circumstances: Circumstances, near: Callable[[Anchor, int], tuple[str, ...]]) -> None:
        """Take what says how far words are from an anchor."""
        self.document, self.doc, self.circumstances, self._near = document, document.doc, circumstances, near
        self.sentences, self.lines = document.sentence_numbers, document.paragraph_numbers

    def decided(self, anchor: Anchor, rules: tuple[Place, ...]) -> tuple[Place, ...]:
        """The places: none, the rules' or others that the text names, each with what lies around it."""
        found: list[tuple[PlaceMention | None, tuple[Place, ...]]] = [(None, ())]
        options = [Option("none")]
        first = rules[0].label if rules else ""
        for mention in self._choices(anchor):
            label = mention.place.label
            found.append((mention, rules if label == first else self.circumstances.with_town(mention)))
            options.append(Option("place", mention.start, mention.end, label, self._facts(anchor, mention)))
        told = next((number for number, (_, places) in enumerate(found) if places[:1] == rules[:1]), None)
        if told is None:
            told = len(found)
            found.append((None, rules))
            options.append(Option("rules", value=first))
        chosen, places = found[anchor.choose("place", options, told)]
        return (*places[:1], *self._beside(anchor, chosen, places)) if places else ()

    def _choices(self, anchor: Anchor) -> Iterator[PlaceMention]:
        """The places around an event, the nearest first, each label once; then the names nearest to it that may be those of places."""
        here = self.sentences[anchor.start]
        possible = nearest(self.circumstances.possible, anchor.start, _start)
        close = [one for one in possible if abs(self.sentences[one.start] - here) <= _AROUND]
        labels: set[str] = set()
        for mentions, most in ((nearest(self.circumstances.points, anchor.start, _start), _MOST), (close, _MOST_POSSIBLE)):
            left = most
            for mention in mentions:
                if left and mention.place.label not in labels:
                    labels.add(mention.place.label)
                    left -= 1
                    yield mention

    def _facts(self, anchor: Anchor, mention: PlaceMention) -> tuple[str, ...]:
        near = self._near(anchor, mention.start)
        return near if mention.sure else (*near, "unproven", f"after {self._word(mention.start - 1)}")

    def _word(self, position: int) -> str:
        return self.doc[position].lower_ if position >= 0 else ""

    def _beside(self, anchor: Anchor, chosen: PlaceMention | None, places: tuple[Place, ...]) -> Iterator[Place]:
        """The other places of an event: those that the rules have and those told beside the chosen one, each asked for."""
        kept = [places[0].label]
        rules = {place.label for place in places[1:]}
        shown = self._wider(anchor, chosen) if chosen is not None else {}
        unseen = {place.label: (place, -1, -1, ("unseen",)) for place in places[1:] if place.label not in shown}
        for label, (place, start, end, facts) in chain(shown.items(), unseen.items()):
            if any(_alike(label, other) for other in kept):
                continue
            if anchor.holds("also", Option("place", start, end, label, facts), rules=label in rules or _JOINED in facts):
                kept.append(label)
                yield place

    def _wider(self, anchor: Anchor, chosen: PlaceMention) -> dict[str, tuple[Place, int, int, tuple[str, ...]]]:
        """The places told beside a place, the nearest first, with the tokens where they stand and what is seen of them."""
        found: dict[str, tuple[Place, int, int, tuple[str, ...]]] = {}
        for other in nearest(self.circumstances.named, chosen.start, _start):
            if len(found) == _MOST_BESIDE:
                break
            label = other.place.label
            if label != chosen.place.label and label not in found and self._told_with(anchor, chosen, other):
                found[label] = (other.place, other.start, other.end, self._facts_beside(anchor, chosen, other))
        return found

    def _told_with(self, anchor: Anchor, chosen: PlaceMention, other: PlaceMention) -> bool:
        """Whether a place may be told together with another: in its sentence or the event's, before it in its line, or as what heads it."""
        if self.sentences[other.start] in (self.sentences[chosen.start], self.sentences[anchor.start]):
            return True
        line = self.lines[other.start]
        if line == self.lines[chosen.start]:
            return other.start < chosen.start
        return other.sure and (line <= 1 or line == self.circumstances.heading(self.lines[chosen.start]))

    def _facts_beside(self, anchor: Anchor, chosen: PlaceMention, other: PlaceMention) -> tuple[str, ...]:
        """What is seen of a place that is told with another."""
        before = other.start < chosen.start
        first, last = (other, chosen) if before else (chosen, other)
        gap = last.start - first.end
        words = [word.lower_ for word in self.doc[first.end : last.start]] if gap <= _BESIDE else []
        link = next((word for word in words if word in _LINKS), "other" if words else "far")
        side = "before" if before else "behind"
        kinds = {
            _JOINED: gap == 1 and link in ("and", "&", ",") and self._joined(first, last, link),
            "region": self.circumstances.region(other),
            "part": self.circumstances.quarter(chosen),
            "town": self.circumstances.town(other),
            "unproven": not other.sure,
        }
        told = tuple(kind for kind, holds in kinds.items() if holds)
        return (f"{side} {link}", f"{side} by {min(gap, _BESIDE)}", *told, *self._near(anchor, other.start))

    def _joined(self, first: PlaceMention, last: PlaceMention, link: str) -> bool:
        """Whether two places side by side are told as one, "Qarun and Bel Oria", "Qarun, Oussa"; a comma between towns lists them."""
        return link != "," or not (self.circumstances.town(first) and self.circumstances.town(last))


def _start(mention: PlaceMention) -> int:
    return mention.start


def _alike(one: str, other: str) -> bool:
    """Whether one of two names has all the words of the other."""
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return left <= right or right <= left
