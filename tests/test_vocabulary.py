"""The codes as constants are those of the ontology, and a phrase names one code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import vocabulary
from kg.errors import InputError, UsageError
from kg.vocabulary import EVENT_CLASSES, SCHEMES, class_label, words

ALL = [*SCHEMES, "event"]


def test_importing_the_vocabulary_loads_no_rdf_library() -> None:
    code = "import sys, kg.vocabulary; print('rdflib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("scheme", ALL)
def test_every_code_is_named_by_a_phrase(scheme: str) -> None:
    notations = set(EVENT_CLASSES if scheme == "event" else SCHEMES[scheme])
    assert set(words(scheme).values()) == notations


@pytest.mark.parametrize("scheme", ALL)
def test_phrases_are_in_lower_case_and_have_no_stray_blanks(scheme: str) -> None:
    assert [phrase for phrase in words(scheme) if phrase != " ".join(phrase.lower().split())] == []


@pytest.mark.parametrize(
    ("scheme", "phrase", "notation"),
    [
        ("weapon", "white phosphorus", "incendiary-weapon"),
        ("weapon", "unmanned aerial vehicle", "drone"),
        ("weapon", "rpg", "rocket"),
        ("facility", "bazaar", "market"),
        ("facility", "pumping station", "water-facility"),
        ("group", "midwife", "medical-workers"),
        ("group", "night watchman", "other"),
        ("group", "imam", "other"),
        ("outcome", "fatality", "killed"),
        ("outcome", "kidnapped", "abducted"),
        ("effect", "burnt down", "destroyed"),
        ("effect", "looted", "damaged"),
        ("qualifier", "no fewer than", "at-least"),
        ("qualifier", "up to", "at-most"),
        ("legal-term", "crimes against humanity", "crime-against-humanity"),
        ("event", "air raid", "air-strike"),
        ("event", "strike", "air-strike"),
        ("event", "car bomb", "explosion"),
        ("event", "hostage-taking", "abduction"),
    ],
)
def test_words_of_reports_name_their_codes(scheme: str, phrase: str, notation: str) -> None:
    assert words(scheme)[phrase] == notation


@pytest.mark.parametrize("phrase", ["resident", "villager", "people", "person", "victim", "family"])
def test_words_that_say_nothing_of_a_group_name_none(phrase: str) -> None:
    assert phrase not in words("group")


def test_labels_of_event_classes_are_read_from_the_ontology() -> None:
    assert class_label("sexual-violence") == "Sexual violence"
    assert class_label("protest-repression") == "Repression of protest"


def test_an_unknown_scheme_or_type_of_event_is_named_with_the_choices() -> None:
    with pytest.raises(UsageError, match=r"no concept scheme 'colour'.*weapon"):
        words("colour")
    with pytest.raises(UsageError, match=r"no type of event 'party'.*air-strike"):
        class_label("party")


def test_a_phrase_that_names_two_codes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prefixes = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix o: <https://w3id.org/reported-violence/code/outcome/> .\n"
    (tmp_path / "codes.ttl").write_text(f'{prefixes} o:killed skos:altLabel "Lost"@en . o:missing skos:hiddenLabel "lost"@en .')
    (tmp_path / "reported-violence.ttl").write_text("")
    monkeypatch.setattr(vocabulary, "ontology_file", lambda name: tmp_path / name)
    vocabulary._labels.cache_clear()
    words.cache_clear()
    try:
        with pytest.raises(InputError, match="'lost' names two codes of outcome, killed and missing"):
            words("outcome")
    finally:
        vocabulary._labels.cache_clear()


def test_the_codes_are_exactly_those_of_the_annotation_guide(evaluation: Path) -> None:
    guide = (evaluation / "GUIDE.md").read_text(encoding="utf-8")

    def listed(heading: str) -> set[str]:
        section = guide.split(f"### {heading}\n", 1)[1].split("\n### ", 1)[0]
        return {
            re.sub(r"\s*\(.*?\)", "", item.replace("\n", " ")).strip() for item in re.sub(r"\([^)]*\)", "", section).split("·")
        }

    def alternatives(field: str) -> set[str]:
        found = re.search(rf'"{field}": ((?:"[a-z- ]+"\s*\|\s*)+"[a-z- ]+")', guide)
        assert found is not None, field
        return set(re.findall(r'"([a-z- ]+)"', found.group(1)))

    assert listed("Event types") == set(EVENT_CLASSES)
    assert listed("Weapons") == set(SCHEMES["weapon"])
    assert listed("Facility types") == set(SCHEMES["facility"])
    assert listed("Groups") == set(SCHEMES["group"])
    assert alternatives("outcome") == set(SCHEMES["outcome"])
    assert alternatives("effect") == set(SCHEMES["effect"])
    assert alternatives("qualifier") == set(SCHEMES["qualifier"])
    assert alternatives("scope") == set(SCHEMES["scope"])
    assert alternatives("stance") == set(SCHEMES["speech-act"])
    assert alternatives("genre") == set(SCHEMES["genre"])
    assert {term.replace(" ", "-") for term in alternatives("legal_term")} == set(SCHEMES["legal-term"])
