"""Makes the store of this version that later versions must still open: `python -m tests.make_store`; once per release."""

import tempfile
from pathlib import Path

from kg import __version__
from kg.build import Options, build
from kg.extraction.manual import ManualReader
from kg.keeping import backup
from kg.reading.sources import find_sources
from kg.store.embedded import writer
from kg.terms import ONTOLOGY_GRAPH
from tests.conftest import BASE
from tests.reports import write_reports

STORES = Path(__file__).parent / "data" / "stores"

#: How many reports each of the stores holds.
REPORTS = 5


def main() -> None:
    """Write `tests/data/stores/VERSION.tar.gz`."""
    with tempfile.TemporaryDirectory() as work:
        write_reports(Path(work, "reports"), REPORTS)
        with writer(Path(work, "store"), BASE) as store:
            build(find_sources([Path(work, "reports")]), store, Options(ManualReader(), Path(work)))
            store.update(f"DROP GRAPH <{ONTOLOGY_GRAPH}>")  # large, and put in again by every build
            store.purge()
        out = STORES / f"{__version__}.tar.gz"
        out.unlink(missing_ok=True)
        backup(Path(work, "store"), out)


if __name__ == "__main__":
    main()
