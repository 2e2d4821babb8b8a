"""Names made of content: what a thing consists of goes in, its IRI comes out, the same for the same content always."""

import hashlib
from collections.abc import Iterable


def short_hash(text: str) -> str:
    """The first 16 hex digits of a text's SHA-256, of which names are made."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def made_of(kind: str, members: Iterable[str], base: str) -> str:
    """The IRI of what consists of some things, made of their IRIs in any order; `kind` is "incident", "facility", "person" or "actor".

    >>> made_of("incident", ["https://example.org/report/a/event/1"], "https://example.org/")
    'https://example.org/incident/267b4277b222b1b1'
    """
    return f"{base}{kind}/{short_hash(' '.join(sorted(members)))}"
