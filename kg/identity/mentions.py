"""Who is named in a report besides those of whom something is claimed: a report and its account go in, the account with them comes out.

Looked for are the names of the table of actors, what every state has behind the name of a country ("Sudanese army", "Armed
Forces of Ukraine") or alone ("the army said"), names that are by their form those of bodies, and abbreviations in brackets. Names
that only look like one, and states, which are mostly named as places, are left out. Which of them are one actor is not said here: each name is an agent of its own.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

from kg.identity.actor_table import Actor, key, known_actors
from kg.identity.actors import context, resolve
from kg.identity.bodies import bodies
from kg.identity.names import parts
from kg.identity.organizations import initials
from kg.identity.words import words
from kg.model import Account, Agent, Named, Passage, Report, Responsibility, Statement
from kg.places.countries import named

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:['’‘ʻʿʾʼ`´′][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s$")
# What may stand between two words of one name.
_BETWEEN = re.compile(r"[ \u00a0]|[ ]?[-–/&][ ]?|['’] ")
# An abbreviation in brackets behind a name.
_BRACKETED = re.compile(r"[ \u00a0]\(([A-Z][A-Za-z0-9/-]*[A-Z0-9])\)")
_ABBREVIATION = re.compile(r"\b[A-Z]{3,7}\b")
_SILENT = frozenset(("al", "and", "el", "the"))
_ARABIC = frozenset(("al", "el"))
_ARTICLES = _SILENT | {"a", "an"}
#: Words that a country's name before a body, or behind one, may have.
_BEFORE, _BEHIND = 3, 4


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of the text with its key; `stem` is the key without a possessive, `to` where that ends."""

    start: int
    end: int
    key: str
    stem: str
    to: int


@dataclass(frozen=True, slots=True)
class _Words:
    """Names by their first word, the longest first; `nouns` are what every state has, `bare` those that mean it alone."""

    names: dict[str, list[tuple[str, ...]]]
    nouns: frozenset[str]
    bare: frozenset[str]


def with_names(report: Report, account: Account) -> Account:
    """The account with the agents that the report names, but of whom nothing is claimed, and where; an empty account stays so."""
    if not account.events and not account.claims:
        return account
    return replace(account, named=tuple(_Text(report, account).named()))


@cache
def version() -> str:
    """A digest of what decides which names are found."""
    here = Path(__file__).parent
    files = (
        here / name
        for name in ("mentions.py", "bodies.py", "actors.py", "actor_table.py", "actors.ttl", "wrappings.py", "words.toml")
    )
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


