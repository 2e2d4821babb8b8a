"""Which files are whose: a path and a number of shards go in, the one shard that reads it comes out, whatever else there is.

A file is told by the hash of its path as the ledger has it, so that a file that comes or goes moves no other.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kg.errors import UsageError

#: Most shards of one corpus: each has a file.
MOST = 100_000

_ARRAY, _FIRST, _LAST, _SIZE = "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_COUNT"
_INDEX = "JOB_COMPLETION_INDEX"


@dataclass(frozen=True, slots=True)
class Part:
    """One of `count` shards, numbered from 0."""

    number: int
    count: int

    @classmethod
    def parse(cls, text: str | None, environment: Mapping[str, str]) -> Self:
        """The shard that `7/200` names; of `/200`, the number is the environment's, of None the count too where it says so.

        A Slurm array (`--array=0-199`) says both, a Kubernetes indexed job its number; where nobody says anything, all is one
        shard. Raises `UsageError` for what names none.
        """
        found = re.fullmatch(r"([0-9]{0,9})/([0-9]{1,9})", text) if text is not None else None
        if text is not None and found is None:
            raise UsageError(f"--shard {text}: write it as 7/200, or /200 where Slurm or Kubernetes gives the number")
        number = found[1] if found else ""
        named = number or _number(environment)
        if found is None:
            return cls(0, 1) if named is None else cls._checked(int(named), _count(environment))
        if named is None:
            raise UsageError(f"--shard {text}: which one? Write 7{text}; neither {_ARRAY} nor {_INDEX} is set")
        return cls._checked(int(named), int(found[2]))

    @classmethod
    def _checked(cls, number: int, count: int) -> Self:
        if not 0 < count <= MOST:
            raise UsageError(f"{count} shards: there may be 1 to {MOST:,}")
        if number >= count:
            raise UsageError(f"shard {number} of {count}: they are numbered 0 to {count - 1} (in Slurm --array=0-{count - 1})")
        return cls(number, count)

    @property
    def name(self) -> str:
        """What its files are called: `007`.

        >>> Part(7, 200).name, Part(7, 20_000).name
        ('007', '00007')
        """
        return f"{self.number:0{max(3, len(str(self.count - 1)))}}"


def owner(path: str, count: int) -> int:
    """The number of the shard that reads the file of a path.

    >>> owner("reports/a.txt", 200)
    61
    """
    return int.from_bytes(hashlib.sha256(path.encode()).digest()[:8]) % count


def _number(environment: Mapping[str, str]) -> str | None:
    """The number that a cluster gives this process."""
    for name in (_ARRAY, _INDEX):
        if value := environment.get(name):
            if not re.fullmatch(r"[0-9]{1,9}", value):
                raise UsageError(f"{name}={value} is no number of a shard")
            return value
    return None


def _count(environment: Mapping[str, str]) -> int:
    """How many shards a Slurm array has; one that was started for some of them only doesn't say it."""
    size = environment.get(_SIZE, "")
    if environment.get(_FIRST) == "0" and size.isdigit() and environment.get(_LAST) == str(int(size) - 1):
        return int(size)
    raise UsageError(
        "how many shards are there? Say --shard /200; only a whole Slurm array from 0 on, --array=0-199, tells it by itself"
    )
