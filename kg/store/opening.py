"""Opens a store wherever it is: a folder or a server goes in, the store comes out, for reading or for writing."""

from types import ModuleType

from kg.errors import UsageError
from kg.settings import Location, Server
from kg.store import embedded
from kg.store.base import Store


def reader(place: Location) -> Store:
    """Open a store for reading; raises what `kg.store.embedded.reader` and `kg.store.remote.store.reader` raise."""
    if isinstance(place, Server):
        store: Store = _remote(place).reader(place)
        return store
    return embedded.reader(place)


def writer(place: Location, base: str | None = None) -> Store:
    """Open a store for writing, or make one; raises what `kg.store.embedded.writer` and `kg.store.remote.store.writer` raise."""
    if isinstance(place, Server):
        store: Store = _remote(place).writer(place, base)
        return store
    return embedded.writer(place, base)


def _remote(server: Server) -> ModuleType:
    """What speaks to servers; its libraries are not needed for anything else, so they need not be there."""
    try:
        from kg.store.remote import store  # noqa: PLC0415 - see above
    except ModuleNotFoundError as error:
        raise UsageError(
            f"{server}: a store on a server needs {error.name}: pip install 'reported-violence-kg[remote]', or name a folder"
        ) from error
    return store
