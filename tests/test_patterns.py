"""Every pattern of the program on texts made against it: the time it takes grows as the text does, never as its square."""

import ast
import importlib
import pkgutil
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

import kg

#: Seconds of a processor that all patterns may take on all texts together: generous, since what takes for ever takes days.
SECONDS = 240

#: Lengths of texts, and of texts four times as long: a linear pattern takes four times as long on these, a quadratic one sixteen.
SHORT, LONG = (200, 800), (2_000, 8_000)

#: How much longer it may take, halfway between both; what takes less than so many seconds is not looked at, its times are chance.
MOST, NOTHING = 9, 0.02

#: How often it must be found to take too long, since what else the machine does can slow a few texts down.
ROUNDS = 5

#: Seconds on 800 characters from which on a pattern may take `NOTHING` on 8,000, if it grows with the square; half of that, to be sure.
PERHAPS = NOTHING / (LONG[1] / SHORT[1]) ** 2 / 2

# A pattern that counts beyond what short texts hold is tried on long ones in any case.
_FAR = re.compile(r"\{(?:\d*,)?\d{3,}\}")

PIECES = ["a", " ", "\n", "1", ",", "1,", ".", "-", "'", '"', "(", "[", "<", "{", "\\", "\\\\", "a ", "A ", "1 ", "a,", "a.", "a-", "A. ", "'a", '"a',
          "<a", "a=", "a' ", ";", "/*", ":", "a:", "://", "@", "#", "\\u0", "=", "|", "the ", "and ", "20", "-a", "\t", "é", "killed ", "&", "a_",
          " a", "Aa", "(a", "a)", "0.", ":0", "display:", "a@", "\r\n", "\n\n", "the", "width:0;", "_", "> ", "a\n", "On a ", "From ", "Aa-", "of ",
          "aged ", "in ", "since ", "who was ", ", ", "111,", "/", "/a", '\\"', "\\'", "0", "opacity:0"]  # fmt: skip

#: Modules that keep patterns.
MODULES = sorted(
    found.name
    for found in pkgutil.walk_packages(kg.__path__, "kg.")
    if found.name != "kg.__main__" and not found.ispkg and not found.name.startswith("kg.extraction.tables")
)

Pattern = re.Pattern[str] | re.Pattern[bytes]
Ask = Callable[[str], object]


def patterns(module: str) -> list[Pattern]:
    """The patterns among the names of a module, those in lists and mappings too, and those that stand in its calls."""
    loaded = importlib.import_module(module)
    found: list[Pattern] = []
    todo = list(vars(loaded).values())
    while todo:
        value = todo.pop()
        if isinstance(value, re.Pattern):
            found.append(value)
        elif isinstance(value, tuple | list):
            todo += value
        elif isinstance(value, dict):
            todo += value.values()
    return list(dict.fromkeys([*found, *_in_calls(Path(str(loaded.__file__)).read_text(encoding="utf-8"))]))


def _in_calls(source: str) -> Iterator[Pattern]:
    """The patterns that are given to functions of `re` as they stand."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=name), args=[ast.Constant(value=str() | bytes() as text), *_]
            ):
                if name not in ("compile", "escape"):
                    yield re.compile(text)


@cache
def texts(length: int) -> list[str]:
    """Texts of one piece again and again, and of one that almost fits."""
    return [piece * (length // len(piece)) + end for piece in PIECES for end in ("", "\x00")]


def taken(ask: Ask, text: str) -> float:
    """Seconds of a processor that a pattern takes on a text."""
    begun = time.process_time()
    ask(text)
    return time.process_time() - begun


def too_long(ask: Ask, few: str, many: str) -> bool:
    """Whether a pattern takes far more than four times as long on a text four times as long."""
    return taken(ask, many) > NOTHING and all(
        min(taken(ask, many) for _ in range(3)) > MOST * min(taken(ask, few) for _ in range(3)) for _ in range(ROUNDS)
    )


def asks(pattern: Pattern) -> Iterator[tuple[str, Ask]]:
    """The ways in which a pattern is asked about a text, by name."""
    for name in ("search", "fullmatch"):
        ask = getattr(pattern, name)
        yield name, partial(_encoded, ask) if isinstance(pattern.pattern, bytes) else ask


def _encoded(ask: Callable[[bytes], object], text: str) -> object:
    return ask(text.encode())


def grows(pattern: Pattern) -> Iterator[str]:
    """Texts on which a pattern takes far more than four times as long when they are four times as long."""
    far = bool(_FAR.search(str(pattern.pattern)))
    for name, ask in asks(pattern):
        for few, many, short, long in zip(*map(texts, (*SHORT, *LONG)), strict=True):
            if too_long(ask, few, many) or ((far or taken(ask, many) > PERHAPS) and too_long(ask, short, long)):
                yield f"{name} {few[:20]!r}"


def main() -> None:
    """In a process of its own: try all patterns on all texts."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    tried: set[Pattern] = set()
    for module in MODULES:
        for pattern in patterns(module):
            if pattern in tried:
                continue
            tried.add(pattern)
            sys.stderr.write(f"{module} {pattern.pattern[:60]!r}\n")
            sys.stderr.flush()
            if reason := next(grows(pattern), None):
                sys.stdout.write(f"{module} {pattern.pattern!r}: {reason}\n")


def test_there_are_patterns_to_try() -> None:
    assert len([module for module in MODULES if patterns(module)]) > 20
    assert [pattern.pattern for pattern in _in_calls('x = re.sub(r"a+b", "", re.search("c", y)[0])')] == ["a+b", "c"]


def test_a_pattern_that_grows_with_the_square_is_noticed() -> None:
    assert next(grows(re.compile(r"1+x")), None)
    assert next(grows(re.compile(r"1+1+x")), None)
    assert not list(grows(re.compile(r"(?<!1)1+x")))


def test_no_pattern_takes_for_ever_or_grows_faster_than_a_text_made_against_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tests.test_patterns import main; main()"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr.splitlines()[-1:]
    assert done.stdout.splitlines() == []
