"""`kg ontology` lists what there is, tells all about one thing, and says what the reasoner found."""

import pytest
from click.testing import CliRunner, Result

from kg import reasoning
from kg.cli.main import cli
from kg.reasoning import Verdict
from kg.terms import RV


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ["ontology", *arguments], prog_name="kg")


def test_without_a_name_it_lists_classes_properties_and_codes() -> None:
    lines = invoke().output.splitlines()
    assert "          AirStrike [air-strike]" in lines
    assert "  minimum              Count → xsd:integer, at most one" in lines
    assert any(line.startswith("  legal-term    war-crime, crime-against-humanity, genocide") for line in lines)


def test_of_a_class_it_tells_what_it_is_never_and_the_properties_it_inherits() -> None:
    output = invoke("CasualtyCount").output
    assert output.startswith("Casualty count (CasualtyCount)\n  A claim of how many people suffered what.\n")
    assert "a kind of     Count, HarmClaim" in output
    assert "  accordingTo          Whom the text has it from" in output


def test_of_a_property_it_tells_what_it_joins() -> None:
    assert "Statement → a code of legal-term, at most one" in invoke("legalTerm").output


def test_of_a_scheme_it_tells_each_code_with_its_synonyms() -> None:
    output = " ".join(invoke("weapon").output.split())
    assert "drone An uncrewed aircraft that carries or is itself the weapon. Also: attack drone" in output


def test_an_unknown_name_is_a_wrong_use_with_the_choices() -> None:
    result = invoke("colour")
    assert result.exit_code == 2
    assert "no class, property or scheme 'colour'" in result.output


def test_a_name_beside_the_check_is_a_wrong_use() -> None:
    assert invoke("--check", "Event").exit_code == 2


def test_the_check_of_the_bundled_ontology_ends_well() -> None:
    result = invoke("--check")
    assert result.exit_code == 0
    assert result.output.startswith("Consistent; every class can have members; the tree as inferred is the one written: ")


@pytest.mark.parametrize(
    ("verdict", "line"),
    [
        (Verdict(consistent=False), "The ontology contradicts itself."),
        (
            Verdict(consistent=True, unsatisfiable=(f"{RV}Event",)),
            "Nothing can be a rv:Event: what is said about it contradicts itself.",
        ),
        (
            Verdict(consistent=True, surprises=((f"{RV}Siege", f"{RV}Attack"),)),
            "Every rv:Siege must be a rv:Attack, which is written nowhere.",
        ),
    ],
)
def test_what_the_reasoner_finds_is_said_and_ends_with_findings(
    monkeypatch: pytest.MonkeyPatch, verdict: Verdict, line: str
) -> None:
    monkeypatch.setattr(reasoning, "reason", lambda _: verdict)
    result = invoke("--check")
    assert result.exit_code == 1
    assert result.output == f"{line}\n"
