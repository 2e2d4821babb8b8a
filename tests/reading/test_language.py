"""In which language a text is written, and what is said where that can't be found out."""

import subprocess
import sys

from kg.reading.language import language_of

FULL = """
import resource, signal, sys
from kg.errors import InputError
from kg.reading.language import language_of
import numpy
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))
try:
    language_of(sys.argv[1])
except InputError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(language_of(sys.argv[1]))
"""

SPANISH = "Por lo menos doce personas murieron en el ataque, dijo el alcalde de la ciudad."


def test_a_language_is_told_where_it_is_sure() -> None:
    assert language_of(SPANISH) == "es"
    assert (
        language_of("At least twelve people were killed and others were hurt in the attack, the mayor said, after they had left.")
        == "en"
    )
    assert language_of("12; 13") is None


def test_without_room_for_temporary_files_the_reason_is_said_and_nothing_is_guessed() -> None:
    done = subprocess.run([sys.executable, "-c", FULL, SPANISH], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    first, second = done.stdout.splitlines()
    assert first.startswith("its language can't be told: ")
    assert first.endswith("; free space or set TMPDIR")
    assert second == "es"
