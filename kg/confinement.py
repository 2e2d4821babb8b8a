"""What a process that deals with what others wrote may do: no more than so much memory, no network, no life after its parent's.

Each limit holds where the system has it; the program does not rely on the network being cut off, it never asks for it.
"""

import ctypes
import os
import resource
import signal
from contextlib import suppress

#: Bytes of memory (address space) that answering a query may take.
MEMORY = 4_000_000_000

_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET of unshare(2)


def end_with_parent() -> None:
    """Let this process end when the thread that made it does."""
    with suppress(OSError, AttributeError):  # a system without this call
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def leave_network() -> None:
    """Cut this process off the network where the system lets it; to be called before it has threads."""
    with suppress(OSError, AttributeError):  # a system without this call
        # Only root may leave the network alone; others need to leave the system's users as well, which costs root its rights.
        ctypes.CDLL(None).unshare(_NEW_NETWORK if os.geteuid() == 0 else _NEW_USER | _NEW_NETWORK)


def confine(memory: int, *, network: bool = False) -> None:
    """Limit this process to so many bytes of address space, and cut it off the network unless that is what it is for.

    To be called before the process has threads.
    """
    if not network:
        leave_network()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
