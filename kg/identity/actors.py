"""Which known actor a report means: an agent and what its report is about go in, the actor or None, and why, come out.

Names of the table are read first, then what every state has ("the Sudanese army", "armed forces of Ukraine", or "the army" of the
country the report is about), then the same without the words around a name ("M23 rebels", "Iran-backed Houthis"). Where two
actors fit, none is meant. Persons and what nobody has written down stay unresolved.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.identity.actor_table import Actor, Actors, Branch, key, known_actors, undotted
from kg.identity.wrappings import Core, within
from kg.model import Agent
from kg.places.countries import capital_of, country_name, demonym, find, named
from kg.terms import RDF, RV, SKOS, iri, literal

#: A country with less than this share of the events of the country with the most is not what a report is about.
_FAINT = 0.25
#: The longest name of a country or demonym, in words, and how often words are taken off a name.
_WORDS = 7
_DEPTH = 3

_ABBREVIATION = re.compile(r"\A(?=.*[A-Z].*[A-Z0-9])[A-Z0-9][A-Z0-9./-]*s?")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LAST_BRACKET = re.compile(r"(?<!\s)\s*\(([^()]*)\)$")
_POSSESSIVE = re.compile(r"['’]s$|(?<=s)['’]$")
_REALM = re.compile(
    r"^(?:the\s+)?(?:(?:Islamic|Arab|Federal|Democratic|Socialist)\s+)*(?:Republic|State|Kingdom|Union)\s+of\s+(?:the\s+)?"
)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What decides between readings of a name; all countries are ISO 3166-1 alpha-2.

    `countries` are those the report is about, the one with most events first. `publisher` is the known actor that published the
    report, `publisher_country` where its publisher is at home, None where that is not known.
    """

    countries: tuple[str, ...] = ()
    publisher: Actor | None = None
    publisher_country: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The actor meant, or None; `reason` says why, in a sentence without a full stop."""

    actor: Actor | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """The actors that a form may mean, and why; `bare`: it is a common noun, which means no more than the report's country."""

    actors: tuple[Actor, ...]
    reason: str
    bare: bool = False


def context(events: Iterable[str | None], publisher: Actor | None = None, publisher_country: str | None = None) -> Context:
    """What a report is about: the country of each of its events goes in; countries of few events are left out.

    >>> context(["SY", "SY", "TR", None, "SY", "SY", "SY"]).countries
    ('SY',)
    """
    counts = Counter(code for code in events if code)
    most = max(counts.values(), default=0)
    kept = sorted((code for code, count in counts.items() if count >= _FAINT * most), key=lambda code: (-counts[code], code))
    return Context(tuple(kept), publisher, publisher_country)


def resolve(agent: Agent, around: Context, actors: Actors | None = None) -> Resolution:
    """The known actor that an agent of a report is, given what the report is about; `actors` is the bundled table if None.

    The fullest names decide. An abbreviation counts only where the report has no other name for the agent, or only common nouns:
    beside a name that nobody knows it is that one's own.

    >>> found = resolve(Agent("army"), context(["SD"]))
    >>> found.actor.slug, found.reason
    ('sd-armed-forces', "'army' is that of the country that the report is about: SD")
    """
    reader = _Reader(actors or known_actors(), around, agent.kind)
    if agent.kind == "Person":
        return reader.mistaken(agent.label)
    spelled, short = _forms(agent)
    readings = {form: reader.read(form) for form in (*spelled, *short)}
    names = [form for form in spelled if not (reading := readings[form]) or not reading.bare]
    decided = [form for form in names if readings[form]] or (short if not any(map(_is_name, names)) else [])
    found = [reading for form in decided or spelled if (reading := readings[form])]
    if not found and short and names:
        return Resolution(None, f"{names[0]!r} is not in the table, so its abbreviation {short[0]!r} is its own")
    if not found or (not decided and any(map(_is_name, names))):
        return Resolution(None, f"{agent.label!r} is not in the table")
    return _decide(found)


