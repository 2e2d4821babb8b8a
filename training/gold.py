"""What the hand-made account answers: a document with its account goes in, the right option of each question comes out.

A fact's quotation says where it is told. A question is left open where the account does not tell the answer: then neither training
nor scores take it into account.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from typing import Any

from kg.extraction.attribution import attribute
from kg.extraction.candidates import Candidates, Document
from kg.extraction.events import decide_events
from kg.extraction.questions import Question
from kg.extraction.triggers import find_triggers, possible_triggers
from kg.places.countries import find

#: No option is known to be the right one.
OPEN = -1
_ARTICLES = frozenset({"the", "a", "an", "of", "al", "el"})


def name_words(name: str) -> frozenset[str]:
    """The words by which names are compared."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).encode("ascii", "ignore").decode().casefold()
    return frozenset(re.findall(r"[a-z0-9]+", plain.replace("'s", ""))) - _ARTICLES


def same_name(one: str, other: str) -> bool:
    """Whether one of two names has all the words of the other."""
    left, right = name_words(one), name_words(other)
    return bool(left and right) and (left <= right or right <= left)


def same_party(one: str, other: str) -> bool:
    """Whether two names of parties mean the same: by their words, their singular ("Houthi", "Houthis") or their state ("Turkish")."""
    if same_name(one, other):
        return True
    singular = [frozenset(word.removesuffix("s") for word in name_words(name)) for name in (one, other)]
    code = find(one)
    return (singular[0] == singular[1] and bool(singular[0])) or (code is not None and code == find(other))


