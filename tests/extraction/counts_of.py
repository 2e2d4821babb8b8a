"""What the tests of decisions share: all steps before them on a text, as the reader takes them."""

from kg.extraction.attribution import attribute
from kg.extraction.counts import decide_counts
from kg.extraction.events import decide_events
from kg.extraction.facility_counts import decide_facility_counts, find_damage, without_facilities
from kg.extraction.language import documents
from kg.extraction.steps import find_candidates
from kg.extraction.verbs import find_harms
from kg.extraction.victims import decide_victims
from kg.model import Casualty, CasualtyCount, FacilityCount, Report
from kg.values import PartialDate


def report(text: str) -> Report:
    return Report("r", text, published=PartialDate("2022-06-10"), publisher="Elbonia Wire")


def claims(text: str) -> tuple[tuple[CasualtyCount, ...], tuple[Casualty, ...], tuple[FacilityCount, ...]]:
    """The casualty counts, named victims and facility counts of a text."""
    (document,) = documents([report(text)])
    candidates = find_candidates(document)
    harms = find_harms(document)
    damages = tuple(find_damage(document, candidates))
    given = (decide_events(document, candidates), attribute(document, candidates))
    return (
        decide_counts(document, without_facilities(candidates, damages), harms, *given),
        tuple(decide_victims(document, candidates, harms, *given)),
        tuple(decide_facility_counts(document, damages, *given)),
    )


def counts(text: str) -> tuple[CasualtyCount, ...]:
    return claims(text)[0]
