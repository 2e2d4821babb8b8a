"""The scripts for clusters: their syntax, and that what they call exists and agrees with itself."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest

from kg.cli.main import cli
from kg.shards.part import Part

ROOT = Path(__file__).parent.parent
SLURM, KUBERNETES = ROOT / "examples" / "slurm.sh", ROOT / "examples" / "kubernetes.yaml"

yaml = pytest.importorskip("yaml", reason="comes with dask")


def documents() -> list[dict[str, Any]]:
    return list(yaml.safe_load_all(KUBERNETES.read_text()))


def known(command: list[str]) -> click.Context:
    """A command line of `kg` as click understands it; fails where an argument or option is none."""
    name, *arguments = command
    kg = click.Context(cli, info_name="kg", **cli.context_settings)
    found = cli.get_command(kg, name)
    assert found is not None
    return found.make_context(name, arguments, kg)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_script_for_slurm_is_bash() -> None:
    subprocess.run(["bash", "-n", SLURM], check=True)


def test_the_script_for_slurm_says_how_many_shards_its_array_has() -> None:
    text = SLURM.read_text()
    last = re.search(r"^#SBATCH --array=0-(\d+)$", text, re.MULTILINE)
    assert last is not None
    command = text.splitlines()[-1].replace('"$reports"', "reports/").replace('"$out"', "out/").replace('"$store"', "kg-store")
    shard = known(shlex.split(command)[1:]).params["shard"]
    assert Part.parse(shard, {"SLURM_ARRAY_TASK_ID": last[1]}) == Part(int(last[1]), int(last[1]) + 1)


def test_the_jobs_for_kubernetes_call_what_there_is() -> None:
    jobs = {job["metadata"]["name"]: job["spec"] for job in documents() if job["kind"] == "Job"}
    for spec in jobs.values():
        (container,) = spec["template"]["spec"]["containers"]
        assert container["args"][0] == "kg"
        known(container["args"][1:])
    extract = jobs["kg-extract"]
    shard = known(extract["template"]["spec"]["containers"][0]["args"][1:]).params["shard"]
    assert extract["completionMode"] == "Indexed"
    assert Part.parse(shard, {"JOB_COMPLETION_INDEX": "0"}).count == extract["completions"]


def test_pods_can_reach_nobody_and_write_to_nothing_but_their_volumes() -> None:
    for document in documents():
        if document["kind"] == "NetworkPolicy":
            assert document["spec"]["policyTypes"] == ["Ingress", "Egress"]
            assert not document["spec"].keys() & {"ingress", "egress"}
        else:
            pod = document["spec"]["template"]
            assert pod["metadata"]["labels"]["app"] == "kg"
            assert pod["spec"]["securityContext"]["runAsNonRoot"]
            assert pod["spec"]["containers"][0]["securityContext"]["readOnlyRootFilesystem"]
