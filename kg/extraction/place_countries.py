"""In which country a place lies: the runs of a document go in, the code of the country of each comes out.

It is the country named beside the place, else the one of those which the table of the world knows that the report speaks of,
else the one that the report speaks of most.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from kg.extraction.candidates import Document
from kg.extraction.place_runs import Run
from kg.extraction.place_signs import SHORT, Signs
from kg.extraction.tables import word_set
from kg.places.countries import demonym, named
from kg.places.towns import large, within

_QUARTERS = word_set("neighbourhood neighborhood quarter suburb district sector ward barrio colony village hamlet canton")
#: What a name, demonym or town counts for the country that the report speaks of, and from what on it speaks of it at all.
_LOCATED, _NAMED, _DEMONYM, _TOWN, _LARGE_TOWN = 6, 2, 1, 1, 4
_SPOKEN = 3


class Countries:
    """Weighs which countries one document speaks of."""

    def __init__(self, document: Document, runs: Sequence[Run], signs: Signs) -> None:
        self.document, self.doc = document, document.doc
        self.runs, self.signs = runs, signs
        #: What each name of a town has said of its countries.
        self._own_votes: dict[str, dict[str, int]] = {}

    def of(self, run: Run, beside: Run | None) -> str | None:
        """The country of a place: the one named beside it, the table's if the report speaks of it, else the report's."""
        codes = within(run.text)
        wider = (named(beside.text) or within(beside.text)) if beside is not None else ()
        common = [code for code in codes if code in wider]
        if len(common) == 1 or (beside is not None and len(wider) == 1 and named(beside.text)):
            return (common or wider)[0]
        known = self.supported(run, common or codes) or self.supported(run, wider)
        if known is None and not self._quarter(run):
            known = next(iter(large(run.text)), None)
        return known or self._told_before(run) or self._main or next(iter(codes), None)

    def supported(self, run: Run, codes: Sequence[str]) -> str | None:
        """Of the countries that have a place of some name, the one that the rest of the report speaks of most, None if of none."""
        votes = self._votes  # fills _own_votes
        own = self._own_votes.get(run.text, {})
        counted = own if self._quarter(run) else {}
        spoken = [code for code in codes if votes[code] - counted.get(code, 0) >= _SPOKEN]
        return max(spoken, key=lambda code: (votes[code] - own.get(code, 0), -codes.index(code)), default=None)

    @cached_property
    def _votes(self) -> Counter[str]:
        """How much the report speaks of each country: by its name, most where a preposition leads to it, by towns and demonyms.

        The headline counts double. A demonym alone says little: it may be that of an army from elsewhere.
        """
        votes = Counter(_publishing(self.document.report.publisher))
        for run in self.runs:
            factor = 2 if self.document.paragraph_numbers[run.start] == 0 else 1
            if len(codes := named(run.text)) == 1:
                votes[codes[0]] += factor * (_LOCATED if self.signs.located(run) else _NAMED)
            elif len(codes := demonym(run.text) or demonym(self.doc[run.start].text)) == 1:
                votes[codes[0]] += factor * _DEMONYM
            elif run.text not in self._own_votes:
                self._own_votes[run.text] = {code: factor * weight for code, weight in self._town_votes(run).items()}
                votes.update(self._own_votes[run.text])
        return votes

    def _town_votes(self, run: Run) -> dict[str, int]:
        """What a name says of countries that have such a town: most where it is large, little where it stands in a longer name."""
        if (codes := within(run.text)) and self.signs.may_be_town(run):
            return dict.fromkeys(codes, _TOWN) | dict.fromkeys(large(run.text)[:1], _LARGE_TOWN)
        return {} if self.signs.is_person(run) else _publishing(run.text)

    @cached_property
    def _main(self) -> str | None:
        """The country that the report speaks of most, None where it speaks of none."""
        votes = self._votes
        return max(sorted(votes), key=lambda code: votes[code]) if votes else None

    def _quarter(self, run: Run) -> bool:
        """Whether a noun for a part of a town follows: then the name is that of no large town elsewhere."""
        return run.end < len(self.doc) and self.doc[run.end].lower_ in _QUARTERS

    def _told_before(self, run: Run) -> str | None:
        """The country that the line named last before a place, where a preposition or comma led to it."""
        before = [code for start, code in self._located.get(self.document.paragraph_numbers[run.start], ()) if start < run.start]
        return before[-1] if before else None

    @cached_property
    def _located(self) -> dict[int, list[tuple[int, str]]]:
        """The countries that are named as where something is, by line."""
        found: dict[int, list[tuple[int, str]]] = {}
        for run in self.runs:
            codes = named(run.text)
            if codes and self.signs.located(run):
                found.setdefault(self.document.paragraph_numbers[run.start], []).append((run.start, codes[0]))
        return found


def _publishing(name: str | None) -> dict[str, int]:
    """The countries that the words of a longer name tell of: "Syria Monitor", "Palestinian Ministry of Health", "Benghazi Brief"."""
    words = (name or "").split()
    words = [word for word in words if word[0].isupper() and len(word) > SHORT]
    return dict.fromkeys((code for word in words for code in (named(word) or demonym(word) or large(word.title()))[:1]), _NAMED)
