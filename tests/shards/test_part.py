"""Shards by number: how one is named, where its number comes from, and which files are whose."""

from collections import Counter

import pytest

from kg.errors import UsageError
from kg.shards.part import Part, owner

ARRAY = {
    "SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_MAX": "199", "SLURM_ARRAY_TASK_COUNT": "200",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "environment", "part"),
    [
        ("7/200", {}, Part(7, 200)),
        ("7/200", {"SLURM_ARRAY_TASK_ID": "8"}, Part(7, 200)),
        ("/200", {"SLURM_ARRAY_TASK_ID": "8"}, Part(8, 200)),
        ("/200", {"JOB_COMPLETION_INDEX": "0"}, Part(0, 200)),
        (None, ARRAY, Part(7, 200)),
        (None, {}, Part(0, 1)),
    ],
)
def test_a_shard_is_named_by_the_user_or_by_the_cluster(text: str | None, environment: dict[str, str], part: Part) -> None:
    assert Part.parse(text, environment) == part


@pytest.mark.parametrize(
    ("text", "environment", "said"),
    [
        ("7", {}, "write it as 7/200"),
        ("-1/3", {}, "write it as 7/200"),
        ("٣/٤", {}, "write it as 7/200"),
        ("/200", {}, "which one"),
        ("200/200", {}, "numbered 0 to 199"),
        ("/200", {"SLURM_ARRAY_TASK_ID": "200"}, "--array=0-199"),
        ("0/0", {}, "there may be 1 to"),
        (None, {"JOB_COMPLETION_INDEX": "7"}, "how many shards"),
        (None, ARRAY | {"SLURM_ARRAY_TASK_ID": "x"}, "is no number"),
    ],
)
def test_what_names_no_shard_is_refused(text: str | None, environment: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Part.parse(text, environment)


def test_an_array_that_runs_a_few_shards_again_does_not_tell_how_many_there_are() -> None:
    again = ARRAY | {"SLURM_ARRAY_TASK_MIN": "7", "SLURM_ARRAY_TASK_MAX": "7", "SLURM_ARRAY_TASK_COUNT": "1"}
    with pytest.raises(UsageError, match="how many shards"):
        Part.parse(None, again)
    assert Part.parse("/200", again) == Part(7, 200)


def test_files_are_spread_evenly() -> None:
    owners = Counter(owner(f"reports/{number}.txt", 8) for number in range(4000))
    assert sorted(owners) == list(range(8))
    assert min(owners.values()) > 400


def test_which_shard_a_file_is_in_never_changes() -> None:
    assert owner("reports/a.txt", 200) == 61
