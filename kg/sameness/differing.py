"""Where the reports of one incident differ, in words: their tellings go in, the differences come out.

What only some of them tell is no difference; what is spelled otherwise is none either.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.identity.names import ALIKE
from kg.identity.where import same_name
from kg.sameness.telling import Said, Telling


@dataclass(frozen=True, slots=True)
class Version:
    """What some reports say of a matter: in words, and the identifiers of the reports."""

    says: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A matter on which reports differ: what it is, the versions, and whether they contradict each other so that not all can be true."""

    matter: str
    versions: tuple[Version, ...]
    contradiction: bool

    @property
    def sentence(self) -> str:
        """The difference in a line.

        >>> Difference("day", (Version("1 May", ("a", "b")), Version("2 May", ("c",))), True).sentence
        'day: 1 May (a, b); 2 May (c) — not all of this can be true'
        """
        versions = "; ".join(f"{version.says} ({', '.join(version.reports)})" for version in self.versions)
        return f"{self.matter}: {versions}{' — not all of this can be true' if self.contradiction else ''}"


def differences(tellings: Sequence[Telling]) -> tuple[Difference, ...]:
    """The matters on which the tellings of one incident differ, in the order in which a dossier tells of them."""
    happened = [telling for telling in tellings if not telling.negated]
    found = [_whether(tellings), _kinds(happened), _days(happened), _places(happened), _weapons(happened), _parties(happened)]
    found += [*_figures(happened), *_claims(happened, "facilities"), *_claims(happened, "victims")]
    return tuple(difference for difference in found if difference)


def _versions(told: Iterable[tuple[Hashable, str, str]]) -> tuple[Version, ...]:
    """The versions of a matter: keys, words and reports, each key once, in the words of whom comes first."""
    words: dict[Hashable, str] = {}
    reports: dict[Hashable, dict[str, None]] = {}
    for key, says, report in told:
        words.setdefault(key, says)
        reports.setdefault(key, {})[report] = None
    return tuple(Version(words[key], tuple(reports[key])) for key in words)


def _difference(matter: str, versions: Sequence[Version], *, contradiction: bool = False) -> Difference | None:
    return Difference(matter, tuple(versions), contradiction) if len(versions) > 1 else None


def _whether(tellings: Iterable[Telling]) -> Difference | None:
    told = ((telling.negated, _happened(telling), telling.identifier) for telling in tellings)
    return _difference("whether it happened", _versions(told), contradiction=True)


def _happened(telling: Telling) -> str:
    return "it did not" if telling.negated else "it did"


def _kinds(tellings: Iterable[Telling]) -> Difference | None:
    return _difference("kind", _versions((telling.kind, telling.kind, telling.identifier) for telling in tellings))


def _days(tellings: Sequence[Telling]) -> Difference | None:
    dated = [telling for telling in tellings if telling.date]
    apart = any(
        one.latest and other.earliest and one.latest < other.earliest
        for pair in combinations(dated, 2)
        for one, other in (pair, pair[::-1])
    )
    versions = _versions((telling.date, telling.date, telling.identifier) for telling in dated)
    return _difference("day", versions, contradiction=apart)


def _places(tellings: Iterable[Telling]) -> Difference | None:
    """Places that are taken for one, or are spelled alike, are one; so are a place and another in it, where a report names both."""
    found: list[Telling] = []
    told = []
    for telling in (telling for telling in tellings if telling.place):
        first = next((other for other in found if _same_place(telling, other)), None)
        if first is None:
            found.append(telling)
        told.append(((first or telling).event, (first or telling).place, telling.identifier))
    return _difference("place", _versions(told))


def _same_place(one: Telling, other: Telling) -> bool:
    if one.place_key and one.place_key == other.place_key:
        return True
    pairs = [(one.place, name) for name in other.places] + [(other.place, name) for name in one.places]
    return any(same_name(*pair) >= ALIKE for pair in pairs)


def _weapons(tellings: Iterable[Telling]) -> Difference | None:
    armed = (telling for telling in tellings if telling.weapons)
    return _difference(
        "weapon", _versions((telling.weapons, ", ".join(telling.weapons), telling.identifier) for telling in armed)
    )


def _parties(tellings: Iterable[Telling]) -> Difference | None:
    """Whom reports name as having done it; what is only denied names nobody."""
    told = []
    for telling in tellings:
        named = {said.about: said.name for said in telling.perpetrators if not said.denied}
        if named:
            told.append((frozenset(named), " and ".join(sorted(set(named.values()))), telling.identifier))
    apart = any(one.isdisjoint(other) for (one, *_), (other, *_) in combinations(told, 2))
    return _difference("who did it", _versions(told), contradiction=apart)


def _figures(tellings: Iterable[Telling]) -> Iterator[Difference | None]:
    """The numbers for the same harm and groups of people; parts of others, and those that were replaced, are left out."""
    for matter, told in _by_matter(tellings, lambda telling: telling.figures).items():
        standing = [(said, report) for said, report in told if not said.replaced and not said.part]
        values = [(said.low, said.high) for said, _ in standing]
        apart = any(not _overlap(one, other) for one, other in combinations(values, 2))
        versions = _versions(((said.low, said.high, said.source), _amount(said), report) for said, report in standing)
        if len(set(values)) > 1:
            yield _difference(matter, versions, contradiction=apart)


def _amount(said: Said) -> str:
    """A number as it is said, with its source.

    >>> _amount(Said("i", "at least 12 people killed", "the mayor", "asserted", "w", "people killed", "people killed"))
    'at least 12, says the mayor'
    """
    return f"{said.says.partition(said.about.removesuffix(' (running total)'))[0].strip() or said.says}, says {said.source}"


def _overlap(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    """Whether two ranges have a number in common, an end that is not known being open.

    >>> _overlap((12, None), (15, 15)), _overlap((12, 12), (15, None))
    (True, False)
    """
    return all(low is None or high is None or low <= high for low, high in ((one[0], other[1]), (other[0], one[1])))


def _claims(tellings: Iterable[Telling], name: str) -> Iterator[Difference | None]:
    """What is said to have become of a facility or a person, and of persons their ages."""
    for told in _by_matter(tellings, lambda telling: getattr(telling, name)).values():
        if len({said.value for said, _ in told}) > 1:
            versions = _versions((said.value, said.value, report) for said, report in told)
            yield _difference(f"what became of {told[0][0].name}", versions)
        ages = [(said.age, str(said.age), report) for said, report in told if said.age is not None]
        yield _difference(f"age of {told[0][0].name}", _versions(ages), contradiction=True)


def _by_matter(tellings: Iterable[Telling], claims: Callable[[Telling], Iterable[Said]]) -> dict[str, list[tuple[Said, str]]]:
    """The claims on each matter with the reports that make them; what is denied is left out."""
    found: dict[str, list[tuple[Said, str]]] = {}
    for telling in tellings:
        for said in claims(telling):
            if not said.denied:
                found.setdefault(said.about, []).append((said, telling.identifier))
    return found
