"""The door to the readers: by the ending of a name, each loaded when it is needed."""

import subprocess
import sys

import pytest

from kg.errors import InputError
from kg.reading.kinds import KINDS, extract, is_read, kind_of

HEAVY = "lxml trafilatura pypdf docx python_calamine charset_normalizer py3langid numpy"


def test_every_kind_has_a_reader_and_knows_no_capitals() -> None:
    for ending, kind in KINDS.items():
        assert callable(kind.reader)
        assert kind_of(f"A{ending.upper()}") is kind
    assert not is_read("a.png")


@pytest.mark.parametrize("ending", sorted(KINDS))
def test_an_empty_file_and_one_that_is_too_large_are_refused_whatever_their_kind(ending: str) -> None:
    with pytest.raises(InputError, match=r"^empty$"):
        list(extract(b" \n", f"a{ending}"))
    with pytest.raises(InputError, match=r"^too large: "):
        list(extract(b"x" * (KINDS[ending].limit + 1), f"a{ending}"))


def test_the_libraries_of_other_kinds_are_not_loaded() -> None:
    program = (
        "import sys; from kg.reading.kinds import extract; import kg.reading.sources, kg.reading.plan;"
        f"list(extract(b'Two people were killed.', 'a.txt')); print(*(set({HEAVY.split()!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""
