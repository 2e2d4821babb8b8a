"""Files made to break what reads them: each is read, or rejected with a reason; nothing else happens."""

import io
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kg.reading.kinds import extract
from kg.store.embedded import reader
from tests.conftest import TORTURE
from tests.hostile.make_corpus import KINDS, NAMES, SPECIAL, make_files, make_names, make_special, pdf, sentence, shown, zipped

#: So many files of each kind.
EACH = 10 if TORTURE else 3

#: What a file may take: a minute, and what it takes to start and to end a process.
SECONDS = 65

_BUILD = """
import resource, sys
from kg.cli.main import cli
if __name__ == "__main__":
    try:
        cli(sys.argv[1:])
    finally:
        print("peak", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""


class Build:
    """What a build of a folder left behind: its exit code, its lines, its peak of memory in kB, and where its reports stood."""

    def __init__(self, folder: Path, store: Path, limit: float) -> None:
        program = store.parent / "program.py"
        program.write_text(_BUILD)
        command = [sys.executable, str(program), "build", str(folder), "--store", str(store), "--workers", "1"]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(command, capture_output=True, check=False, timeout=limit, env=environment)
        self.code, self.lines = done.returncode, done.stderr.decode().splitlines()
        self.output = done.stdout + done.stderr
        self.peak = int(self.lines[-1].split()[1])
        with reader(store) as opened:
            found = opened.query("SELECT ?path WHERE { ?reading a rv:Reading ; rv:path ?path }")
            self.read = [row[0].value for row in found.rows]  # type: ignore[union-attr]

    def outcome(self, path: Path) -> str:
        """What became of a file: `read`, `rejected`, `both` where it holds several reports, or "" where nobody knows."""
        read = any(name.split("#")[0].endswith(f"/{path.name}") for name in self.read)
        rejected = any(line.startswith(f"not read: {path}") for line in self.lines)
        return {(True, True): "both", (True, False): "read", (False, True): "rejected"}.get((read, rejected), "")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Build]:
    """Hostile files and the build of all, with files of hostile names and what is no file in folders beside them."""
    folder = tmp_path_factory.mktemp("hostile")
    for name in ("files", "names", "special"):
        (folder / "all" / name).mkdir(parents=True)
    files = make_files(folder / "all" / "files", EACH)
    make_names(folder / "all" / "names")
    make_special(folder / "all" / "special")
    return files, Build(folder / "all", folder / "store", SECONDS * len(files))


def test_there_are_thirty_kinds_and_more_and_their_files_are_always_the_same() -> None:
    assert len(KINDS) >= 30
    assert [kind(random.Random(1)) for kind in KINDS if "pdf" in kind.__name__] == [
        kind(random.Random(1)) for kind in KINDS if "pdf" in kind.__name__
    ]
    assert len({kind.__name__ for kind in KINDS}) == len(KINDS)
    assert all(kind.__doc__ for kind in KINDS)


def test_every_hostile_file_is_read_or_rejected_with_a_reason(corpus: tuple[list[Path], Build]) -> None:
    files, build = corpus
    assert build.code in (0, 3)
    assert [path.name for path in files if not build.outcome(path)] == []


def test_what_unfolds_without_end_is_rejected(corpus: tuple[list[Path], Build]) -> None:
    files, build = corpus
    bombs = (
        "zip_bomb",
        "zip_lying",
        "zip_overlapping",
        "gz_bomb",
        "docx_bomb",
        "docx_entities",
        "odt_entities",
        "xlsx_bomb",
        "xlsx_entities",
        "pdf_bomb",
    )
    assert {build.outcome(path) for path in files if path.name.startswith(bombs)} == {"rejected"}


def test_what_is_only_odd_is_read(corpus: tuple[list[Path], Build]) -> None:
    files, build = corpus
    assert {build.outcome(path) for path in files if path.name.startswith(("html_hidden", "zip_paths", "text_marks"))} == {"read"}


def test_nothing_is_a_defect_and_no_line_acts_on_a_terminal(corpus: tuple[list[Path], Build]) -> None:
    _, build = corpus
    assert b"Traceback" not in build.output
    assert b"defect in kg" not in build.output
    assert not any(byte < 32 and byte != 10 for byte in build.output)


def test_the_program_itself_needs_no_more_memory_than_for_a_quiet_file(corpus: tuple[list[Path], Build], tmp_path: Path) -> None:
    _, build = corpus
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.txt").write_text("A quiet day\n\nNobody was hurt.\n")
    quiet = Build(tmp_path / "files", tmp_path / "store", SECONDS)
    assert build.peak - quiet.peak < 200_000


def test_no_word_that_nobody_sees_becomes_part_of_a_report(corpus: tuple[list[Path], Build]) -> None:
    files, _ = corpus
    with reader(files[0].parent.parent.parent / "store") as store:
        assert store.query('ASK { ?x ?y ?text FILTER CONTAINS(STR(?text), "50,000") }') is False


def test_nothing_is_unpacked_onto_the_disk(corpus: tuple[list[Path], Build]) -> None:
    files, _ = corpus
    folder = files[0].parent
    assert sorted(path.name for path in folder.iterdir()) == sorted(path.name for path in files)
    assert not list(folder.parent.parent.rglob("*escaped*"))
    assert not Path("/etc/escaped.txt").exists()


def test_names_that_deceive_are_shown_by_number_and_stand_in_the_graph_as_they_are(corpus: tuple[list[Path], Build]) -> None:
    files, build = corpus
    names = [files[0].parent.parent / "names" / name for name in NAMES]
    assert {path.name for path in names if not build.outcome(path)} <= {
        path.name for path in names if not path.name.isprintable()
    }
    rejected = sum("not read: " in line and "/names/" in line for line in build.lines)
    assert len([path for path in build.read if "/names/" in path]) + rejected == len(NAMES)
    assert {path.name for path in names if build.outcome(path) == "read"} >= {
        "esc\x1b]0;pwn\x07[31m.txt",
        "[bold red]markup[-].txt",
        "-rf.txt",
    }


def test_what_is_no_file_is_rejected_without_opening_it(corpus: tuple[list[Path], Build]) -> None:
    files, build = corpus
    folder = files[0].parent.parent / "special"
    assert {name: build.outcome(folder / name) for name in SPECIAL} == dict.fromkeys(SPECIAL, "rejected")
    assert not [path for path in build.read if "/special/" in path]


def test_the_makers_of_files_make_what_they_say() -> None:
    chance = random.Random(1)
    (found,) = extract(pdf(shown(chance)), "a.pdf")
    assert found.text.endswith(".")  # type: ignore[union-attr]
    with zipfile.ZipFile(io.BytesIO(zipped({"a.txt": sentence(chance).encode()}))) as file:
        assert file.namelist() == ["a.txt"]
