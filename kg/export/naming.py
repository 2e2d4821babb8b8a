"""IRIs in full go in, short names come out: with a prefix, or relative to the base; and which of them were used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.terms import CODE, PREFIXES
from kg.vocabulary import SCHEMES

_SPLIT = re.compile(r"\A(.*[/#])(\w[\w-]*)", re.ASCII)
_RELATIVE = r"[A-Za-z0-9][\w/-]*"
_ESCAPED = re.compile(r"(?<![^\s^])([\w-]*):(\S*\\\S*)", re.ASCII)


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
    known: Mapping[str, str] = field(init=False)
    _prefixes: Mapping[str, str] = field(init=False)
    _relative: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        schemes = {scheme: f"{CODE}{scheme}/" for scheme in SCHEMES}
        #: Every prefix there is: those of codes too, where no other has that name.
        self.known = {"code": CODE, **schemes, **self.prefixes}
        self._prefixes = {iri: prefix for prefix, iri in self.known.items()}
        usable = self.base.startswith("http") and self.base.endswith("/")
        self._relative = re.compile(f"<{re.escape(self.base)}(?={_RELATIVE}>)", re.ASCII) if usable else None

    def short(self, iri: str) -> str:
        """An IRI (bare) as `prefix:name` if there is a prefix for it, else as it is."""
        return self._prefixed(iri) or iri

    def shortest(self, iri: str) -> str:
        """An IRI (bare) as `prefix:name`, else relative to the base, else as it is."""
        return self._prefixed(iri) or self._made_relative(f"<{iri}>")[1:-1]

    def shortened(self, turtle: str) -> str:
        """Turtle without literals, in which the engine has used prefixes: with names relative to the base, and without escapes."""
        if "\\" in turtle:
            turtle = _ESCAPED.sub(self._in_full, turtle)
        turtle = self._made_relative(turtle)
        self._note_used(f"\n{turtle}")
        return turtle

    def _note_used(self, turtle: str) -> None:
        """Look for prefixes where a name can begin: plain searches are ten times as fast as a pattern."""
        for prefix in self.known.keys() - self.used.keys():
            if f"{prefix}:" in turtle and any(f"{before}{prefix}:" in turtle for before in " \t^\n"):
                self.used[prefix] = self.known[prefix]

    def _made_relative(self, text: str) -> str:
        """A text without literals, its IRIs in brackets relative to the base where they can be."""
        if not self._relative:
            return text
        text, number = self._relative.subn("<", text)
        self.base_used = self.base_used or number > 0
        return text

    def _in_full(self, name: re.Match[str]) -> str:
        return f"<{self.known[name[1]]}{name[2].replace(chr(92), '')}>"

    def _prefixed(self, iri: str) -> str | None:
        found = _SPLIT.fullmatch(iri)
        if not found:
            return None
        namespace, name = found.groups()
        prefix = self._prefixes.get(namespace)
        if prefix is None:
            return None
        self.used[prefix] = namespace
        return f"{prefix}:{name}"