@dataclass
class _Text:
    """One report's text while names are looked for; `known` has the agents that claims speak of by all their forms."""

    report: Report
    account: Account
    known: dict[str, Agent] = field(default_factory=dict)
    resolved: dict[str, Actor | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find out who is spoken of in claims, and what the report is about."""
        agents = [*_agents(self.account), *([Agent(self.report.publisher)] if self.report.publisher else [])]
        self.known = {form.casefold(): agent for agent in reversed(agents) for form in (agent.label, *agent.also)}
        self.text = self.report.text
        about = [event.country for event in self.account.events]
        publisher = resolve(Agent(self.report.publisher), context(about)).actor if self.report.publisher else None
        self.around = context(about, publisher, publisher.country if publisher else None)

    def named(self) -> Iterator[Named]:
        """The agents that are only named, in the order of their first passages, and known ones with abbreviations beside them."""
        found: dict[str, tuple[Agent, list[Passage]]] = {}
        others: dict[str, Agent] = dict(self.known)
        for agent, passage in sorted(self._found(), key=lambda one: (one[1], one[0].label)):
            meant = others.get(agent.label.casefold(), agent)
            forms = dict.fromkeys((*meant.also, *(form for form in agent.also if form != meant.label)))
            if tuple(forms) == meant.also and agent.label.casefold() in self.known:
                continue
            whole = replace(meant, also=tuple(forms))
            others |= {form.casefold(): whole for form in (whole.label, *whole.also)}
            _, passages = found.pop(meant.label.casefold(), (meant, []))
            found[meant.label.casefold()] = whole, [*passages, passage]
        for agent, passages in sorted(found.values(), key=lambda one: one[1]):
            yield Named(agent, tuple(passages))

    def _found(self) -> Iterator[tuple[Agent, Passage]]:
        """Every name that stands in the text, with the abbreviation behind it, also where claims speak of its bearer."""
        spans = list(_without_overlaps(self._spans()))
        for start, end, kind in spans:
            short = self._short(end)
            yield Agent(self.text[start:end], (short,) if short else (), kind), Passage(start, end)
        yield from self._bodies(spans)
        for match in _ABBREVIATION.finditer(self.text):
            if self.report.publisher and initials(match[0], self.report.publisher):
                yield Agent(self.report.publisher, (match[0],), "Organization"), Passage(*match.span())
        for agent in dict.fromkeys(self.known.values()):
            for start in _places(self.text, agent.label) if not agent.label.islower() else ():
                if short := self._short(start + len(agent.label)):
                    yield Agent(agent.label, (short,), agent.kind), Passage(start, start + len(agent.label))

    def _short(self, end: int) -> str | None:
        """The abbreviation in brackets behind a name that ends there."""
        match = _BRACKETED.match(self.text, end)
        return match[1] if match else None

    def _spans(self) -> Iterator[tuple[int, int, str]]:
        """Where known actors are named, and of which kind they are; spans may overlap."""
        known, tokens = _known_words(), _tokens(self.text)
        for at, token in enumerate(tokens):
            for name in known.names.get(token.key, ()) or known.names.get(token.stem, ()):
                last = self._last(tokens, at, name)
                if last is not None and (span := self._meant(tokens, at, last, name, known)):
                    yield span
                    break

    def _bodies(self, known: Collection[tuple[int, int, str]]) -> Iterator[tuple[Agent, Passage]]:
        """Bodies that no table knows; one whose words are all in the name of a single one that claims speak of is that one."""
        forms = [(frozenset(parts(form)), agent) for form, agent in self.known.items()]
        for start, end in bodies(self.text):
            name, own = self.text[start:end], frozenset(parts(self.text[start:end]))
            if any(first < end and start < last for first, last, _ in known) or any(form <= own for form, _ in forms):
                continue
            if named(name):
                continue  # a country: "Russian Federation"
            meant = {agent.label: agent for form, agent in forms if own <= form}
            if len(meant) <= 1:
                agent = next(iter(meant.values()), None)
                short = self._short(end)
                also = ((name,) if agent else ()) + ((short,) if short else ())
                yield Agent(agent.label if agent else name, also, agent.kind if agent else "Organization"), Passage(start, end)

    def _last(self, tokens: list[_Token], at: int, name: tuple[str, ...]) -> int | None:
        """The token with which a name ends that begins at one; None where other words stand there."""
        matched = 0
        for number in range(at, len(tokens)):
            token = tokens[number]
            if number > at and not self._together(tokens[number - 1], token):
                return None
            if token.key in _SILENT and name[matched] != token.key:
                continue
            last = matched + 1 == len(name)
            if name[matched] not in ((token.key, token.stem) if last else (token.key,)):
                return None
            matched += 1
            if last:
                return number
        return None

    def _together(self, left: _Token, right: _Token) -> bool:
        return bool(_BETWEEN.fullmatch(self.text, left.end, right.start))

    def _meant(
        self, tokens: list[_Token], first: int, last: int, name: tuple[str, ...], known: _Words
    ) -> tuple[int, int, str] | None:
        """The span of a name, with the country that stands beside it where it needs one; None where nobody known is meant."""
        end = tokens[last].to if tokens[last].key != name[-1] else tokens[last].end
        noun = " ".join(name)
        if noun in known.nouns and (span := self._beside_country(tokens, first, last, end)):
            return span
        if first and tokens[first - 1].key in _ARABIC and self._together(tokens[first - 1], tokens[first]):
            first -= 1
        text = self.text[tokens[first].start : end]
        alone = self._alone(text, tokens, last) if noun in known.nouns else len(name) > 1 or not self._goes_on(text, tokens, last)
        if not alone or (noun in known.nouns and noun not in known.bare):
            return None
        actor = self._actor(text)
        return (tokens[first].start, end, actor.kind) if actor else None

    def _goes_on(self, text: str, tokens: list[_Token], last: int) -> bool:
        """Whether a name of one word is the beginning of a longer one: a hospital called like a party."""
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        if following is None or text.isupper() or not self._together(tokens[last], following):
            return False
        return self.text[following.start].isupper()

    def _beside_country(self, tokens: list[_Token], first: int, last: int, end: int) -> tuple[int, int, str] | None:
        """A body with its country: "Sudanese army", "Armed Forces of Ukraine"."""
        reach = first
        while reach > 0 and first - reach < _BEFORE and self._together(tokens[reach - 1], tokens[reach]):
            reach -= 1
        for start in range(reach, first):
            if (
                tokens[start].key not in _ARTICLES
                and self.text[tokens[start].start].isupper()
                and (actor := self._actor(self.text[tokens[start].start : end]))
            ):
                return tokens[start].start, end, actor.kind
        if last + 1 < len(tokens) and tokens[last + 1].key == "of":
            for stop in range(min(last + 1 + _BEHIND, len(tokens) - 1), last + 1, -1):
                row = range(last, stop)
                if all(self._together(tokens[one], tokens[one + 1]) for one in row):
                    text = self.text[tokens[first].start : tokens[stop].end]
                    if tokens[stop].key not in _SILENT and (actor := self._actor(text)):
                        return tokens[first].start, tokens[stop].end, actor.kind
        return None

    def _alone(self, text: str, tokens: list[_Token], last: int) -> bool:
        """Whether a noun stands for a body itself: it has a capital, or a word behind it that says so, or none."""
        if not text.islower():
            return True
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        if following is None or not self._together(tokens[last], following):
            return True
        return following.key in words("following") or following.key.endswith("ed")

    def _actor(self, text: str) -> Actor | None:
        """The known actor that a text means; None for states, which are mostly named as places."""
        if text not in self.resolved:
            actor = resolve(Agent(text), self.around).actor
            self.resolved[text] = actor if actor and actor.kind != "State" else None
        return self.resolved[text]


def _agents(account: Account) -> Iterator[Agent]:
    """The agents that claims speak of."""
    for claim in account.claims:
        match claim:
            case Responsibility():
                agents = [claim.perpetrator]
            case Statement():
                agents = [one for one in (claim.speaker, claim.speaker_organization, claim.medium) if one]
            case _:
                agents = []
        yield from [*([claim.according_to] if claim.according_to else []), *agents]


def _tokens(text: str) -> list[_Token]:
    found = []
    for match in _WORD.finditer(text):
        word = match[0]
        bare = _POSSESSIVE.sub("", word)
        found.append(_Token(match.start(), match.end(), _key(word), _key(bare), match.start() + len(bare)))
    return found


@lru_cache(maxsize=20_000)
def _key(word: str) -> str:
    """The key of a word; most words of a text stand in others too."""
    return key(word)


def _places(text: str, words: str) -> Iterator[int]:
    """Where some words stand in a text."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _without_overlaps(spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Spans from left to right, the longest of those that begin first; what lies within another is left out."""
    reached = 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= reached:
            yield start, end, kind
            reached = end


@cache
def _known_words() -> _Words:
    actors = known_actors()
    names = {
        name for name, written in actors.by_key.items() if any(actors.by_slug[slug].kind != "State" for _, slug, _ in written)
    }
    branches = [branch for branch in actors.branches if branch.kind != "State"]
    nouns = {noun for branch in branches for noun in branch.nouns}
    bare = {noun for branch in branches for noun in (*branch.bare, *branch.occupier)}
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted({*names, *nouns, *bare}, key=lambda one: (-len(one.split()), one)):
        parts = tuple(name.split())
        found.setdefault(parts[0], []).append(parts)
    return _Words(found, frozenset(nouns | bare), frozenset(bare))
