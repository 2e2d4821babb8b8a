"""Which reports are trained on and which are held back: a report's folder and name go in, its fold or "never" comes out.

The rule: a group is a report by itself, except that all reports of a linking folder are one group, since they tell of the same
incidents. A group's digest is the SHA-256 of its name, in hex. Never trained on, by any model that ships or is compared, are
all of `dev`, and of the rest every single report whose digest's first eight digits, as a number, are divisible by ten. The others are in
the fold that the next eight digits give, modulo five.
"""

from hashlib import sha256

FOLDS = 5
NEVER = -1


def fold(folder: str, name: str) -> int:
    """The fold of a report, 0 to 4, or `NEVER` for one that is held back for good."""
    linked = folder.startswith("linking")
    digest = sha256((folder if linked else name).encode()).hexdigest()
    if folder == "dev" or (not linked and int(digest[:8], 16) % 10 == 0):
        return NEVER
    return int(digest[8:16], 16) % FOLDS
