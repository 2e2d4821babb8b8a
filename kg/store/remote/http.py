"""Requests to a server: a body goes out, a complete answer comes in, after as many tries as it is worth, or an error says why not.

Only the server that was named is spoken to: no proxy and no file of the user's is asked, and no redirect is followed.
"""

import logging
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO, TypeVar
from urllib.parse import urlsplit

import httpx2
import stamina

from kg.errors import InputError, KgError, LimitExceeded, RemoteError
from kg.settings import Server
from kg.store.remote.access import Access

#: How often a request is made at most, and how long all that may take, in seconds; less often where nobody ever answered, or somebody else does.
TRIES = 10
PATIENCE = 180.0
FEW_TRIES = 4

#: Seconds to wait before the second try, so many times that before each of the next, and at most; up to `JITTER` are added by chance.
FIRST_WAIT, LENGTHENED, LONGEST_WAIT, JITTER = 0.005, 3.0, 6.0, 0.005

#: Bytes of an answer that are held in memory, more wait on the disk; and bytes that an answer may have.
MEMORY = 16_000_000
LONGEST = 4_000_000_000

_CONNECTING = 10.0
_WORDS = 200
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})
_T = TypeVar("_T")

_REFUSALS = MappingProxyType({
    401: "it wants a name and password, or a token; set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN",
    403: "it lets you not do this; ask who runs it, or set other credentials",
    404: "there is no such service",
    405: "there is no SPARQL service that takes POST",
    406: "it can't answer in JSON (SPARQL 1.1 Query Results JSON Format, JSON-LD)",
    415: "it takes no SPARQL in the body of a request (SPARQL 1.1 Protocol, 2.1.3)",
})  # fmt: skip

# Retries are the server's business; without any set-up, the standard library would print them.
logging.getLogger("stamina").addHandler(logging.NullHandler())


class NoService(RemoteError):
    """At this address there is no such service."""


@dataclass(frozen=True, slots=True)
class Body:
    """What came back, complete: its media type without parameters, and its bytes in a file that stands at its beginning."""

    kind: str
    file: IO[bytes]
    size: int


class Incomplete(Exception):
    """An answer that can't be read as what it should be, so that part of it may be missing."""


class Unexpected(Incomplete):
    """An answer that is something else altogether: a few tries show whether it is always that."""


class _Failed(Exception):
    """A try that came to nothing and may be made again: the reason, how many tries it is worth in all, and what it is in the end."""

    def __init__(self, reason: str, tries: int = TRIES, final: type[RemoteError] = RemoteError) -> None:
        super().__init__(reason)
        self.tries = tries
        self.final = final


class Client:
    """A line to one server, which stays open between requests."""

    def __init__(self, server: Server, access: Access) -> None:
        """Get ready; nothing is sent yet."""
        self._server, self._access = server, access
        self._answered = False  # what never answered is likelier a wrong address than a server that starts again
        headers = {"User-Agent": "kg"} | ({"Authorization": access.header} if access.header else {})
        timeout = httpx2.Timeout(server.timeout, connect=min(_CONNECTING, server.timeout))
        self._client = httpx2.Client(
            headers=headers,
            timeout=timeout,
            trust_env=False,
            verify=ssl.create_default_context() if _is_encrypted(server) else False,
        )

    def post(self, address: str, text: str, kind: str, accept: str, read: Callable[[Body], _T], tries: int = TRIES) -> _T:
        """Send a text of a media type to a service, so often at most; what `read` makes of the answer.

        `read` raises `Incomplete` where something is missing, and the request is made again. Each request must be such that it does no
        harm to make it twice. Raises `InputError` where the server can't read the text, `LimitExceeded` where that or the answer is
        too long, `NoService` where nothing is at the address, and `RemoteError` for all else.
        """
        made = 0

        def may_be_made_again(error: Exception) -> bool:
            return isinstance(error, _Failed) and made < min(tries, error.tries)

        try:
            for attempt in stamina.retry_context(
                on=may_be_made_again,
                attempts=TRIES,
                timeout=PATIENCE,
                wait_initial=FIRST_WAIT,
                wait_exp_base=LENGTHENED,
                wait_max=LONGEST_WAIT,
                wait_jitter=JITTER,
            ):
                with attempt:
                    made += 1
                    return self._once(address, text, kind, accept, read)
        except _Failed as error:
            often = "once" if made == 1 else f"{made} times"
            raise error.final(f"{self._server}: {error} (tried {often})") from error
        raise AssertionError("unreachable: the last try returns or raises")

    def close(self) -> None:
        """Hang up; closing twice does no harm."""
        self._client.close()

    def _once(self, address: str, text: str, kind: str, accept: str, read: Callable[[Body], _T]) -> _T:
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Accept": accept}
        with (
            self._errors(),
            self._client.stream("POST", address, content=text.encode(), headers=headers) as response,
            SpooledTemporaryFile(MEMORY) as file,
        ):
            size = self._receive(response, file)
            if not response.is_success:
                raise self._error(response, file.read(_WORDS * 4))
            return read(Body(response.headers.get("Content-Type", "").partition(";")[0].strip().lower(), file, size))

    def _receive(self, response: httpx2.Response, file: IO[bytes]) -> int:
        size = 0
        self._answered = True
        for piece in response.iter_bytes():
            size += len(piece)
            if size > LONGEST:
                raise LimitExceeded(f"{self._server}: the answer is longer than {LONGEST:,} bytes; ask for less at a time")
            file.write(piece)
        file.seek(0)
        return size

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn the library's errors into a try that failed."""
        try:
            yield
        except Incomplete as error:
            few = (FEW_TRIES, NoService) if isinstance(error, Unexpected) else ()
            raise _Failed(self._access.hide(str(error)), *few) from error
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            tries = TRIES if self._answered else FEW_TRIES
            raise _Failed(f"can't be reached: {self._words(str(error)) or 'no answer'}", tries) from error
        except httpx2.TimeoutException as error:
            raise _Failed(f"was silent for {self._server.timeout:g} s") from error
        except httpx2.RequestError as error:
            raise _Failed(f"broke off: {self._words(str(error)) or type(error).__name__}") from error

    def _error(self, response: httpx2.Response, body: bytes) -> KgError | _Failed:
        """What a status that is no success means."""
        status, words = response.status_code, self._words(body.decode(errors="replace"))
        if status in _BUSY:
            return _Failed(f"failed with status {status}{f' ({words})' if words else ''}")
        if status == HTTPStatus.BAD_REQUEST:
            return InputError(f"{self._server}: it can't carry this out: {words or 'no reason given'}")
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return LimitExceeded(f"{self._server}: it takes no request as long as this; raise its limit on the size of bodies")
        if response.is_redirect:
            where = urlsplit(response.headers.get("Location", ""))
            place = f" to {self._words(f'{where.scheme}://{where.hostname}{where.path}')}" if where.hostname else ""
            return NoService(f"{self._server}: it sends elsewhere{place}, and kg goes only where it is told; give that address")
        kind = NoService if status in (404, 405) else RemoteError
        return kind(f"{self._server}: {_REFUSALS.get(status, f'it refuses with status {status}: {words}')}")

    def _words(self, text: str) -> str:
        """The beginning of what a server says, in one line and without secrets; a page says nothing."""
        return "" if text.lstrip().startswith("<") else self._access.hide(" ".join(text.split()))[:_WORDS]


def _is_encrypted(server: Server) -> bool:
    return any(address.lower().startswith("https:") for address in (server.address, server.query, server.update) if address)
