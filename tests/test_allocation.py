"""What is freed stays with the process."""

import subprocess
import sys
from pathlib import Path

import pytest

_MB = 1 << 20
_PROGRAM = f"""
import resource
from kg.allocation import keep_freed

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // {_MB}

keep_freed()
before = resident()
block = bytearray(b"x") * (24 * {_MB})
del block
print(resident() - before)
"""


def _glibc() -> bool:
    return Path("/proc/self/maps").exists() and "libc.so.6" in Path("/proc/self/maps").read_text(encoding="utf-8")


@pytest.mark.skipif(not _glibc(), reason="needs glibc, whose way of giving memory back is what is changed")
def test_freed_memory_is_kept() -> None:
    shown = subprocess.run([sys.executable, "-c", _PROGRAM], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert int(shown) >= 20
