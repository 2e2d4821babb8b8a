"""The built wheel works by itself, in an environment outside the checkout that has nothing of it."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the libraries and, of the project, the wheel alone."""
    work = tmp_path_factory.mktemp("wheel")
    build: list[str | Path] = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", work, ROOT]
    subprocess.run(build, check=True, capture_output=True)
    [wheel] = work.glob("*.whl")
    venv.create(work / "env", with_pip=False)
    site = work / "env" / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    shutil.unpack_archive(wheel, site, "zip")
    # A folder named in a .pth file lends its packages, but not what its own .pth files name: the checkout stays out of reach.
    (site / "libraries.pth").write_text(sysconfig.get_paths()["purelib"])
    return work / "env" / "bin" / "python"


def run(python: Path, folder: Path, *arguments: str | Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KG_", "COV"))}
    command = [python, "-m", "kg", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder, env=environment).stdout


def test_the_wheel_is_what_runs(python: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [python, "-c", "import kg; print(kg.__file__)"], check=True, capture_output=True, text=True, cwd=tmp_path
    ).stdout
    assert Path(where.strip()).is_relative_to(python.parent.parent)


def test_the_wheel_reads_checks_asks_and_exports(python: Path, folder: Path, tmp_path: Path) -> None:
    run(python, tmp_path, "build", folder)
    assert "report-publisher-known" in run(python, tmp_path, "validate")
    assert "Elbonian Red Cross" in run(python, tmp_path, "query", "figures", "--format", "csv")
    assert "Consistent; " in run(python, tmp_path, "ontology", "--check")
    run(python, tmp_path, "export", "graph.ttl")
    assert "rv:CasualtyCount" in (tmp_path / "graph.ttl").read_text(encoding="utf-8")
