"""How the C library keeps memory: a process that reads many reports asks it to use again what was freed.

spaCy makes and frees arrays of megabytes for each few reports. Left to itself, glibc gives each back to the system and asks for it anew,
and having pages cleared takes up to a tenth of the time of reading. Elsewhere than with glibc, nothing is done.
"""

import ctypes
from contextlib import suppress

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD of mallopt(3)
_KEPT, _OWN_MAPPING = 128 << 20, 32 << 20  # bytes; the second is the most that glibc takes


def keep_freed() -> None:
    """Keep up to 128 MiB of freed memory at the end of the heap, and map only blocks of 32 MiB and more by themselves."""
    with suppress(OSError, AttributeError):  # another C library
        libc = ctypes.CDLL(None)
        libc.mallopt(_TRIM_THRESHOLD, _KEPT)
        libc.mallopt(_MMAP_THRESHOLD, _OWN_MAPPING)
