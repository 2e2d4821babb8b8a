"""Which mentions tell of one happening: mentions in order of the text go in, groups of them come out, one for each event.

A mention joins an event when their types agree, nothing that they say of date and place disagrees, and something holds them
together: the same sentence, a definite noun ("the attack"), an outcome ("killing three"), the headline, the same day and place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.extraction.triggers import Trigger
from kg.model import Agent, Facility, Place
from kg.values import PartialDate

_Dates = tuple[PartialDate | None, PartialDate | None]

#: The group of a mention that tells of nothing.
NOWHERE = -1
#: How many lines below the headline tell of what it told, and how many events back a mention can belong to.
_LEAD = 3
_RECENT = 40
#: Types of violence whose mentions may tell of one event, though they differ.
_VIOLENT = frozenset(
    {
        "air-strike",
        "shelling",
        "explosion",
        "shooting",
        "clash",
        "chemical-attack",
        "killing",
        "attack",
        "destruction",
        "protest-repression",
    }
)
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

    `sentence` and `paragraph` are numbers; `dated` and `placed` tell what the words themselves say from what was carried over,
    `authority` whether one of the agents is an authority.
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
    authority: bool = False
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
        """The dates of the first mention whose own sentence says them."""
        return next((mention.dates for mention in self.mentions if mention.dated), (None, None))

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the mention that is most exact."""
        told = [mention for mention in self.mentions if mention.places]
        best = min(told, key=lambda mention: (not mention.placed, mention.wide, mention.headline), default=None)
        return best.places if best is not None else ()

    @property
    def own_places(self) -> frozenset[str]:
        """The labels of the places that the sentences of its mentions say."""
        return frozenset(
            place.label for mention in self.mentions if mention.placed and not mention.wide for place in mention.places
        )


def as_rules_have_it(mention: Mention, groups: Sequence[Group], recent: Sequence[int], rules: int | None) -> int | None:  # noqa: ARG001
    """The number of the group that the rules found (see `merge`)."""
    return rules


def merge(
    mentions: Iterable[Mention],
    judged: Callable[[Mention, Sequence[Group], Sequence[int], int | None], int | None] = as_rules_have_it,
) -> list[Group]:
    """Groups of mentions, in order of their first; mentions that only say an outcome make a group where nothing else does.

    `judged` may know better than the rules: it takes a mention, the groups, the numbers of the recent ones and that of the one
    it joins by the rules (None: it begins a group, `NOWHERE`: it tells of nothing), and gives the right number.
    """
    groups: list[Group] = []
    for mention in mentions:
        recent = dict.fromkeys((*range(len(groups) - 1, max(-1, len(groups) - 1 - _RECENT), -1), *range(min(1, len(groups)))))
        found = next((number for number in recent if _joins(mention, groups[number], first=number == 0)), None)
        if found is None and mention.definite and not (mention.dated or mention.placed or mention.facilities or mention.agents):
            found = NOWHERE
        found = judged(mention, groups, tuple(recent), found)
        if found == NOWHERE:
            continue
        if found is None:
            groups.append(Group([mention]))
        else:
            group = groups[found]
            again = mention.type == group.type == "campaign" and mention.definite
            group.mentions.append(
                replace(mention, dated=False, placed=False, dates=(None, None), places=()) if again else mention
            )
    return groups


def _joins(mention: Mention, group: Group, *, first: bool) -> bool:
    """Whether a mention tells of a group's event; `first` says that the group is the report's first."""
    last = group.mentions[-1]
    if mention.negated != any(one.negated for one in group.mentions) or not compatible(mention, group):
        return False
    if mention.type == group.type == "campaign" and (mention.definite or not (mention.dated and group.own_dates[0])):
        return True
    if mention.fresh:
        return last.sentence == mention.sentence and (last.fresh or last.trigger.strength == "outcome")
    if last.sentence == mention.sentence:
        return not _conflict(mention, group) or "outcome" in (mention.trigger.strength, last.trigger.strength)
    if _follows_headline(mention, group, all(one.headline for one in group.mentions)):
        return True
    return not _conflict(mention, group) and _goes_on(mention, group, first=first)


def _goes_on(mention: Mention, group: Group, *, first: bool) -> bool:
    """Whether a mention of another sentence that disagrees in nothing goes on telling of a group's event."""
    last = group.mentions[-1]
    near = mention.paragraph - last.paragraph <= 1
    if mention.definite:
        return near or first or mention.type == group.type
    if mention.trigger.strength == "outcome":
        return near and not mention.dated
    if _follows_headline(mention, group, all(one.headline or one.paragraph <= _LEAD for one in group.mentions)):
        return True
    if mention.paragraph == last.paragraph and not mention.dated and not mention.placed:
        return mention.type == group.type or mention.type in _VAGUE
    return _same_day_and_place(mention, group)


def _follows_headline(mention: Mention, group: Group, told_at_the_top: bool) -> bool:
    """Whether a mention stands in the first paragraphs, which tell what the headline did."""
    return group.mentions[0].headline and mention.paragraph <= _LEAD and told_at_the_top


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
    return (
        mention.trigger.strength == "outcome"
        or mention.type == "destruction"
        or (mention.trigger.noun and bool(mention.trigger.weapons) and not mention.dated)
    )


def _conflict(mention: Mention, group: Group) -> bool:
    """Whether a mention's own date or place disagrees with a group's."""
    if mention.dated and _apart(mention.dates, group.own_dates):
        return True
    own = group.own_places
    return (
        mention.placed
        and not mention.wide
        and bool(own)
        and not any(_overlap(place.label, label) for place in mention.places for label in own)
    )


def other_doers(mention: Mention, group: Group) -> bool:
    """Whether a mention names doers of whom none did a group's event, where neither is a fight or guessed at."""
    told = [one for one in group.mentions if one.agents]
    if not mention.agents or not told or "clash" in (mention.type, group.type) or "campaign" in (mention.type, group.type):
        return False
    if mention.suspected or any(one.suspected for one in told):
        return False
    return not any(_overlap(agent.label, other.label) for one in told for agent in mention.agents for other in one.agents)


def _apart(one: _Dates, other: _Dates) -> bool:
    """Whether two stretches of time have no day in common; what is open overlaps with everything."""
    if one[0] is None or one[1] is None or other[0] is None or other[1] is None:
        return False
    return one[1].latest < other[0].earliest or other[1].latest < one[0].earliest


def _overlap(one: str, other: str) -> bool:
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return left <= right or right <= left


def _same_day_and_place(mention: Mention, group: Group) -> bool:
    own = group.own_places
    same_place = mention.placed and any(_overlap(place.label, label) for place in mention.places for label in own)
    return same_place and mention.dated and mention.dates == group.own_dates
