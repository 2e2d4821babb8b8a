"""Good files broken at random, and words put together at random, through readers and extraction, for as long as asked.

    python -m tests.hostile.fuzz [SECONDS]

Whatever is neither read nor refused with a reason is printed with the seed that makes it again, and the exit code is 1.
"""

import random
import sys
import time
from datetime import date

import spacy

from kg.errors import KgError
from kg.extraction.candidates import Document
from kg.extraction.dates import find_dates
from kg.extraction.quantities import find_numbers
from kg.model import Report
from kg.queries import bundled, parse
from kg.reading.clean import clean_text
from kg.reading.extracted import Extracted
from kg.reading.kinds import extract
from kg.store.guard import check_query
from kg.store.memory import MemoryStore
from kg.values import PartialDate
from tests.reading.test_mutations import FILES, mutated, mutated_inside

_TOKENIZER = spacy.blank("en")
_TOKENIZER.add_pipe("sentencizer")
_WORDS = [
    "on",
    "in",
    "between",
    "and",
    "from",
    "to",
    "the",
    "since",
    "last",
    "3",
    "31",
    "30",
    "May",
    "February",
    "2019",
    "2020",
    "99999999999999999999",
    "0",
    "-1",
    "1,000",
    "1.5",
    "1/2",
    "Monday",
    "week",
    "year",
    "ago",
    "two",
    "dozens",
    "hundreds",
    "thousand",
    "million",
    "of",
    "at",
    "least",
    "more",
    "than",
    "up",
    "some",
    "about",
    "people",
    "killed",
    "civilians",
    "children",
    "5-7",
    "5",
    "–",
    "7",
    "th",
    "rd",
    "%",
    ".",
    ",",
    ";",
    "(",
    ")",
    "'",
    "\n",
    "\t",
    "é",
    "١٢٣",
    "½",
    "II",
]


def read_broken(chance: random.Random) -> None:
    """A file with faults in it is read or refused, and what is read is clean."""
    name, data = chance.choice(FILES)
    data = (
        mutated_inside(data, chance)
        if name.endswith(("docx", "odt", "xlsx")) and chance.random() < 0.7
        else mutated(data, chance)
    )
    for item in extract(data, name):
        if isinstance(item, Extracted) and clean_text(item.text).text != item.text:
            raise AssertionError("the text is not clean")


def find_in_words(chance: random.Random) -> None:
    """Dates and quantities of words in any order lie within the text, and make sense."""
    text = " ".join(chance.choices(_WORDS, k=chance.randint(1, 40)))
    day = chance.choice([None, PartialDate.from_day(date(2019, 7, 17))])
    document = Document(Report("r", text, published=day), _TOKENIZER(text))
    for mention in find_dates(document):
        if not 0 <= mention.start < mention.end <= len(document.doc):
            raise AssertionError("the date lies outside the text")
    for found in find_numbers(document):
        least, most = found.quantity.minimum, found.quantity.maximum
        if least is not None and most is not None and least > most:
            raise AssertionError("the quantity's bounds are the wrong way round")


def ask_broken(chance: random.Random) -> None:
    """A query with faults in it is answered or refused."""
    text = mutated(chance.choice([*bundled().values()]).text.encode(), chance).decode("utf-8", "replace")
    parse("broken", text)
    check_query(text)
    MemoryStore().query(text)


TARGETS = (read_broken, find_in_words, ask_broken)


def attempt(seed: int) -> str | None:
    """What went wrong with a seed, if anything did."""
    chance = random.Random(seed)
    target = TARGETS[seed % len(TARGETS)]
    try:
        target(chance)
    except KgError:
        return None
    except Exception as error:  # noqa: BLE001 - this is what it looks for
        return f"{target.__name__}, seed {seed}: {type(error).__name__}: {error}"
    return None


def main(seconds: float) -> int:
    """Try seeds until the time is over; the exit code."""
    started, seed, wrong = time.monotonic(), int(time.time()), 0
    while time.monotonic() - started < seconds:
        seed += 1
        if (message := attempt(seed)) is not None:
            wrong += 1
            sys.stdout.write(message + "\n")
    sys.stdout.write(f"{wrong} of many tries went wrong\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 60.0))
