"""The groups that a number of people is of: from its noun, a predicate ("64 were children"), an age, or the number before it.

`Groups` takes a document with its candidates; a noun's own words go first, and what stands alone takes the groups of the count
that it is a part of or goes on from.
"""

from kg.extraction.candidates import Candidates, Document, NumberMention
from kg.extraction.numerals import small_number
from kg.extraction.people import is_ungrouped
from kg.extraction.tables import word_set
from kg.values import Quantity

_ADULT = 18
_ELDERLY = 65
#: What may stand between a number that stands alone and the predicate that names its group.
_COPULAS = word_set(
    "of them whom those these which the our its their his her my your people persons martyrs dead wounded injured killed victims casualties were was are is being a an all also mostly both including "
    "under , among deceased fatalities detainees detained arrested missing abducted kidnapped displaced hurt"
)
_FARTHEST_PREDICATE = 8
#: What stands between the ages of several, and how far behind their noun the last of them is.
_BETWEEN_AGES = word_set("aged of ( , and both all under between to years - or about")
_FARTHEST_AGE = 9
#: Behind these words no age of a noun stands.
_AGE_ENDS = frozenset({";", ".", ":", "who", "whose", "was", "were"})
#: Behind a noun they go on with somebody else, whose age stands behind them: "a woman and her nine-year-old son".
_OTHERS = word_set("and & with her his their")
_GENDERS = {"man": "men", "men": "men", "woman": "women", "women": "women"}
#: What stands behind an "of" with a number that is no age ("one of them", "a bride of five weeks"), and before one ("a mother of four").
_NO_AGE_BEHIND = word_set("of week weeks month months day days %")
_PARENTS = word_set("mother father parent mothers fathers parents widow widower")
#: Groups that a noun names besides its own, by lemma.
_ALSO = {
    "schoolgirl": "students",
    "schoolboy": "students",
    "schoolchild": "students",
    "nun": "women",
    "seamstress": "women",
    "schoolmistress": "women",
    "headmistress": "women",
    "policewoman": "women",
    "waitress": "women",
}
#: Nouns for people in the hands of others who are no detainees.
_SEIZED = word_set("hostage hostages captive captives")
_ARMED = frozenset({"security-forces", "combatants", "peacekeepers", "rescue-workers"})
_OF_STATES = word_set("army police forces force guard guards military navy gendarmerie troops security")
_LONGEST_BODY = 5


