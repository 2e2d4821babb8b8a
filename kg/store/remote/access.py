"""What lets `kg` into a server: the environment or a file that only its owner may read goes in, a name and password or a token comes out.

Nothing of it is ever shown: not in an error, a log or the text of an object.
"""

import base64
import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import UsageError
from kg.settings import Server

USER, PASSWORD, TOKEN, FILE = "KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN", "KG_STORE_CREDENTIALS"

_KEYS = ({"user", "password"}, {"token"})
_MINE_ALONE = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Access:
    """The value of the header `Authorization`, and every word that must not be seen; both empty where a server is open to all."""

    header: str = field(default="", repr=False)
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def hide(self, text: str) -> str:
        """A text without any of the secrets: a server may well repeat what it was sent."""
        for secret in sorted(self.secrets, key=len, reverse=True):
            text = text.replace(secret, "…")
        return text


def access_to(server: Server, environment: Mapping[str, str] = os.environ) -> Access:
    """What lets `kg` into a server: from the environment first, then from the file that is named there or in `kg.toml`.

    Raises `UsageError` for half of a name and password, for a file that others may read, and where anybody on the way could read it:
    the server is another machine, and its address begins with http://.
    """
    given = {"user": environment.get(USER), "password": environment.get(PASSWORD), "token": environment.get(TOKEN)}
    known = {name: value for name, value in given.items() if value}
    path = Path(environment[FILE]) if environment.get(FILE) else server.credentials
    if not known and path:
        known = _read(path)
    if not known:
        return Access()
    if known.keys() not in _KEYS:
        raise UsageError(f"{server}: set both {USER} and {PASSWORD}, or {TOKEN} alone")
    for address in (server.address, server.query, server.update):
        if address and not _is_private(address):
            raise UsageError(
                f"{server}: a password or token would be readable on its way there; use https://, or a tunnel (ssh -L)"
            )
    return _basic(known["user"], known["password"]) if "user" in known else _bearer(known["token"])


def _read(path: Path) -> dict[str, str]:
    """The credentials in a TOML file: `user` and `password`, or `token`."""
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            if mode & _MINE_ALONE:
                raise UsageError(f"{path}: others may read it; make it yours alone: chmod 600 {path}")
            values = tomllib.load(file)
    except OSError as error:
        raise UsageError(f"{path}: can't be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise UsageError(
            f"{path}: is no TOML; write user = … and password = …, or token = …"
        ) from None  # the error shows the line
    if values.keys() not in _KEYS or not all(isinstance(value, str) and value for value in values.values()):
        raise UsageError(f"{path}: must hold user and password, or token, as strings, and nothing else")
    return values


def _basic(user: str, password: str) -> Access:
    coded = base64.b64encode(f"{user}:{password}".encode()).decode()
    return Access(f"Basic {coded}", (coded, password))


def _bearer(token: str) -> Access:
    if not token.isascii() or not token.isprintable() or " " in token:
        raise UsageError("the token holds what no token may: it must be printable ASCII without spaces")
    return Access(f"Bearer {token}", (token,))


def _is_private(address: str) -> bool:
    """Whether nobody reads along: the connection is encrypted, or never leaves this machine."""
    parts = urlsplit(address)
    if parts.scheme.lower() == "https":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"
