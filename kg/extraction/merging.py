"""Which mentions tell of one happening: mentions in order of the text go in, groups of them come out, one for each event.

A mention joins an event when their types agree, nothing that they say of date and place disagrees, and something holds them
together: the same sentence, a definite noun ("the attack"), an outcome ("killing three"), the headline, the same day and place.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.extraction.triggers import Trigger
from kg.model import Agent, Facility, Place
from kg.values import PartialDate

#: Types of violence whose mentions may tell of one event, though they differ.
_VIOLENT = frozenset({"air-strike", "shelling", "explosion", "shooting", "clash", "chemical-attack", "killing", "attack", "destruction", "protest-repression"})
#: Types that say little about the method: one of the others says more.
_VAGUE = ("killing", "attack", "destruction")
_ALIKE = frozenset(
    {
        frozenset({"explosion", "air-strike"}),
        frozenset({"explosion", "shelling"}),
        frozenset({"air-strike", "shelling"}),
        frozenset({"shooting", "clash"}),
        frozenset({"shooting", "protest-repression"}),
        frozenset({"shooting", "explosion"}),
    }
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where the text tells of an event, with what its sentence says of it.

    `sentence` and `paragraph` are numbers; `dated` and `placed` tell what the words themselves say from what was carried over.
    """

    trigger: Trigger
    type: str
    sentence: int
    paragraph: int
    dates: tuple[PartialDate | None, PartialDate | None] = (None, None)
    dated: bool = False
    places: tuple[Place, ...] = ()
    placed: bool = False
    wide: bool = False
    agents: tuple[Agent, ...] = ()
    suspected: bool = False
    facilities: tuple[tuple[Facility, str, int], ...] = ()
    weapons: tuple[str, ...] = ()
    definite: bool = False
    negated: bool = False
    pointing: bool = False
    human: bool = False
    fresh: bool = False
    headline: bool = False


@dataclass(slots=True)
class Group:
    """The mentions of one event, in order of the text."""

    mentions: list[Mention] = field(default_factory=list)

    @property
    def type(self) -> str:
        """The first type that says more than "attack" or "killing", else the first."""
        types = [mention.type for mention in self.mentions if mention.trigger.strength != "outcome"] or [self.mentions[0].type]
        if types[0] in _VAGUE:
            return next((kind for kind in types if kind not in _VAGUE), types[0])
        return types[0]

    @property
    def dates(self) -> tuple[PartialDate | None, PartialDate | None]:
        """The dates of the first mention that says one, most precise first."""
        dated = [mention.dates for mention in self.mentions if mention.dated and mention.dates[0]]
        carried = [mention.dates for mention in self.mentions if mention.dates[0]]
        known = dated or carried
        return max(known, key=lambda dates: len(dates[0].text if dates[0] else ""), default=(None, None))

    @property
    def own_dates(self) -> tuple[PartialDate | None, PartialDate | None]:
        return next((mention.dates for mention in self.mentions if mention.dated), (None, None))

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the mention that is most exact."""
        for choice in (lambda one: one.placed and not one.wide, lambda one: one.placed, lambda one: bool(one.places)):
            for mention in self.mentions:
                if mention.places and choice(mention):
                    return mention.places
        return ()

    @property
    def own_places(self) -> frozenset[str]:
        return frozenset(place.label for mention in self.mentions if mention.placed and not mention.wide for place in mention.places)


def merge(mentions: Iterable[Mention]) -> list[Group]:
    """Groups of mentions, in order of their first; mentions that only say an outcome make a group where nothing else does."""
    groups: list[Group] = []
    for mention in mentions:
        group = next((one for one in reversed(groups) if _joins(mention, one, groups)), None)
        if group is None:
            if mention.definite and not (mention.dated or mention.placed or mention.facilities or mention.agents):
                continue
            groups.append(Group([mention]))
        else:
            again = mention.type == group.type == "campaign" and mention.definite
            group.mentions.append(replace(mention, dated=False, placed=False, dates=(None, None), places=()) if again else mention)
    return groups


def _joins(mention: Mention, group: Group, groups: Sequence[Group]) -> bool:
    last = group.mentions[-1]
    if mention.negated != any(one.negated for one in group.mentions) or not compatible(mention, group):
        return False
    if mention.type == group.type == "campaign" and (mention.definite or not (mention.dated and group.own_dates[0])):
        return True
    if mention.fresh:
        return last.sentence == mention.sentence and (last.fresh or last.trigger.strength == "outcome")
    if last.sentence == mention.sentence:
        return not _conflict(mention, group) or "outcome" in (mention.trigger.strength, last.trigger.strength)
    if group.mentions[0].headline and mention.paragraph <= 3 and all(one.headline for one in group.mentions):
        return True
    if _conflict(mention, group):
        return False
    near = mention.paragraph - last.paragraph <= 1
    if mention.definite:
        return near or group is groups[0] or mention.type == group.type
    if mention.trigger.strength == "outcome":
        return near and not mention.dated
    if group.mentions[0].headline and mention.paragraph <= 3 and all(one.headline or one.paragraph <= 3 for one in group.mentions):
        return True
    if mention.paragraph == last.paragraph and not mention.dated and not mention.placed:
        return mention.type == group.type or mention.type in _VAGUE
    return _same_day_and_place(mention, group)


def compatible(mention: Mention, group: Group) -> bool:
    """Whether a mention's type can be told of a group's event."""
    one, other = mention.type, group.type
    if one == other:
        return True
    if other == "campaign" and mention.trigger.strength == "outcome" and all(each.headline for each in group.mentions):
        return True
    if mention.sentence == group.mentions[-1].sentence and "campaign" in (one, other):
        return _part_of_campaign(mention) if other == "campaign" else all(_part_of_campaign(each) for each in group.mentions)
    if one not in _VIOLENT or other not in _VIOLENT:
        return False
    return one in _VAGUE or other in _VAGUE or frozenset({one, other}) in _ALIKE


def _part_of_campaign(mention: Mention) -> bool:
    """Whether a mention may be what a campaign did: an outcome, a destruction, or weapons that it used."""
    return mention.trigger.strength == "outcome" or mention.type == "destruction" or (mention.trigger.noun and bool(mention.trigger.weapons) and not mention.dated)


def _conflict(mention: Mention, group: Group) -> bool:
    """Whether a mention's own date or place disagrees with a group's."""
    first, last = group.own_dates
    if mention.dated and first and last and mention.dates[0] and mention.dates[1]:
        if mention.dates[1].latest < first.earliest or last.latest < mention.dates[0].earliest:
            return True
    own = group.own_places
    return mention.placed and not mention.wide and bool(own) and not any(_overlap(place.label, label) for place in mention.places for label in own)


def _overlap(one: str, other: str) -> bool:
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return left <= right or right <= left


def _same_day_and_place(mention: Mention, group: Group) -> bool:
    own = group.own_places
    same_place = mention.placed and any(_overlap(place.label, label) for place in mention.places for label in own)
    return same_place and mention.dated and mention.dates == group.own_dates
