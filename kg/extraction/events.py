"""What happened: a document and its candidates go in, the events with who did it and what they hit come out.

The steps: words of events are found; what is unreal or generic is dropped; what each sentence says of date, place, perpetrator
and facility is read; mentions of one happening are merged; each group becomes an event with its claims.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Span, Token

from kg.extraction.candidates import Candidates, CodeMention, DateMention, Document, PlaceMention
from kg.extraction.facilities import EFFECTS, find_facilities
from kg.extraction.merging import Group, Mention, merge
from kg.extraction.negation import is_negated, is_reference, is_unreal
from kg.extraction.perpetrators import Blame, Blamer
from kg.extraction.triggers import AIRCRAFT, Trigger, find_triggers
from kg.model import Agent, Claim, Event, Facility, FacilityImpact, Passage, Place, Responsibility
from kg.places.countries import demonym, within
from kg.values import PartialDate

_METHOD = "rules"
_CHAIN = re.compile(r"(?:[a-z]+ )?(?:,|\(|,? ?(?:in|of|near|outside)(?: the)?(?: \w+)?(?: \w+ of)?)")
_DATELINE = re.compile(r"[^.:]{3,90}?(?:\([^)]*\)\s*[-–—:]|\s[-–—]+\s|\([A-Z]+\))")
_ANOTHER = frozenset("second third fourth another separate".split())
_REGIONS = frozenset("province region state governorate county oblast department prefecture division territory".split())
_QUARTERS = frozenset("quarter neighbourhood neighborhood suburb sector street avenue estate hill shantytown slum square favela ward".split())
_SAYING = frozenset("say tell report announce state claim add note confirm warn condemn publish release write record speak explain declare testify issue accuse call describe deny".split())
_DEFINITE = frozenset("the this that these those such both his her its their".split())
_AUTHORITIES = frozenset(
    "police soldiers soldier army military troops security gendarmes gendarmerie officers agents intelligence marines ministry guard government authorities forces policemen patrol navy regime".split()
)
_PROTEST = frozenset("protesters protestors demonstrators marchers protest demonstration demonstrations protests rally march sit-in strikers".split())
_HEADING = 10
_ENTRY = 6
_NEAR = 8
_LONGEST = 10
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "auxpass"})
_GUNS = frozenset("artillery mortar mortars howitzer howitzers tank tanks mlrs launcher launchers grad grads".split())
_LIVE = frozenset({"campaign", "siege"})


@dataclass(frozen=True, slots=True)
class Happenings:
    """The events of one report with who did them and what they struck; `nearest` finds the event of a word."""

    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    anchors: tuple[tuple[int, str], ...] = ()
    sentences: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()

    def nearest(self, token_index: int) -> str | None:
        """The id of the event that a count or victim at a token belongs to: of its sentence, else told before it in its paragraph.

        Failing these it is the event told last before it, and None only where the report tells of no event.
        """
        sentence, paragraph = self.sentences[token_index], self.paragraphs[token_index]
        here = [(abs(position - token_index), id) for position, id in self.anchors if self.sentences[position] == sentence]
        if here:
            return min(here)[1]
        before = [(position, id) for position, id in self.anchors if position < token_index]
        same = [id for position, id in before if self.paragraphs[position] == paragraph]
        if same:
            return same[-1]
        if before:
            return before[-1][1]
        return self.anchors[0][1] if self.anchors else None


def decide_events(document: Document, candidates: Candidates) -> Happenings:
    """The events of a document, in order of appearance, with ids "e1", "e2", …"""
    return _Decider(document, candidates).decide()


def _of_doer(kind: str, trigger: Trigger, blame: Blame) -> str:
    """Detention where an authority takes people away, abduction where others do; a beating by others than an authority is an attack."""
    words = {word for agent in blame.agents for word in agent.label.casefold().split()}
    if kind == "abduction":
        return "detention" if words & _AUTHORITIES else kind
    if kind == "torture" and trigger.strength == "weak" and blame.agents and not words & _AUTHORITIES:
        return "attack"
    return kind


class _Decider:
    """Reads one document's triggers in order and remembers the date and place that its lines carry."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self.document, self.doc, self.candidates = document, document.doc, candidates
        self.sentences, self.lines = document.sentence_numbers, document.paragraph_numbers
        self.blamer = Blamer(document, candidates.names)
        self.dates = [date for date in candidates.dates if date.first and not self._of_publication(date)]
        self.places = [place for place in candidates.places if not self._dateline(place)]
        self.triggers = [trigger for trigger in find_triggers(document, candidates.codes)]
        self.heads = frozenset(trigger.head for trigger in self.triggers)
        self.country = self._main_country()

    # The steps -----------------------------------------------------------------------------------------------------------

    def decide(self) -> Happenings:
        groups = merge(self._carried([mention for trigger in self.triggers if (mention := self._mention(trigger))]))
        groups = self._credited([group for group in groups if self._holds(group)])
        events, claims, anchors = [], [], []
        for number, group in enumerate(groups, 1):
            event = self._event(f"e{number}", group)
            events.append(event)
            claims += self._claims(event.id, group)
            anchors += [(mention.trigger.head, event.id) for mention in group.mentions]
        return Happenings(tuple(events), tuple(claims), tuple(sorted(anchors)), tuple(self.sentences), tuple(self.lines))

    def _credited(self, groups: list[Group]) -> list[Group]:
        """Groups with the perpetrators that a sentence of its own names: of the event told of last before it."""
        for position, agents, suspected in self.blamer.responsibilities():
            sentence, line = self.sentences[position], self.lines[position]
            here = [group for group in groups if any(mention.sentence == sentence for mention in group.mentions)]
            before = [group for group in groups if group.mentions[0].trigger.head < position and any(line - mention.paragraph <= 1 for mention in group.mentions)]
            for group in here[:1] or before[-1:] or groups[:1]:
                if not any(mention.agents for mention in group.mentions):
                    group.mentions[0] = replace(group.mentions[0], agents=agents, suspected=suspected)
        return groups

    def _mention(self, trigger: Trigger) -> Mention | None:
        """What the sentence of a trigger says of its event, None where it tells of no happening."""
        number = self.sentences[trigger.head]
        sentence = self.document.sentences[number]
        following = self.document.sentences[number + 1] if number + 1 < len(self.document.sentences) else None
        negated = is_negated(trigger, sentence, following)
        if not negated and is_unreal(trigger, sentence):
            return None
        blame = self.blamer.blame(trigger, sentence)
        facilities = find_facilities(self.document, [code for code in self._codes(sentence, "facility")], trigger, self.heads - {trigger.head})
        kind = _of_doer(self._type(trigger, sentence), trigger, blame)
        if not self._tells(trigger, sentence, blame, facilities):
            return None
        dates, dated = self._date(trigger, sentence)
        places, placed, wide = self._place(trigger, sentence)
        return Mention(
            trigger,
            kind,
            number,
            self.lines[trigger.head],
            dates,
            dated,
            places,
            placed,
            wide,
            blame.agents,
            blame.suspected,
            tuple((facility, effect, code.head) for facility, effect, code in facilities),
            self._weapons(trigger, sentence, kind),
            self._definite(trigger) or is_reference(trigger, sentence),
            negated,
            blame.pointing,
            blame.human,
            self._fresh(trigger, sentence),
            self.lines[trigger.head] == 0,
        )

    def _tells(self, trigger: Trigger, sentence: Span, blame: Blame, facilities: tuple[tuple[Facility, str, CodeMention], ...]) -> bool:
        """Whether weak words have an object that makes them an event, and nouns stand for a happening and not for a kind of it."""
        token = self.doc[trigger.head]
        if trigger.strength == "weak":
            return bool(facilities) or self._harms_people(token)
        if trigger.noun and trigger.type not in ("campaign",) and token.tag_ in ("NNS", "NNPS") and not self._specific(token, sentence):
            return False
        return True

    def _harms_people(self, token: Token) -> bool:
        """Whether a verb's object, or its subject in the passive, is a person or a group of people."""
        for child in token.children:
            if child.dep_ in ("dobj", "nsubjpass"):
                group = any(code.head == child.i for code in self._codes(child.sent, "group"))
                if group or child.ent_type_ in ("PERSON", "CARDINAL") or child.lower_ in ("him", "her", "them", "people", "residents", "villagers", "he", "she", "they"):
                    return True
        return False

    def _specific(self, token: Token, sentence: Span) -> bool:
        """Whether a plural noun of events tells of some of them: it is counted, pointed at, dated or has a place or a doer."""
        if any(child.dep_ in ("nummod", "poss", "det") for child in token.children):
            return True
        return any(self._in(sentence, date.start) for date in self.dates) or any(self._in(sentence, place.start) for place in self.places)

    # What a sentence says ------------------------------------------------------------------------------------------------

    def _type(self, trigger: Trigger, sentence: Span) -> str:
        """The type of a trigger, given what stands near it: aircraft, heavy weapons, demonstrators."""
        near = {token.lower_ for token in self.doc[max(sentence.start, trigger.start - _NEAR) : min(sentence.end, trigger.end + _NEAR)]}
        if trigger.type in ("shelling", "explosion", "shooting") and near & AIRCRAFT and not near & _GUNS:
            return "air-strike"
        if trigger.type == "shooting" and near & _GUNS and not near & _PROTEST:
            return "shelling"
        if trigger.noun and trigger.type == "attack" and self._begun(self.doc[trigger.head]) and near & {"since", "ago"}:
            return "campaign"
        if trigger.type in ("shooting", "torture") and near & _PROTEST:
            return "protest-repression"
        return trigger.type

    @staticmethod
    def _begun(noun: Token) -> bool:
        """Whether a noun's verb says that something began and so goes on."""
        return noun.dep_ in ("nsubj", "nsubjpass", "dobj") and noun.head.lemma_.lower() in ("begin", "start", "launch", "resume")

    def _weapons(self, trigger: Trigger, sentence: Span, kind: str) -> tuple[str, ...]:
        found = list(trigger.weapons)
        for code in self._codes(sentence, "weapon"):
            if code.notation not in found and self._nearest_trigger(code.head) == trigger.head:
                found.append(code.notation)
        return tuple(found)

    def _nearest_trigger(self, position: int) -> int:
        """The head of the trigger in the same sentence that a word is nearest to."""
        same = [head for head in self.heads if self.sentences[head] == self.sentences[position]]
        return min(same, key=lambda head: (abs(head - position), head), default=-1)

    def _codes(self, sentence: Span, scheme: str) -> Iterator[CodeMention]:
        return (code for code in self.candidates.codes if code.scheme == scheme and self._in(sentence, code.head))

    @staticmethod
    def _in(sentence: Span, position: int) -> bool:
        return sentence.start <= position < sentence.end

    def _fresh(self, trigger: Trigger, sentence: Span) -> bool:
        """Whether the words say that this is another event than the one before: "a second bomb", "in a separate attack"."""
        if trigger.strength == "outcome":
            return False
        token = self.doc[trigger.head]
        phrases = [token, *(child for child in token.children if child.dep_ in ("nsubj", "nsubjpass"))] if not trigger.noun else [token]
        return any(child.lower_ in _ANOTHER for phrase in phrases for child in phrase.children)

    def _definite(self, trigger: Trigger) -> bool:
        if not trigger.noun:
            return False
        token = self.doc[trigger.head]
        return any(child.dep_ in ("det", "poss") and child.lower_ in _DEFINITE for child in token.children)

    def _date(self, trigger: Trigger, sentence: Span) -> tuple[tuple[PartialDate | None, PartialDate | None], bool]:
        """The date in the sentence that belongs to a trigger: one that depends on it, else the nearest that no saying has."""
        here = [date for date in self.dates if self._in(sentence, date.start)]
        chosen = self._closest(trigger, [(date.start, date.end, date) for date in here], sentence)
        return ((chosen.first, chosen.last), True) if isinstance(chosen, DateMention) else ((None, None), False)

    def _place(self, trigger: Trigger, sentence: Span) -> tuple[tuple[Place, ...], bool, bool]:
        here = [place for place in self.places if self._in(sentence, place.start) and not place.is_country and not self._inside_name(place)]
        chosen = self._closest(trigger, [(place.start, place.end, place) for place in here], sentence)
        if isinstance(chosen, PlaceMention):
            chosen = self._most_specific(chosen, here)
            return tuple(dict.fromkeys((*self._with_conjuncts(chosen, here), *self._town(chosen, here)))), True, False
        wide = [place for place in self.places if place.is_country and self._in(sentence, place.start) and self.doc[place.start - 1].lower_ in ("in", "of", "across", "the", "against", "on")]
        return (wide[0].place,) if wide else (), False, bool(wide)

    def _town(self, chosen: PlaceMention, here: list[PlaceMention]) -> Iterator[Place]:
        """The town of a street or quarter: the place named right after it, else the last town named before."""
        following = self.doc[chosen.end].lower_ if chosen.end < len(self.doc) else ""
        quarter = following in _QUARTERS or self.doc[chosen.end - 1].lower_ in _QUARTERS
        after = next((place for place in here if place.start >= chosen.end), None)
        if after is not None and (quarter or following == "district") and after.start - chosen.end <= 4 and not self._region(after):
            yield after.place
        elif quarter:
            before = [place for place in self.places if place.start < chosen.start and not place.is_country and within(place.place.label) and not self._region(place)]
            if before:
                yield before[-1].place

    def _region(self, place: PlaceMention) -> bool:
        """Whether a name is that of a province, region or state."""
        following = self.doc[place.end].lower_ if place.end < len(self.doc) else ""
        return following in _REGIONS or self.doc[place.end - 1].lower_ in _REGIONS

    def _inside_name(self, place: PlaceMention) -> bool:
        name = self.blamer.names.get(place.start)
        return name is not None and name.end - name.start > place.end - place.start

    def _most_specific(self, chosen: PlaceMention, here: list[PlaceMention]) -> PlaceMention:
        """The place before a chain such as "Aorema, in Soum province, Sahel region" when its end is chosen."""
        for place in reversed(here):
            if place.end <= chosen.start and chosen.start - place.end <= 5:
                between = self.doc[place.end : chosen.start].text.strip().casefold()
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
            between = self.doc[end : place.start].text.strip()
            if between in ("and", "&", ", and", ","):
                if between == "," and not any(other.start > place.start and self.doc[place.end : other.start].text.strip() in ("and", ", and") for other in here):
                    return
                yield place.place
                end = place.end
            else:
                return

    def _closest(self, trigger: Trigger, spans: Iterable[tuple[int, int, DateMention | PlaceMention]], sentence: Span) -> DateMention | PlaceMention | None:
        """The span that depends on a trigger, else the one with the fewest words between that no verb of saying has."""
        best: tuple[tuple[int, int], DateMention | PlaceMention] | None = None
        for start, end, value in spans:
            root = self.doc[start:end].root
            governor = self._governor(root)
            if governor is not None and governor.lemma_.lower() in _SAYING and governor.i != trigger.head:
                continue
            depends = governor is not None and trigger.start <= governor.i < trigger.end
            distance = start - trigger.end if start >= trigger.end else (trigger.start - end) + 3
            rank = (0 if depends else 1, distance)
            if best is None or rank < best[0]:
                best = (rank, value)
        return best[1] if best else None

    def _governor(self, token: Token) -> Token | None:
        """The verb or trigger that a phrase hangs on."""
        steps = 0
        while token.head is not token and steps < 8:
            token, steps = token.head, steps + 1
            if token.i in self.heads or token.pos_ == "VERB":
                return token
        return None

    # What lines carry over -----------------------------------------------------------------------------------------------

    def _of_publication(self, date: DateMention) -> bool:
        """Whether a date stands in the by-line or dateline and only says when the report was written."""
        line = self.lines[date.start]
        if line == 0:
            return False
        first = line == 1 and (self.document.report.published is not None and date.last == self.document.report.published)
        if first and not any(trigger_like in self.doc[date.start : date.end + 3].text.casefold() for trigger_like in ("today", "this ")):
            begin = bisect_right(self.lines, line - 1)
            return date.start - begin < 25
        after = self.doc[date.end : date.end + 8].text
        begin = bisect_right(self.lines, line - 1)
        return line <= 3 and date.start - begin < 12 and bool(re.match(r"\s*(?:\([^)]*\)\s*)?[-–—]", after)) and self.doc[begin].text.isupper()

    def _carried(self, mentions: list[Mention]) -> list[Mention]:
        """Mentions with the date and place that their line, or the heading above it, says before them."""
        return self._continued([self._carry(mention) for mention in mentions])

    @staticmethod
    def _continued(mentions: list[Mention]) -> list[Mention]:
        """Mentions with the perpetrator of the one before them, where a pronoun or a passive goes on telling of the same."""
        found: list[Mention] = []
        for mention in mentions:
            last = next((one for one in reversed(found) if one.agents), None)
            if last is not None and not mention.agents and not mention.headline:
                if mention.pointing and mention.paragraph - last.paragraph <= 3:
                    mention = replace(mention, agents=last.agents, suspected=last.suspected)
            found.append(mention)
        return found

    def _carry(self, mention: Mention) -> Mention:
        if not mention.dated:
            date = self._before(mention, self.dates) or self._heading(mention.paragraph, self.dates)
            days = (date.first, date.last) if isinstance(date, DateMention) else self._only_day
            mention = replace(mention, dates=days)
        if not mention.placed:
            places = [place for place in self.places if not place.is_country and not self._inside_name(place)]
            place = self._before(mention, places) or self._heading(mention.paragraph, places)
            if isinstance(place, PlaceMention):
                mention = replace(mention, places=(place.place, *(self._town(place, places))))
        return mention

    def _heading(self, line: int, values: Sequence[DateMention | PlaceMention]) -> DateMention | PlaceMention | None:
        """What the nearest heading above a line says: a short line that tells of no event."""
        heading = self._headings[line]
        return next((value for value in values if self.lines[value.start] == heading), None) if heading is not None else None

    @cached_property
    def _headings(self) -> list[int | None]:
        """For each line, the number of the heading above it."""
        lengths = Counter(self.lines)
        told = {self.lines[head] for head in self.heads}
        dated = {self.lines[value.start] for value in (*self.dates, *self.places)}
        above: list[int | None] = []
        current = None
        for line in range(max(self.lines, default=0) + 1):
            above.append(current)
            if line > 1 and lengths[line] <= _HEADING and line not in told and line in dated:
                current = line
        return above

    @cached_property
    def _only_day(self) -> tuple[PartialDate | None, PartialDate | None]:
        """The one date of a report that mentions only one, or none but that of its publication."""
        days = {(date.first, date.last) for date in self.dates}
        published = self.document.report.published
        if len(days) == 1:
            return next(iter(days))
        return (published, published) if not days and published is not None else (None, None)

    def _before(self, mention: Mention, values: Sequence[DateMention | PlaceMention]) -> DateMention | PlaceMention | None:
        """The last value before a mention in its line that no verb of saying has."""
        position, line = mention.trigger.head, mention.paragraph
        same = [value for value in values if self.lines[value.start] == line and value.start < position and not self._said(value.start, value.end)]
        if not same:
            return None
        return same[0] if same[0].start - bisect_left(self.lines, line) <= _ENTRY else same[-1]

    def _said(self, start: int, end: int) -> bool:
        """Whether a date or place belongs to a verb of saying."""
        governor = self._governor(self.doc[start:end].root)
        return governor is not None and governor.lemma_.lower() in _SAYING and governor.i not in self.heads

    def _dateline(self, place: PlaceMention) -> bool:
        """Whether a place opens an agency's dateline: it says where the report was written."""
        line = self.lines[place.start]
        if not 0 < line <= 4 or place.start - bisect_left(self.lines, line) > 3 or not self.doc[bisect_left(self.lines, line)].text.isupper():
            return False
        return bool(_DATELINE.match(self.doc[place.start : place.end + 16].text))

    # The events ----------------------------------------------------------------------------------------------------------

    def _holds(self, group: Group) -> bool:
        """Whether a group tells of an event: outcomes need a doer and a day or place, bare nouns at least something of their own."""
        said = [mention for mention in group.mentions if mention.dated or mention.placed]
        agents = any(mention.agents for mention in group.mentions)
        human = any(mention.human for mention in group.mentions)
        if all(mention.trigger.strength == "outcome" for mention in group.mentions):
            return human and bool(said)
        if all(mention.trigger.noun and mention.trigger.weapons == () for mention in group.mentions):
            return bool(said) or agents or any(mention.facilities for mention in group.mentions)
        return True

    def _main_country(self) -> str | None:
        votes: dict[str, int] = {}
        for place in self.places:
            if place.country:
                votes[place.country] = votes.get(place.country, 0) + 1
        for token in self.doc:
            if token.text[:1].isupper() and len(codes := demonym(token.text)) == 1:
                votes[codes[0]] = votes.get(codes[0], 0) + 1
        return max(sorted(votes), key=lambda code: votes[code]) if votes else None

    def _event(self, id: str, group: Group) -> Event:
        start, end = group.dates
        if group.type in _LIVE and start and (end is None or start == end) and any(self._goes_on(mention) for mention in group.mentions):
            end = self.document.report.published or end
        places = group.places
        countries = [place.country for place in self.places if places and place.place == places[0] and place.country]
        weapons = [weapon for mention in group.mentions for weapon in mention.weapons]
        return Event(
            id=id,
            type=group.type,
            evidence=tuple(dict.fromkeys(self._passage(mention) for mention in self._telling_first(group))),
            start=start,
            end=end,
            places=places,
            country=countries[0] if countries else self.country,
            weapons=tuple(dict.fromkeys(weapons)),
            negated=group.mentions[0].negated,
        )

    def _goes_on(self, mention: Mention) -> bool:
        """Whether a sentence tells of something that began and has not ended."""
        words = {token.lower_ for token in self.document.sentences[mention.sentence]}
        return bool(words & {"since", "ago", "has", "have", "continues", "still", "remains", "remain"}) and not words & {"ended", "until", "ceasefire"}

    @staticmethod
    def _telling_first(group: Group) -> list[Mention]:
        """The mentions of a group, those that name the event before those that only say an outcome or point back."""
        return sorted(group.mentions, key=lambda one: (one.trigger.strength == "outcome", one.definite, one.type != group.type))

    def _passage(self, mention: Mention) -> Passage:
        """The words of a mention: the noun with what stands before it, the verb with its object, and what was attacked."""
        head = self.doc[mention.trigger.head]
        start, end = mention.trigger.start, mention.trigger.end
        for child in head.children:
            if child.dep_ in _BEFORE and child.i < start:
                start = min(start, child.left_edge.i)
            elif child.dep_ in ("dobj", "prt") and child.i >= end:
                end = max(end, child.i + 1)
            elif child.dep_ == "prep" and child.lower_ in ("on", "against", "of", "at") and child.i <= end + 2:
                end = max([end, *(grand.i + 1 for grand in child.children if grand.dep_ == "pobj")])
        return self.document.passage(self.doc[max(start, mention.trigger.start - _LONGEST) : min(end, mention.trigger.end + _LONGEST)])

    def _claims(self, id: str, group: Group) -> Iterator[Claim]:
        suspected = any(mention.suspected for mention in group.mentions)
        blamed: dict[str, tuple[Agent, Passage]] = {}
        for mention in group.mentions:
            for agent in mention.agents:
                blamed.setdefault(agent.label.casefold(), (agent, self._passage(mention)))
        for agent, passage in blamed.values():
            stance = "suspected" if suspected else "asserted"
            yield Responsibility(evidence=(passage,), method=_METHOD, event=id, stance=stance, perpetrator=agent, suspected=suspected)
        yield from self._impacts(id, group)

    def _impacts(self, id: str, group: Group) -> Iterator[FacilityImpact]:
        struck: dict[tuple[str, str | None], tuple[Facility, str, int]] = {}
        for mention in group.mentions:
            for facility, effect, head in mention.facilities:
                key = next((key for key in struck if key[0] == facility.type), (facility.type, facility.label))
                if key in struck:
                    known, before, first = struck[key]
                    struck[key] = (known if known.label else facility, max(before, effect, key=EFFECTS.index), first)
                else:
                    struck[key] = (facility, effect, head)
        for facility, effect, head in struck.values():
            yield FacilityImpact(evidence=(self.document.passage(self.doc[head]),), method=_METHOD, event=id, facility=facility, effect=effect)