class Gold:
    """Knows the right answers for one document."""

    def __init__(self, document: Document, candidates: Candidates, account: dict[str, Any]) -> None:
        self.document, self.account = document, account
        self.events: list[dict[str, Any]] = account["events"]
        self.numbers = {number.start: number for number in candidates.numbers}
        found = find_triggers(document, candidates.codes)
        self.triggers = (*found, *possible_triggers(document, found))
        self.heads = {trigger.start: trigger.head for trigger in self.triggers}
        anchors = decide_events(document, candidates).anchors
        self.told = self._told(dict(anchors))
        self.speakers: dict[int, list[str]] = defaultdict(list)
        for saying in attribute(document, candidates).sayings:
            self.speakers[document.sentence_numbers[saying.cue]].append(saying.speaker.agent.label)
        self.counts = self._counted("victim_counts")
        self.facility_counts = self._counted("facility_counts")

    def answer(self, question: Question) -> int:
        """The position of the right option, or `OPEN`."""
        answer: int = getattr(self, "_on_" + question.task.replace("-", "_"))(question)
        return answer

    # where things are told

    def _span(self, quote: str) -> tuple[int, int]:
        text = self.document.report.text  # what stands in capitals is read in its usual case
        start = text.find(quote) if quote in text else text.lower().find(quote.lower())
        return start, start + len(quote)

    def _told(self, anchors: dict[int, str]) -> dict[int, int]:
        """For the head of each trigger that tells of an event of the account, the event's position."""
        offsets = self.document.offsets
        spans = [self._span(event["quote"]) for event in self.events]
        told: dict[int, int] = {}
        for trigger in self.triggers:
            inside = [place for place, (start, end) in enumerate(spans) if start <= offsets[trigger.head] < end]
            if inside:
                told[trigger.head] = min(inside, key=lambda place: spans[place][1] - spans[place][0])
        told |= self._beside(spans, told)
        groups: dict[str, set[int]] = defaultdict(set)
        for head, place in told.items():
            if head in anchors:
                groups[anchors[head]].add(place)
        for head, group in anchors.items():
            if head not in told and len(groups[group]) == 1:
                told[head] = next(iter(groups[group]))
        return told

    def _beside(self, spans: list[tuple[int, int]], told: dict[int, int]) -> dict[int, int]:
        """Triggers beside the quotations that hold none: the nearest free one of the same sentence."""
        found: dict[int, int] = {}
        offsets, sentences = self.document.offsets, self.document.sentence_numbers
        for place, (start, _) in enumerate(spans):
            if place in told.values():
                continue
            at = max(0, bisect_right(offsets, start) - 1)
            free = [
                one.head
                for one in self.triggers
                if one.head not in told and one.head not in found and sentences[one.head] == sentences[at]
            ]
            if free:
                found[min(free, key=lambda head: abs(head - at))] = place
        return found

    def _counted(self, family: str) -> dict[int, dict[str, Any]]:
        """The counts of a family by the start of the number that their quotation holds."""
        found: dict[int, dict[str, Any]] = {}
        for fact in self.account[family]:
            start, end = self._span(fact["quote"])
            for number in self.numbers.values():
                inside = (
                    start <= self.document.offsets[number.start] < end or start <= self.document.offsets[number.end - 1] < end
                )
                same = (number.quantity.minimum, number.quantity.maximum) == (fact["min"], fact["max"])
                if inside and same and number.start not in found:
                    found[number.start] = fact
                    break
        return found

    def _event(self, question: Question) -> dict[str, Any] | None:
        place = self.told.get(self.heads.get(question.start, question.start))
        return None if place is None else self.events[place]

    # the report

    def _on_told(self, question: Question) -> int:  # noqa: ARG002 - one question for each report
        families = ("events", "victim_counts", "facility_counts", "named_victims", "statements")
        return int(any(self.account[family] for family in families))

    # events

    def _on_mention(self, question: Question) -> int:
        return int(self._event(question) is not None)

    _on_event = _on_mention

    def _on_same(self, question: Question) -> int:
        mine = self.told.get(self.heads[question.start])
        if mine is None:
            return 0
        joined = (
            place for place, option in enumerate(question.options) if option.value and self.told.get(int(option.value)) == mine
        )
        return next(joined, 1)

    def _on_type(self, question: Question) -> int:
        event = self._event(question)
        return OPEN if event is None else _position(question, event["type"])

    def _on_negated(self, question: Question) -> int:
        event = self._event(question)
        return OPEN if event is None else int(event["negated"])

    def _on_suspected(self, question: Question) -> int:
        event = self._event(question)
        return OPEN if event is None else int(event["suspected"])

    def _on_date(self, question: Question) -> int:
        event = self._event(question)
        if event is None:
            return OPEN
        start, end = event["date_start"] or "", event["date_end"] or ""
        if not start:
            return 0
        values = [option.value for option in question.options]
        if f"{start}/{end}" in values:
            return values.index(f"{start}/{end}")
        begins = [place for place, value in enumerate(values) if value.split("/")[0] == start]
        return begins[0] if begins else OPEN

    def _on_place(self, question: Question) -> int:
        event = self._event(question)
        if event is None:
            return OPEN
        if not event["places"]:
            return 0
        right = [
            place
            for place, option in enumerate(question.options)
            if option.value and any(same_name(option.value, name) for name in event["places"])
        ]
        if question.rules in right:
            return question.rules
        first = [place for place in right if same_name(question.options[place].value, event["places"][0])]
        return (first or right or [OPEN])[0]

    def _on_also(self, question: Question) -> int:
        event = self._event(question)
        return OPEN if event is None else int(any(same_name(question.options[1].value, name) for name in event["places"]))

    def _on_weapon(self, question: Question) -> int:
        event = self._event(question)
        return OPEN if event is None else int(question.options[1].value in event["weapons"])

    def _on_perpetrator(self, question: Question) -> int:
        event = self._event(question)
        return OPEN if event is None else int(any(same_party(question.options[1].value, name) for name in event["perpetrators"]))

    def _on_facility(self, question: Question) -> int:
        event = self._event(question)
        if event is None:
            return OPEN
        effects = [item["effect"] for item in event["facilities"] if item["type"] == question.options[1].value]
        return _position(question, effects[0]) if effects else 0

    # counts

    def _on_count(self, question: Question) -> int:
        fact = self.counts.get(question.start)
        if fact is not None:
            return _position(question, fact["outcome"])
        rules = question.options[question.rules].code
        number = self.numbers[question.start]
        line = self.document.paragraph_numbers[question.start]
        repeated = line == 0 and any(
            (one["outcome"], one["min"]) == (rules, number.quantity.minimum) for one in self.account["victim_counts"]
        )
        return question.rules if repeated else 0

    def _on_facility_count(self, question: Question) -> int:
        fact = self.facility_counts.get(question.start)
        return 0 if fact is None else _position(question, fact["effect"])

    def _number(self, question: Question) -> dict[str, Any] | None:
        return self.counts.get(question.start) or self.facility_counts.get(question.start)

    def _on_scope(self, question: Question) -> int:
        fact = self._number(question)
        return OPEN if fact is None else _position(question, fact["scope"])

    def _on_event_of(self, question: Question) -> int:
        fact = self._victim_named(question) if "person" in question.facts else self._number(question)
        if fact is None:
            return OPEN
        if fact["event"] is None:
            return 0
        ids = [event["id"] for event in self.events]
        wanted = ids.index(fact["event"])
        right = [place for place, option in enumerate(question.options) if self._told_of(option.value) == wanted]
        return question.rules if question.rules in right else (right or [OPEN])[0]

    def _told_of(self, heads: str) -> int | None:
        """The position of the event that the first words tell of of which that is known; `heads` are the words of one option."""
        return next((self.told[head] for head in map(int, heads.split()) if head in self.told), None)

    def _on_source(self, question: Question) -> int:
        fact = self._number(question)
        if fact is None:
            return OPEN
        publisher = self.document.report.publisher or ""
        right = [
            place
            for place, option in enumerate(question.options)
            if same_name(option.value if place else publisher, fact["source"])  # the first option is the publisher
        ]
        return question.rules if question.rules in right else (right or [OPEN])[0]

    def _on_part(self, question: Question) -> int:
        fact = self.counts.get(question.start)
        if fact is None:
            return OPEN
        if not fact["subset_of"]:
            return 0
        wholes = [start for start, other in self.counts.items() if other["id"] == fact["subset_of"]]
        values = [option.value for option in question.options]
        right = [values.index(str(start)) for start in wholes if str(start) in values]
        return right[0] if right else OPEN

    # persons and statements

    def _victim_named(self, question: Question) -> dict[str, Any] | None:
        words = self.document.words_of(question.start, question.end)
        return next((one for one in self.account["named_victims"] if same_name(one["name"], words)), None)

    def _on_victim(self, question: Question) -> int:
        label = question.options[0].value
        fact = next((one for one in self.account["named_victims"] if same_name(one["name"], label)), None)
        return 0 if fact is None else _position(question, fact["outcome"])

    def _on_statement(self, question: Question) -> int:
        speaker = question.options[0].value
        said = [one for one in self.account["statements"] if same_name(one["speaker"], speaker)]
        sentence, line = self.document.sentence_numbers[question.start], self.document.paragraph_numbers[question.start]
        here = [one["stance"] for one in said if sentence in self._sentences(one["quote"])]
        here = here or [one["stance"] for one in self._said_here(question) if not self._is_given(one, sentence)]
        beside = [one["stance"] for one in said if line in self._lines(one["quote"])]
        if not here and not beside:
            return 0
        rules = question.options[question.rules].code
        stances = here or beside
        return question.rules if rules in stances else _position(question, stances[0]) if here else 0

    def _on_speaker(self, question: Question) -> int:
        right = [
            place
            for place, option in enumerate(question.options)
            if any(same_name(one["speaker"], option.value) for one in self._said_here(question))
        ]
        return (right or [OPEN])[0]

    def _on_unsaid(self, question: Question) -> int:
        said = self._said_here(question)
        right = [
            place
            for place, option in enumerate(question.options)
            if option.value and any(same_name(one["speaker"], option.value) for one in said)
        ]
        return (right or [0])[0]

    def _is_given(self, statement: dict[str, Any], sentence: int) -> bool:
        """Whether the rules give a statement's speaker to a saying of a sentence: then no other saying there stands for it."""
        return any(same_name(statement["speaker"], speaker) for speaker in self.speakers.get(sentence, ()))

    def _said_here(self, question: Question) -> list[dict[str, Any]]:
        """The statements of the account that are made in the sentence of a question."""
        sentence = self.document.sentence_numbers[question.start]
        return [one for one in self.account["statements"] if sentence in self._sentences(one["quote"])]

    def _tokens(self, quote: str) -> range:
        start, end = self._span(quote)
        offsets = self.document.offsets
        return range(max(0, bisect_right(offsets, start) - 1), bisect_right(offsets, end - 1))

    def _sentences(self, quote: str) -> set[int]:
        return {self.document.sentence_numbers[place] for place in self._tokens(quote)}

    def _lines(self, quote: str) -> set[int]:
        return {self.document.paragraph_numbers[place] for place in self._tokens(quote)}


def _position(question: Question, code: str) -> int:
    codes = [option.code for option in question.options]
    return codes.index(code) if code in codes else OPEN