def statements(actor: Actor, base: str) -> Iterator[tuple[str, str, str]]:
    """What the graph of entities says of an actor: subject, predicate and object, serialised; `base` is the base of instances."""
    node = actor_iri(actor, base)
    yield node, f"<{RDF}type>", f"<{RV}{actor.kind}>"
    yield node, f"<{SKOS}prefLabel>", literal(actor.label)
    for name in sorted({*actor.names, *actor.local_names} - {actor.label}):
        if not name.islower():
            yield node, f"<{SKOS}altLabel>", literal(name)
    if actor.country:
        yield node, f"<{RV}country>", iri(f"{base}place/{actor.country}")
    if actor.exact_match:
        yield node, f"<{SKOS}exactMatch>", iri(actor.exact_match)


def actor_iri(actor: Actor, base: str) -> str:
    """The bracketed IRI of an actor."""
    return iri(f"{base}actor/{actor.slug}")


class _Reader:
    """Reads forms of a name in one context."""

    def __init__(self, actors: Actors, around: Context, kind: str) -> None:
        self.actors, self.around, self.kind = actors, around, kind
        self.countries = around.countries or ((around.publisher_country,) if around.publisher_country else ())

    def read(self, form: str) -> _Reading | None:
        """What a form means, as it stands or without words around the name; None if it is not known."""
        pending = [Core(_ARTICLE.sub("", form.strip()))]
        for _ in range(_DEPTH):
            for core in pending:
                reading = self._plain(core, form)
                if reading and (not core.armed or all(actor.kind == "ArmedActor" for actor in reading.actors)):
                    return reading
            pending = [simpler for core in pending for simpler in within(core)]
        return None

    def mistaken(self, label: str) -> Resolution:
        """The actor whose name of several words was taken for a person's; readers of names do that."""
        found = self.actors.named(label, self.countries) if " " in key(label) else ()
        if len(found) == 1:
            return Resolution(found[0], f"{label!r} is a name of {_labels(found)}, though it was read as a person's")
        return Resolution(None, "a person is none of the actors in the table")

    def _plain(self, core: Core, form: str) -> _Reading | None:
        """What a text means as it stands."""
        text, found = core.text, self._named(core.text)
        if found:
            return _Reading(found, f"{form!r} is a name of {_labels(found)}")
        if not core.named and (reading := self._bare(text, form)):
            return reading
        found = tuple(dict.fromkeys(self._of_country(text)))
        return _Reading(found, f"{form!r} means {_labels(found)}") if found else None

    def _named(self, text: str) -> tuple[Actor, ...]:
        """The actors and states of a name; of several, those of the agent's kind, then those of the report's countries."""
        state = self.actors.branch("state")
        codes = [code for code in named(undotted(text)) if key(text) not in self.actors.peculiarity(code).parts]
        codes += [code for code in capital_of(text) if code in self.countries]
        found = self.actors.named(text, self.countries) + tuple(self.actors.body(code, state) for code in codes)
        return self._fitting(tuple(dict.fromkeys(found)))

    def _fitting(self, found: tuple[Actor, ...]) -> tuple[Actor, ...]:
        alike = tuple(actor for actor in found if actor.kind == self.kind) or found
        home = tuple(actor for actor in alike if actor.country in self.countries)
        return home or tuple(actor for actor in alike if not set(self.countries).isdisjoint(actor.countries)) or alike

    def _bare(self, text: str, form: str) -> _Reading | None:
        """What a common noun means: the body of the country that the report is about, if one country has one that is meant."""
        noun = key(text)
        for branch in self.actors.branches:
            if noun in branch.occupier:
                return self._occupier(branch, form)
            if noun in branch.bare:
                return self._home(branch, form)
        return None

    def _occupier(self, branch: Branch, form: str) -> _Reading:
        codes = {code for one in self.countries if (code := self.actors.peculiarity(one).occupier)}
        if len(codes) != 1:
            return _Reading((), f"{form!r}: no one army is known as the occupier where the report is about", bare=True)
        (code,) = codes
        return _Reading((self.actors.body(code, branch),), f"{form!r} is that of the occupier, {code}", bare=True)

    def _home(self, branch: Branch, form: str) -> _Reading:
        publisher = self.around.publisher
        if publisher and publisher.body and publisher.country:
            body = self.actors.body(publisher.country, branch)
            return _Reading(
                (body,), f"{form!r} is that of the country whose body is the publisher: {publisher.country}", bare=True
            )
        codes = self.countries
        if len(codes) > 1 and self.around.publisher_country in codes:
            codes = (self.around.publisher_country,)
        if len(codes) != 1:
            told = f"the report is about {' and '.join(codes)}" if codes else "it is not known what country the report is about"
            return _Reading((), f"{form!r}: {told}", bare=True)
        here = self.actors.peculiarity(codes[0])
        if branch.name in here.contested:
            return _Reading((), f"{form!r}: two sides have one in {country_name(codes[0])}", bare=True)
        code = (branch.name == "armed-forces" and here.army_of) or codes[0]
        reason = f"{form!r} is that of the country that the report is about: {codes[0]}"
        return _Reading((self.actors.body(code, branch),), reason, bare=True)

    def _of_country(self, text: str) -> Iterator[Actor]:
        """The actors of a name or noun next to a country: "Sudanese army", "Iran's Guards", "armed forces of Ukraine", "OCHA Sudan"."""
        tokens = _LAST_BRACKET.sub(r", \1", text).split()
        for size in range(min(len(tokens) - 1, _WORDS), 0, -1):
            code = self._country(" ".join(tokens[:size]), people=True)
            if code and (found := list(self._in_country(" ".join(tokens[size:]), code))):
                yield from found
                return
        for at in range(max(1, len(tokens) - _WORDS), len(tokens)):
            code = self._country(" ".join(tokens[at:]), people=False)
            before = re.sub(r"(?:(?<!\s)\s+(?:of|in|-|–)(?:\s+the)?|,)$", "", " ".join(tokens[:at]))
            if code:
                yield from self._in_country(before, code, office=True)

    def _country(self, text: str, *, people: bool) -> str | None:
        """The country of a name, or of an adjective or "Moscow's" where `people` is true; of two of one adjective, the report's."""
        owner = _POSSESSIVE.sub("", text) if people else text
        for name in dict.fromkeys((undotted(owner), _REALM.sub("", undotted(owner)))):
            codes = named(name) or (demonym(name) if people else ()) or (capital_of(name) if owner != text else ())
            codes = tuple(code for code in codes if key(name) not in self.actors.peculiarity(code).parts)
            if codes:
                return next((code for code in self.countries if code in codes), find(name) or codes[0])
        return None

    def _in_country(self, text: str, code: str, *, office: bool = False) -> Iterator[Actor]:
        """The actors that a name or noun means in a country; `office`: an organisation's office there is the organisation."""
        noun = key(text)
        for branch in self.actors.branches:
            if noun in branch.nouns:
                yield self.actors.body(code, branch)
                return
        for actor in self.actors.named(text, (code,)):
            if code in actor.countries or (office and actor.kind == "Organization"):
                yield actor


def _forms(agent: Agent) -> tuple[list[str], list[str]]:
    """The names of an agent and its abbreviations in order, those in brackets included; a country in brackets is no name of it."""
    given: dict[str, None] = {}
    for form in (agent.label, *agent.also):
        inner = (part for part in _BRACKETS.findall(form) if part.strip() and not named(part))
        given |= dict.fromkeys((form, *inner))
    short = [form for form in given if _ABBREVIATION.fullmatch(undotted(form))]
    return [form for form in given if form not in short], short


def _is_name(form: str) -> bool:
    return not _ARTICLE.sub("", form).islower()


def _decide(readings: list[_Reading]) -> Resolution:
    """The one actor of all readings."""
    found = tuple(dict.fromkeys(actor for reading in readings for actor in reading.actors))
    if len(found) == 1:
        return Resolution(found[0], next(reading.reason for reading in readings if reading.actors))
    if not found:
        return Resolution(None, readings[0].reason)
    return Resolution(None, f"{'; '.join(dict.fromkeys(reading.reason for reading in readings))}: more than one fits")


def _labels(actors: tuple[Actor, ...]) -> str:
    return " and of ".join(actor.label for actor in actors)
