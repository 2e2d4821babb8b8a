"""A report with its notes."""

from pathlib import Path

import pytest

from kg.build import Options, build
from kg.errors import InputError
from kg.extraction.manual import ManualReader
from kg.reading.sources import find_sources
from kg.show import annotate
from kg.store.memory import MemoryStore
from tests.conftest import BASE, TEXT


@pytest.fixture
def store(folder: Path) -> MemoryStore:
    store = MemoryStore(BASE)
    build(find_sources([folder]), store, Options(ManualReader(), folder.parent))
    return store


def test_the_text_is_shown_whole_with_what_is_known_above_it(store: MemoryStore) -> None:
    annotated = annotate(store, "marwat")
    assert "\n".join(paragraph.text for paragraph in annotated.paragraphs) == TEXT
    assert annotated.heading == "marwat · Elbonia Press · 2024-05-08"
    assert annotate(store, "quiet").heading == "quiet · publisher unknown · date unknown"


def test_notes_stand_at_the_paragraph_of_their_words_in_order(store: MemoryStore) -> None:
    annotated = annotate(store, "marwat")
    assert [[note.number for note in paragraph.notes] for paragraph in annotated.paragraphs] == [
        [],
        [],
        [1, 2, 3, 4, 5, 6],
        [],
        [7, 8],
        [],
    ]
    assert [note.text for note in annotated.notes] == [
        "at least 12 people killed — according to Elbonian Red Cross → Shelling, Marwat, 7 May 2024",
        "3 children killed, part of at least 12 — according to Elbonian Red Cross → Shelling, Marwat, 7 May 2024",
        "Shelling, Marwat, 7 May 2024; artillery; SY",
        "school struck — according to Elbonia Press → Shelling, Marwat, 7 May 2024",
        "by army — according to Elbonia Press → Shelling, Marwat, 7 May 2024",
        "Elbonian Red Cross reports",
        "Sana Orel, 41, head teacher, killed — according to Elbonia Press → Shelling, Marwat, 7 May 2024",
        "army spokesman (spokesman, army) denies",
    ]


def test_a_report_is_found_by_its_iri_too(store: MemoryStore) -> None:
    [iri] = [
        graph for graph in store.graphs() if graph.startswith(f"{BASE}report/") and "Marwat, killing" in store.graph_text(graph)
    ]
    assert annotate(store, iri) == annotate(store, "marwat")


def test_an_unknown_report_is_refused_with_the_nearest_names(store: MemoryStore) -> None:
    with pytest.raises(InputError, match=r"no report 'marwatt' in the store; did you mean marwat\?"):
        annotate(store, "marwatt")
    with pytest.raises(InputError, match="kg query reports lists them"):
        annotate(store, "zzz")


def test_a_report_without_its_text_says_so(folder: Path) -> None:
    store = MemoryStore(BASE)
    build(find_sources([folder]), store, Options(ManualReader(), folder.parent, keep_text=False))
    with pytest.raises(InputError, match="its text was left out of the store"):
        annotate(store, "marwat")


def test_two_reports_of_one_name_are_told_apart_by_their_iris(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "quiet.txt").write_text("Another quiet day\n")
    (folder / "more" / "quiet.json").write_text((folder / "quiet.json").read_text())
    store = MemoryStore(BASE)
    build(find_sources([folder, folder / "more"]), store, Options(ManualReader(), folder.parent))
    with pytest.raises(InputError, match=f"2 reports are called 'quiet'; say which by its IRI: {BASE}report/"):
        annotate(store, "quiet")
