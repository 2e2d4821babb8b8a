"""When and where: the date and place that belong to a trigger, from its sentence, its line or the heading above.

A date or place belongs to the words that it depends on, else to the nearest; what a verb of saying has ("said on Tuesday"), the
by-line and an agency's dateline tell of the report and not of the event.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from spacy.tokens import Span, Token

from kg.extraction.candidates import Candidates, DateMention, Document, PlaceMention
from kg.extraction.datelines import find_dateline
from kg.extraction.merging import Mention
from kg.extraction.tables import word_set
from kg.extraction.triggers import Trigger
from kg.model import Place
from kg.places.countries import demonym
from kg.places.towns import within
from kg.values import PartialDate

_CHAIN = re.compile(
    r"(?:\b[a-z]+ )?(?:,|\(|\[|,? ?(?:in|of|near|outside)(?: the)?(?: \w+)?(?: \w+ of)?|,? an? (?:\w+ )?\w+ (?:of|in|near)(?: the)?)"
)
_DATELINE = re.compile(r"\A[^.:]{3,90}?(?:\([^)]{0,90}\)\s{0,9}[-–—:]|\s[-–—]{1,9}\s|\([A-Z]{1,90}\))")
#: Lines of a log that begin with a place in capitals, a day and a dash, as a dateline does.
_ENTRY_HEADS = re.compile(r"^[A-Z][A-Z' -]{2,40}\W{1,3}\d{1,2}[ /.]\w{1,9}\.?(?:[ /.]\d{2,4})?\s{0,2}[-–—]", re.MULTILINE)
_HOUR = re.compile(r"\W{0,3}(?:[01]\d|2[0-3])[:.h]?[0-5]\d\b[\s.,:|/–-]{1,4}[A-Z]")
#: How many lines may name the day of a sheet.
_HEAD_LINES = 2
_REGIONS = word_set("province region state governorate county oblast department prefecture division territory")
_QUARTERS = word_set(
    "quarter neighbourhood neighborhood suburb sector street avenue estate hill shantytown slum square favela ward"
)
_SAYING = word_set(
    "say tell report announce state claim add note confirm warn condemn publish release write record speak explain declare testify issue accuse call describe deny"
)
#: How many tokens a heading has at most, how far from the beginning of a line an entry names its date or place.
_HEADING = 10
_ENTRY = 6
_WITHIN = frozenset({"in", "of", "across", "the", "against", "on"})
#: Prepositions and nouns that keep a place out of what happened; the rank of such a place.
_DEALS = word_set(
    "agreement deal accord treaty talk conference summit pact ceasefire truce process resolution crisis question issue government authority"
)
_ASIDE_RANK = 2
_ASIDE = frozenset({"on", "to", "from", "with", "by", "for", "towards", "toward"})
#: How far into a line a by-line's date stands, a dateline's date, a dateline's place; how many lines may be one.
_BYLINE = 25
_DATELINE_DATE = 12
_DATELINE_PLACE = 3
_FIRST_LINES = 4
#: How many tokens lie at most between the places of a chain, and between a phrase and the verb that it hangs on.
_APART, _CHAINED = 5, 7
_STEPS = 8


_V = TypeVar("_V", DateMention, PlaceMention)


class Circumstances:
    """Answers for one document when and where its triggers happened; `heads` are the positions of the triggers."""

    def __init__(self, document: Document, candidates: Candidates, heads: frozenset[int]) -> None:
        self.document, self.doc, self.heads = document, document.doc, heads
        self.lines = document.paragraph_numbers
        self.headed_dates = [date for date in candidates.dates if self.lines[date.start] < _HEAD_LINES]
        dateline = find_dateline(document.report.text)
        self._written = (dateline.start(), dateline.end()) if dateline is not None else (0, 0)
        self.names = {index: name for name in candidates.names for index in range(name.start, name.end)}
        self.dates = [date for date in candidates.dates if date.first and not self._of_publication(date)]
        self.all_places = candidates.places
        self.places = [place for place in candidates.places if not self._dateline(place)]
        self.points = [place for place in self.places if not place.is_country and not self._inside_name(place)]
        self.possible = candidates.possible_places
        self.sentences = document.sentence_numbers
        self.by_sentence = (_grouped(self.dates, self.sentences), _grouped(self.points, self.sentences))
        self.by_line = (_grouped(self.dates, self.lines), _grouped(self.points, self.lines))
        self.line_places = _grouped(self.places, self.lines)
        self.countries = _grouped((place for place in self.places if place.is_country), self.sentences)

    @cached_property
    def country(self) -> str | None:
        """The country that the report's places lie in most; where it names none, that of its demonyms."""
        votes = Counter(place.country for place in self.places if place.country)
        if not votes:
            votes.update(codes[0] for token in self.doc if token.text[:1].isupper() and len(codes := demonym(token.text)) == 1)
        return max(sorted(votes), key=lambda code: votes[code]) if votes else None

    def country_of(self, places: Sequence[Place], position: int) -> str | None:
        """The country of the first of some places, else that of the place named last in the line, else the report's."""
        if places and (known := self._known.get(places[0].label)):
            return known
        before = [
            place.country for place in self.line_places.get(self.lines[position], ()) if place.country and place.start < position
        ]
        return before[-1] if before else self.country

    @cached_property
    def _known(self) -> dict[str, str]:
        """The country of each place by its label, as its first mention has it."""
        return {place.place.label: place.country for place in reversed(self.places) if place.country}

    def tells(self, sentence: Span) -> bool:
        """Whether a sentence names a day or a place."""
        number = self.sentences[sentence.start]
        return any(number in values for values in (*self.by_sentence, self.countries))

    def date(self, trigger: Trigger, sentence: Span) -> tuple[tuple[PartialDate | None, PartialDate | None], bool]:
        """First and last date of a trigger by its sentence, and whether the sentence says them."""
        chosen = self._closest(trigger, self.by_sentence[0].get(self.sentences[sentence.start], []))
        return ((chosen.first, chosen.last), True) if isinstance(chosen, DateMention) else ((None, None), False)

    def place(self, trigger: Trigger, sentence: Span) -> tuple[tuple[Place, ...], bool, bool]:
        """The places of a trigger by its sentence, whether the sentence says them, and whether they are but a country."""
        here = self.by_sentence[1].get(self.sentences[sentence.start], [])
        chosen = self._closest(trigger, here)
        if isinstance(chosen, PlaceMention):
            chosen = self._most_specific(chosen, here)
            return tuple(dict.fromkeys((*self._with_conjuncts(chosen, here), *self._town(chosen, here)))), True, False
        countries = self.countries.get(self.sentences[sentence.start], [])
        wide = [place for place in countries if self.doc[place.start - 1].lower_ in _WITHIN]
        return (wide[0].place,) if wide else (), False, bool(wide)

    def with_town(self, mention: PlaceMention) -> tuple[Place, ...]:
        """A place, with the town of a street or quarter."""
        here = self.by_sentence[1].get(self.sentences[mention.start], [])
        return tuple(dict.fromkeys((mention.place, *self._town(mention, here))))

    def _inside_name(self, place: PlaceMention) -> bool:
        name = self.names.get(place.start)
        return name is not None and name.end - name.start > place.end - place.start

    def _town(self, chosen: PlaceMention, here: list[PlaceMention]) -> Iterator[Place]:
        """The town of a street or quarter: the place named right after it, else the last town named before."""
        following = self.doc[chosen.end].lower_ if chosen.end < len(self.doc) else ""
        quarter = self.quarter(chosen)
        after = next((place for place in here if place.start >= chosen.end), None)
        if (
            after is not None
            and (quarter or following == "district")
            and after.start - chosen.end <= _APART
            and not self.region(after)
        ):
            yield after.place
        elif quarter or following == "district":
            before = bisect_left(self._towns, chosen.start, key=lambda town: town.start)
            if before and (quarter or self.lines[self._towns[before - 1].start] == self.lines[chosen.start]):
                yield self._towns[before - 1].place
        elif after is not None and following == "," and after.start == chosen.end + 1:
            yield after.place

    @cached_property
    def named(self) -> list[PlaceMention]:
        """All names of places and those that may be some, also where the report was written, but no countries; in order."""
        inside = [place for place in self.all_places if not place.is_country and not self._inside_name(place)]
        return sorted((*inside, *self.possible), key=lambda place: place.start)

    def quarter(self, place: PlaceMention) -> bool:
        """Whether a name is that of a street, a hill or a quarter of a town."""
        following = self.doc[place.end].lower_ if place.end < len(self.doc) else ""
        return following in _QUARTERS or self.doc[place.end - 1].lower_ in _QUARTERS

    def town(self, place: PlaceMention) -> bool:
        """Whether a name is that of a town of the table of the world, and of no region."""
        return bool(within(place.place.label)) and not self.region(place)

    def heading(self, line: int) -> int | None:
        """The number of the heading above a line."""
        return self._headings[line]

    @cached_property
    def _towns(self) -> list[PlaceMention]:
        """The places of the table of the world that are no region."""
        return [place for place in self.places if not place.is_country and self.town(place)]

    def region(self, place: PlaceMention) -> bool:
        """Whether a name is that of a province, region or state."""
        following = self.doc[place.end].lower_ if place.end < len(self.doc) else ""
        return following in _REGIONS or self.doc[place.end - 1].lower_ in _REGIONS

    def _most_specific(self, chosen: PlaceMention, here: list[PlaceMention]) -> PlaceMention:
        """The place before a chain such as "Qarun, in Oussa province, northern region" when its end is chosen."""
        for place in reversed(here):
            if place.end <= chosen.start and chosen.start - place.end <= _CHAINED:
                between = self.document.words_of(place.end, chosen.start).strip().casefold()
                if _CHAIN.fullmatch(between):
                    chosen = place
        return chosen

    def _with_conjuncts(self, chosen: PlaceMention, here: list[PlaceMention]) -> Iterator[Place]:
        """A place and those that "and" joins to it."""
        yield chosen.place
        end = chosen.end
        for place in here:
            if place.start <= chosen.start:
                continue
            between = self.document.words_of(end, place.start).strip()
            if between in ("and", "&", ", and", ","):
                if between == "," and not any(
                    other.start > place.start and self.document.words_of(place.end, other.start).strip() in ("and", ", and")
                    for other in here
                ):
                    return
                yield place.place
                end = place.end
            else:
                return

    def _closest(self, trigger: Trigger, values: Iterable[DateMention | PlaceMention]) -> DateMention | PlaceMention | None:
        """The span that depends on a trigger, else the one with the fewest words between that no verb of saying has."""
        best: tuple[tuple[int, int], DateMention | PlaceMention] | None = None
        for value in values:
            start, end = value.start, value.end
            governor = self._governor(self.doc[start:end].root)
            if governor is not None and governor.lemma_.lower() in _SAYING and governor.i != trigger.head:
                continue
            depends = governor is not None and trigger.start <= governor.i < trigger.end
            distance = start - trigger.end if start >= trigger.end else (trigger.start - end) + 3
            rank = (0 if depends else _ASIDE_RANK if isinstance(value, PlaceMention) and self._aside(value) else 1, distance)
            if best is None or rank < best[0]:
                best = (rank, value)
        return best[1] if best is not None and best[0][0] < _ASIDE_RANK else None

    def _aside(self, place: PlaceMention) -> bool:
        """Whether a place is where something comes from, goes to or puts pressure on, or tells another noun apart ("the X agreement")."""
        if place.start and self.doc[place.start - 1].lower_ in _ASIDE:
            return True
        token = self.doc[place.end - 1]
        return token.dep_ in ("compound", "poss") and token.head.i >= place.end and token.head.lemma_.lower() in _DEALS

    def _governor(self, token: Token) -> Token | None:
        """The verb or trigger that a phrase hangs on."""
        steps = 0
        while token.head is not token and steps < _STEPS:
            token, steps = token.head, steps + 1
            if token.i in self.heads or token.pos_ == "VERB":
                return token
        return None

    def _of_publication(self, date: DateMention) -> bool:
        """Whether a date stands in the by-line or dateline and only says when the report was written."""
        line = self.lines[date.start]
        if self._in_dateline(date.start):
            return True
        if line == 0:
            return False
        begin = bisect_left(self.lines, line)
        published = self.document.report.published
        if line == 1 and published is not None and date.first == date.last == published:
            return date.start - begin < _BYLINE and not self._tells_before(begin, date)
        after = self.document.words_of(date.end, date.end + 8)
        return (
            line < _FIRST_LINES
            and date.start - begin < _DATELINE_DATE
            and bool(re.match(r"\A\s*(?:\([^)]*\)\s*)?[-–—]", after))
            and self.doc[begin].text.isupper()
            and len(_ENTRY_HEADS.findall(self.document.report.text)) <= 1
        )

    def _tells_before(self, begin: int, date: DateMention) -> bool:
        """Whether a line tells of something before a date, or names the day by a word: then it is no by-line."""
        if not any(character.isdigit() for character in self.document.words_of(date.start, date.end)):
            return True
        return any(index in self.heads or self.doc[index].pos_ == "VERB" for index in range(begin, date.start))

    def carried(self, mention: Mention) -> Mention:
        """A mention with the date and place that its line, or the heading above it, says before it."""
        if not mention.dated:
            date = self._before(mention, self.by_line[0]) or self._headed(mention.paragraph, self.by_line[0])
            days = (
                (date.first, date.last)
                if isinstance(date, DateMention)
                else self._day_of_sheet(mention.paragraph) or self._only_day
            )
            mention = replace(mention, dates=days)
        if not mention.placed:
            place = self._before(mention, self.by_line[1]) or self._headed(mention.paragraph, self.by_line[1])
            if isinstance(place, PlaceMention):
                mention = replace(mention, places=(place.place, *self._town(place, self.by_line[1][self.lines[place.start]])))
        return mention

    def _headed(self, line: int, values: Mapping[int, list[_V]]) -> _V | None:
        """What the nearest heading above a line says: a short line that tells of no event."""
        heading = self._headings[line]
        return next(iter(values.get(heading, ())), None) if heading is not None else None

    @cached_property
    def _headings(self) -> list[int | None]:
        """For each line, the number of the heading above it."""
        lengths = Counter(self.lines)
        told = {self.lines[head] for head in self.heads}
        dated = {self.lines[date.start] for date in self.dates} | {self.lines[place.start] for place in self.places}
        above: list[int | None] = []
        current = None
        for line in range(max(self.lines, default=0) + 1):
            above.append(current)
            if line > 1 and lengths[line] <= _HEADING and line not in told and line in dated:
                current = line
        return above

    def _day_of_sheet(self, line: int) -> tuple[PartialDate | None, PartialDate | None] | None:
        """The day in the headline or by-line of a sheet whose entries are headed with nothing but an hour."""
        hour = _HOUR.match(self.document.words_of(bisect_left(self.lines, line), bisect_left(self.lines, line) + 4))
        days = [
            date
            for date in self.headed_dates
            if date.first == date.last and date.first is not None and date.first.datatype == "date"
        ]
        return (days[0].first, days[0].last) if hour is not None and days else None

    @cached_property
    def _only_day(self) -> tuple[PartialDate | None, PartialDate | None]:
        """The one date of a report that mentions only one."""
        days = {(date.first, date.last) for date in self.dates}
        return next(iter(days)) if len(days) == 1 else (None, None)

    def _before(self, mention: Mention, values: Mapping[int, list[_V]]) -> _V | None:
        """The last value before a mention in its line that no verb of saying has."""
        position, line = mention.trigger.head, mention.paragraph
        same = [value for value in values.get(line, ()) if value.start < position and not self._said(value.start, value.end)]
        if not same:
            return None
        return same[0] if same[0].start - bisect_left(self.lines, line) <= _ENTRY else same[-1]

    def _said(self, start: int, end: int) -> bool:
        """Whether a date or place belongs to a verb of saying."""
        governor = self._governor(self.doc[start:end].root)
        return governor is not None and governor.lemma_.lower() in _SAYING and governor.i not in self.heads

    def _in_dateline(self, position: int) -> bool:
        """Whether a token stands in an agency's dateline that names a day."""
        return self._written[0] <= self.document.offsets[position] < self._written[1]

    def _dateline(self, place: PlaceMention) -> bool:
        """Whether a place opens an agency's dateline: it says where the report was written."""
        line = self.lines[place.start]
        if self._in_dateline(place.start):
            return True
        if (
            not 0 < line <= _FIRST_LINES
            or place.start - bisect_left(self.lines, line) > _DATELINE_PLACE
            or not self.doc[bisect_left(self.lines, line)].text.isupper()
        ):
            return False
        return bool(_DATELINE.match(self.document.words_of(place.start, place.end + 16)))


def _grouped(values: Iterable[_V], numbers: Sequence[int]) -> dict[int, list[_V]]:
    """Values by the number (of sentence or line) of their first token."""
    found: dict[int, list[_V]] = {}
    for value in values:
        found.setdefault(numbers[value.start], []).append(value)
    return found
