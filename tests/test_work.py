"""Calls in processes of their own: limits hold, deaths cost one call, and nothing outlives the program."""

import itertools
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import InputError, LimitExceeded, UsageError
from kg.work import Limits, Workers, limited
from tests.conftest import TORTURE

ROOT = Path(__file__).parent.parent


def double(number: int) -> int:
    return 2 * number


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def fill(size: int) -> int:
    return len(bytearray(size))


def fill_and_note(mark: Path) -> int:
    """Notes each try in a file."""
    with mark.open("a") as file:
        file.write("x")
    return fill(1_000_000_000)


def die(number: int) -> int:
    os.kill(os.getpid(), number)
    return number


def die_on_three(number: int) -> int:
    return die(signal.SIGSEGV) if number == 3 else number


def die_once(mark: Path) -> str:
    if not mark.exists():
        mark.touch()
        die(signal.SIGKILL)
    return "alive"


def complain(kind: str) -> None:
    if kind == "ours":
        raise UsageError("choose another")
    raise ZeroDivisionError("odd")


def large(number: int) -> tuple[int, bytes]:
    return os.getpid(), bytes([number % 256]) * 1_000_000


def own_pid(_: int) -> int:
    return os.getpid()


def test_results_come_in_the_order_of_the_items() -> None:
    with Workers(3) as workers:
        assert list(workers.map(double, range(100))) == [(number, 2 * number) for number in range(100)]
        assert len(workers.pids()) == 3


def test_few_items_are_taken_ahead_of_time() -> None:
    numbers = iter(range(100))
    with Workers(1) as workers:
        assert next(workers.map(double, numbers)) == (0, 0)
    assert next(numbers) < 20


def test_a_call_that_takes_too_long_is_ended_and_named() -> None:
    with Workers(1, Limits(seconds=3.0)) as workers:
        workers.call(double, 1)
        outcomes = [outcome for _, outcome in workers.map(sleep, [0.0, 30.0, 0.01])]
    assert (outcomes[0], str(outcomes[1]), outcomes[2]) == (0.0, "took longer than 3 s", 0.01)
    assert isinstance(outcomes[1], LimitExceeded)


def test_a_call_that_takes_too_much_memory_is_ended_and_named() -> None:
    with Workers(1, Limits(memory=400_000_000)) as workers:
        with pytest.raises(LimitExceeded, match=r"more than 0\.4 GB of memory"):
            workers.call(fill, 1_000_000_000)
        assert workers.call(fill, 1_000_000) == 1_000_000


def test_a_call_that_takes_too_much_memory_is_tried_again_only_where_others_may_have_filled_the_process(tmp_path: Path) -> None:
    with Workers(1, Limits(memory=400_000_000)) as workers:
        for tries in ("x", "xx"):
            (tmp_path / "tries").write_text("")
            with pytest.raises(LimitExceeded):
                workers.call(fill_and_note, tmp_path / "tries")
            assert (tmp_path / "tries").read_text() == tries
            workers.call(double, 1)


def test_a_crash_costs_one_call_and_names_the_signal() -> None:
    with Workers(2) as workers:
        outcomes = dict(workers.map(die_on_three, range(12)))
    error = outcomes.pop(3)
    assert isinstance(error, InputError)
    assert str(error) == "the process that read it died 3 times (signal 11)"
    assert outcomes == {number: number for number in range(12) if number != 3}


def test_a_call_whose_process_was_killed_is_tried_once_more(tmp_path: Path) -> None:
    with Workers(1) as workers:
        assert workers.call(die_once, tmp_path / "mark") == "alive"


def test_errors_come_as_they_are_or_with_their_kind() -> None:
    with pytest.raises(UsageError, match=r"^choose another$"):
        limited(complain, "ours")
    with pytest.raises(InputError, match=r"^the reader failed on it: ZeroDivisionError: odd$"):
        limited(complain, "theirs")
    assert limited(double, 4) == 8


def test_the_parent_is_never_the_process_that_works() -> None:
    assert limited(own_pid, 0) != os.getpid()


def test_names_of_files_mean_what_they_mean_where_the_call_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        monkeypatch.chdir(tmp_path / name)
        assert limited(Path.absolute, Path("file")) == tmp_path / name / "file"


def test_killing_processes_again_and_again_costs_no_call() -> None:
    kills = 200 if TORTURE else 10
    killed: set[int] = set()
    with Workers(2) as workers:
        for number, outcome in workers.map(large, itertools.count()):
            assert isinstance(outcome, tuple), outcome
            pid, data = outcome
            assert data == bytes([number % 256]) * 1_000_000
            if number % 15 == 14 and pid in workers.pids():  # it is at work on a later number by now
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
            if len(killed) == kills:
                break


def test_no_process_outlives_the_program() -> None:
    code = (
        "import sys, threading; sys.path.insert(0, '.'); from kg.work import Workers; from tests.test_work import own_pid, sleep\n"
        "workers = Workers(1); print(workers.call(own_pid, 0), flush=True); workers.call(sleep, 60.0)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.kill()
    for _ in range(100):
        if not runs(pid):
            return
        time.sleep(0.05)
    raise AssertionError(pid)


def runs(pid: int) -> bool:
    """Whether a process is there, and more than an entry that nobody has taken notice of."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_program_without_a_file_or_a_guard_may_use_workers() -> None:
    code = "from kg.work import Workers; from math import sqrt\nwith Workers(1) as workers: print(workers.call(sqrt, 4.0))"
    done = subprocess.run([sys.executable, "-"], input=code, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.stdout, done.stderr) == ("2.0\n", "")


def test_a_call_that_is_about_to_start_a_process_while_all_are_ended_starts_none() -> None:
    workers = Workers(1)
    workers.close()
    with pytest.raises(EOFError):
        workers._processes[0]._ask(b"")
    assert workers.pids() == []
