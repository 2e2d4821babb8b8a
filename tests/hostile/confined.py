"""Whether this system lets a process leave the network."""

import subprocess
import sys

_TRY = (
    "import socket; from kg.confinement import confine; confine(10**10)\n"
    "with socket.socket() as line: print(line.connect_ex(('127.0.0.1', 9)))"
)


def networks_can_be_cut() -> bool:
    """Whether a confined process finds no network (ENETUNREACH) instead of nobody who listens (ECONNREFUSED)."""
    done = subprocess.run([sys.executable, "-c", _TRY], capture_output=True, text=True, check=True)
    return done.stdout.strip() == "101"
