"""IRIs in full go in, short names come out: with a prefix, or relative to the base; and which of them were used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.terms import CODE, PREFIXES

_SPLIT = re.compile(r"(.*[/#])(\w[\w-]*)", re.ASCII)
_RELATIVE = re.compile(r"[A-Za-z0-9][\w-]*(?:/\w[\w-]*)*", re.ASCII)

# Short names kept at hand; most are of a few hundred properties and codes.
_CACHE = 50_000


@dataclass
class Names:
    """Short names for IRIs; only plain ones are shortened, so that nothing needs escapes.

    `base` is the IRI below which instances lie; names relative to it are made only where it ends in a slash. Codes get the
    name of their scheme as prefix, as in `outcome:killed`. `used` maps the prefixes used to their IRIs; `base_used` says
    whether any name is relative to the base.
    """

    base: str = ""
    prefixes: Mapping[str, str] = field(default_factory=lambda: PREFIXES)
    used: dict[str, str] = field(default_factory=dict)
    base_used: bool = False
    _known: dict[str, str] = field(default_factory=dict)
    _prefixes: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._prefixes = {iri: prefix for prefix, iri in self.prefixes.items()}

    def short(self, iri: str) -> str:
        """An IRI (bare) as `prefix:name` if there is a prefix for it, else as it is."""
        return self._prefixed(iri) or iri

    def shortest(self, iri: str) -> str:
        """An IRI (bare) as `prefix:name`, else relative to the base, else as it is."""
        return self._prefixed(iri) or self._relative(iri) or iri

    def in_turtle(self, iri: str) -> str:
        """An IRI (bare) as `prefix:name`, else in angle brackets, relative to the base where it can be."""
        found = self._known.get(iri)
        if found is None:
            if len(self._known) >= _CACHE:
                self._known.clear()
            found = self._known[iri] = self._prefixed(iri) or f"<{self._relative(iri) or iri}>"
        return found

    def _relative(self, iri: str) -> str | None:
        if not (self.base.startswith("http") and self.base.endswith("/") and iri.startswith(self.base)):
            return None
        rest = iri[len(self.base) :]
        if not _RELATIVE.fullmatch(rest):
            return None
        self.base_used = True
        return rest

    def _prefixed(self, iri: str) -> str | None:
        found = _SPLIT.fullmatch(iri)
        if not found:
            return None
        namespace, name = found.groups()
        prefix = self._prefixes.get(namespace) or _scheme(namespace)
        if prefix is None:
            return None
        self.used[prefix] = namespace
        return f"{prefix}:{name}"


def _scheme(namespace: str) -> str | None:
    """The prefix of a code: the name of its scheme; `code` for a scheme itself."""
    if namespace == CODE:
        return "code"
    scheme = namespace.removeprefix(CODE).removesuffix("/")
    plain = namespace.startswith(CODE) and re.fullmatch(r"[a-z]+(?:-[a-z]+)*", scheme)
    return scheme if plain and scheme not in PREFIXES else None