class Groups:
    """The words for groups in one document, by token position."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self._doc = document.doc
        self._numbers = {number.start for number in candidates.numbers if not number.article}
        self._counting = {position for number in candidates.numbers for position in range(number.start, number.end)}
        self._individuals = {number.start for number in candidates.numbers if number.article}
        self._codes: dict[int, str] = {}
        for code in candidates.codes:
            if code.scheme != "group" or (code.end - code.start == 1 and self._doc[code.start].lower_ in _SEIZED):
                continue
            if not self._is_age(code.start):
                self._codes.update(dict.fromkeys(range(code.start, code.end), code.notation))
            if code.end - code.start > 1 and (gender := _GENDERS.get(self._doc[code.end - 1].lower_)) is not None:
                self._codes[code.end - 1] = gender  # "19-year-old man", "elderly men"
        self._armed = {
            position for name in candidates.names if name.agent.kind == "ArmedActor" for position in range(name.start, name.end)
        }

    def __contains__(self, position: int) -> bool:
        return position in self._codes

    def of_noun(self, number: NumberMention) -> tuple[str, ...]:
        """The groups that the noun of a number names, with the words before it and one joined to it by "and"."""
        end = max(number.end, number.head + 1)
        owners = (position + 1 for position in range(number.start, number.head) if self._doc[position].tag_ == "POS")
        first = max(owners, default=number.start)  # a student's mother is no student
        found = {self._codes[position]: None for position in range(first, end) if position in self._codes}
        if number.head >= number.end and (also := _ALSO.get(self._doc[number.head].lemma_.lower())) is not None:
            found[also] = None
        ages = self._age_groups(number, end) or self._ages_of_several(number, end)
        found |= dict.fromkeys(ages)
        if "children" in ages:
            found = {code: None for code in found if code not in ("men", "women")}  # "two sisters aged six and nine"
        if any(token.lower_ == "elderly" for token in self._doc[first:end]):
            found["elderly"] = None
        if number.head >= number.end:
            found |= dict.fromkeys(self._conjuncts(end))
        if is_ungrouped(self._doc[number.head]) or len(found) > 1:
            found.pop("other", None)
        if not found and (body := self._of_body(number.head)) is not None:
            return (body,)
        return tuple(found)

    def _of_body(self, head: int) -> str | None:
        """The group of members of an armed body, or of personnel: "a member of the militia", "three members of the police"."""
        words = [token.lower_ for token in self._doc[head : head + 2]]
        if words[:1] == ["personnel"]:
            return "security-forces"
        if words[:1] not in (["member"], ["members"]) or words[1:] != ["of"]:
            return None
        inside = range(head + 2, min(head + 2 + _LONGEST_BODY, self._doc[head].sent.end))
        coded = next((self._codes[place] for place in inside if self._codes.get(place) in _ARMED), None)
        if coded is not None or self._armed.isdisjoint(inside):
            return coded
        state = any(self._doc[place].lower_ in _OF_STATES for place in inside)
        return "security-forces" if state else "combatants"

    def predicate(self, number: NumberMention) -> tuple[tuple[str, ...], int]:
        """The groups that a predicate names for a number that stands alone, and where it ends: "nine of them women"."""
        sentence_end = self._doc[number.start].sent.end
        position = number.end
        several = number.quantity != Quantity.exactly(1)  # "four, including a girl" are not four girls
        while position < min(sentence_end, number.end + _FARTHEST_PREDICATE):
            if position in self._codes and self._doc[position].lower_ not in _COPULAS:
                groups = {self._codes[position]: None}
                while position + 1 < sentence_end and position + 1 in self._codes:
                    position += 1
                    groups[self._codes[position]] = None
                if len(groups) > 1:
                    groups.pop("other", None)
                return (*groups, *self._conjuncts(position + 1), *self._age_groups(number, position)), position + 1
            if self._says_under_age(position):
                return ("children",), position
            if not self._describes(position) or position in self._numbers or (several and position in self._individuals):
                break
            position += 1
        return (), number.end

    def _describes(self, position: int) -> bool:
        """Whether a word may stand between a number and the noun of its predicate: a copula, an adjective, an age."""
        token = self._doc[position]
        if token.dep_ == "compound" and token.pos_ == "NOUN" and token.head.i in self._codes:
            return True  # "two of the dead were bus passengers"
        return token.lower_ in _COPULAS or token.lower_ in ("year", "-", "old") or token.pos_ == "ADJ" or token.like_num

    def _conjuncts(self, end: int) -> tuple[str, ...]:
        """The group of a noun joined by "and" without a number of its own: "12 women and children"."""
        if end + 1 < len(self._doc) and self._doc[end].lower_ in ("and", "&", "or") and end + 1 in self._codes:
            return (self._codes[end + 1],)
        return ()

    def _is_age(self, start: int) -> bool:
        """Whether a phrase begins inside an age: "old man" in "19-year-old man"."""
        return start > 1 and self._doc[start - 1].text == "-" and self._doc[start].lower_ in ("old", "year")

    def _says_under_age(self, position: int) -> bool:
        """Whether words say that people are below an age of majority or less: "17 were under five"."""
        word, age = self._doc[position].lower_, self._doc[position + 1 : position + 2].text
        return word in ("under", "below") and (small_number(age) or _ELDERLY) <= _ADULT

    def _ages_of_several(self, number: NumberMention, end: int) -> tuple[str, ...]:
        """Children or elderly people, where all ages behind a noun for several say so: "two brothers of nine and 13"."""
        behind = self._doc[end : min(end + _FARTHEST_AGE, self._doc[number.start].sent.end)]
        opens = behind[:2].text.casefold().lstrip(", ")
        if number.article or not opens.startswith(("aged", "of", "(", "both under", "all under", "under")):
            return ()
        if number.head < number.end and opens.startswith("("):
            return ()  # "abducted 102 (48)": the figure of another month
        ages: list[int] = []
        for token in behind:
            age = small_number(token.lower_)
            if age is not None and token.i not in self._counting:
                ages.append(age)
            elif token.lower_ not in _BETWEEN_AGES:
                break
        if not ages:
            return ()
        return ("elderly",) if min(ages) >= _ELDERLY else ("children",) if max(ages) < _ADULT else ()

    def _age_groups(self, number: NumberMention, end: int) -> tuple[str, ...]:
        """Children or elderly people, where an age stands beside a noun for one person."""
        doc = self._doc
        words = [token.lower_ for token in doc[number.start : end + 6]]
        behind = end - number.start
        words = words[
            : next((at for at, word in enumerate(words) if word in _AGE_ENDS or (at >= behind and word in _OTHERS)), len(words))
        ]
        age = None
        for place, word in enumerate(words):
            after = words[place + 1 : place + 4]
            told = place > 0 and words[place - 1] in ("aged", "of") and number.start + place >= end
            if told and words[place - 1] == "of":
                told = words[place - 2] not in _PARENTS and _NO_AGE_BEHIND.isdisjoint(after[:1])
            if after[:2] == ["-", "year"] or after[:1] == ["-year"] or told:
                age = small_number(word)
                break
        if age is None or not number.article:
            return ()
        return ("elderly",) if age >= _ELDERLY else ("children",) if age < _ADULT else ()
