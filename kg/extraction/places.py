"""Names of places: a document and the names of agents in it go in, place mentions with the country of each come out.

What makes capitalised words a place is what stands around them, the table of countries, regions and towns, or that they are
a place elsewhere in the report.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extraction.candidates import Document, NameMention, PlaceMention
from kg.extraction.place_countries import Countries
from kg.extraction.place_runs import STRONG, Run, find_runs
from kg.extraction.place_signs import DIRECTIONS, Signs
from kg.model import Place
from kg.places.countries import demonym, named
from kg.places.towns import large, within

#: "Russian-led", "Saudi-backed": adjectives of agents, also in headlines.
_LED = re.compile(r"-(?:led|backed|allied|held|controlled|run|based|born)\b", re.IGNORECASE)
#: Tokens to the country named beside a place.
_BESIDE = 2


def find_places(document: Document, names: Sequence[NameMention]) -> tuple[PlaceMention, ...]:
    """The names of places in order of the text, none inside another."""
    return _Finder(document, names).find()


def with_possible_places(
    document: Document, names: Sequence[NameMention]
) -> tuple[tuple[PlaceMention, ...], tuple[PlaceMention, ...]]:
    """The names of places, and those that may be, though nothing shows it: these only where somebody is there to be asked."""
    finder = _Finder(document, names)
    places = finder.find()
    return places, tuple(finder.possible(places)) if document.judge is not None else ()


class _Finder:
    """Looks at each run of capitalised words once, then gives every place its country."""

    def __init__(self, document: Document, names: Sequence[NameMention]) -> None:
        self.doc, self.runs = document.doc, find_runs(document)
        self.signs = Signs(document, names, self.runs)
        self.countries = Countries(document, self.runs, self.signs)

    def find(self) -> tuple[PlaceMention, ...]:
        """The places of the document."""
        runs = list(self._accepted())
        runs += list(self._conjuncts({run.end: run for run in runs}))
        known = {run.text for run in runs}
        runs += list(self._repeated(known, {index for run in runs for index in range(run.start, run.end)}))
        runs.sort(key=lambda run: run.start)
        places: dict[str, Place] = {}
        return tuple(self._mention(run, following, places) for run, following in zip(runs, [*runs[1:], None], strict=False))

    def possible(self, places: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
        """Runs that were not found to be places and are no name of a body, armed actor or people."""
        taken = {index for place in places for index in range(place.start, place.end)}
        for run in self.runs:
            if run.start not in taken and not self._is_something_else(run):
                yield PlaceMention(run.start, run.end, Place(run.text), None, sure=False)

    def _is_something_else(self, run: Run) -> bool:
        signs = self.signs
        return (
            signs.is_no_place(run)
            or signs.is_organization(run)
            or signs.is_common(run)
            or bool(demonym(run.text))
            or _LED.search(run.text) is not None
        )

    def _accepted(self) -> Iterator[Run]:
        for run in self.runs:
            if self._is_place(run):
                yield run

    def _repeated(self, known: set[str], taken: set[int]) -> Iterator[Run]:
        """Runs that were found to be places elsewhere in the report."""
        for run in self.runs:
            alone = self.signs.is_person(run) and not self.signs.part_of_agent(run) and self.doc[run.end - 1].dep_ != "nsubj"
            if run.text in known and run.start not in taken and (alone or not self.signs.is_agent(run)):
                yield run

    def _conjuncts(self, accepted: Mapping[int, Run]) -> Iterator[Run]:
        """Runs that "and" joins to a place found before them: "in Qarun and Bel Oria"."""
        for run in self.runs:
            before = accepted.get(run.start - 1)
            if before is None or named(before.text) or self.doc[run.start - 1].lower_ not in ("and", "or", "&"):
                continue
            head = self.doc[run.start : run.end].root
            joined = head.dep_ == "conj" and before.start <= head.head.i < before.end
            if (
                joined
                and not self.signs.is_organization(run)
                and not self.signs.is_no_place(run)
                and not self.signs.part_of_agent(run)
            ):
                yield run

    def _is_place(self, run: Run) -> bool:
        """Whether a run is a place: by the table of the world, by what stands around it, or by spaCy's entity."""
        if self.signs.is_no_place(run):
            return False
        if named(run.text):
            return True
        if _LED.search(run.text) or demonym(run.text):
            return False
        before = self.signs.before(run)
        known = self.countries.supported(run, within(run.text)) or large(run.text)
        if (known and (before in STRONG or self.signs.may_be_town(run))) or self.signs.shown(run, before):
            return True
        entity = all(token.ent_type_ in ("GPE", "LOC") for token in self.doc[run.start : run.end])
        return entity and not self.signs.is_agent(run) and not self.signs.is_common(run)

    def _mention(self, run: Run, following: Run | None, places: dict[str, Place]) -> PlaceMention:
        codes = named(run.text)
        if codes and run.start and self.doc[run.start - 1].lower_ in DIRECTIONS - {"occupied"}:
            label = f"{self.doc[run.start - 1].text} {run.text}"
            return PlaceMention(run.start - 1, run.end, places.setdefault(label, Place(label)), codes[0])
        place = places.setdefault(run.text, Place(run.text))
        if codes:
            return PlaceMention(run.start, run.end, place, codes[0], is_country=True)
        beside = following if following is not None and following.start - run.end <= _BESIDE else None
        return PlaceMention(run.start, run.end, place, self.countries.of(run, beside))
