"""How the newswires say who said what: sources that add, radios, clandestine stations, spokesmen between commas, datelines."""

import pytest

from kg.extraction.reader import RuleReader
from kg.model import Report, Statement

READER = RuleReader()


def said(text: str) -> list[tuple[str, str]]:
    """The speakers of a text's statements, each with what is done by it."""
    account = READER.extract(Report("wire", text, publisher="Lakes Wire Service"))
    return [(claim.speaker.label, claim.speech_act) for claim in account.claims if isinstance(claim, Statement)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[Text] Tolesh, 14 May (Agencia Lagos) -- Military sources said today that eight soldiers were killed. The source added more.",
            [("Military sources", "reports")],
        ),
        (
            "Colonel Ernesto Balan, a spokesman for the Defense Ministry, told reporters that 12 people died. He denied any bombing.",
            [("Ernesto Balan", "reports"), ("Ernesto Balan", "denies")],
        ),
        (
            "A clandestine radio station, Radio Amanecer, reported that the People's Front has claimed responsibility for the attack.",
            [("Radio Amanecer", "reports")],
        ),
        (
            "A previously unknown group calling itself the Red Dawn took credit for the kidnapping of the businessman.",
            [("Red Dawn", "reports")],
        ),
        (
            "The Archbishopric condemned the murder of the two priests. The document blames paramilitary squads.",
            [("Archbishopric", "condemns"), ("Archbishopric", "accuses")],
        ),
        (
            "An official at the hospital said three people died. The same official said that 14 others were being treated.",
            [("official at the hospital", "reports")],
        ),
        (
            "According to the newspaper El Heraldo, twelve people died. The newspaper said that five were children.",
            [("El Heraldo", "reports")],
        ),
        (
            "Nine people died, the deputy director of the railway, Rauf Mamedov, said on television.",
            [("Rauf Mamedov", "reports")],
        ),
        ("Nine people died, medics and residents said.", [("medics", "reports"), ("residents", "reports")]),
        ("Nine people died, according to the Geneva-based Lakes Rights Network.", [("Lakes Rights Network", "reports")]),
        ("The blast wounded a guard, the state company Petrolago announced.", [("Petrolago", "reports")]),
        ("The bishop said that soldiers had told the mayor to leave.", [("bishop", "reports")]),
        (
            "No group has claimed responsibility for the attack, a police spokesman indicated.",
            [("police spokesman", "reports")],
        ),
        ("Police raised to 21 the number of people killed.", [("Police", "reports")]),
        ("The ministry laid the blame on the rebels.", [("ministry", "accuses")]),
        ("WHO warned that the hospital might run out of fuel.", [("WHO", "warns")]),
        ("Organisers: 14 hurt.", [("Organisers", "reports")]),
        ("Opposition source: 20 civilians dead.", [("Opposition source", "reports")]),
        ("Radio Marwat, noted by us: “The parish was attacked and two people died.”", [("Radio Marwat", "reports")]),
        ("Two miners crushed by a door (firemen), three shot (morgue).", [("firemen", "reports"), ("morgue", "reports")]),
        ("1 May | Qarun | Armed men shot at a bus | 3 killed | mayor.", [("mayor", "reports")]),
        ("Five pupils died, by the abbot's list.", [("abbot", "reports")]),
        ("The observatory's figure for villagers killed in 2010 is 74.", [("observatory", "reports")]),
        ("The court held that 93 people had died at the mill.", [("court", "reports")]),
        ("The army mentions 40 rebels killed.", [("army", "reports")]),
        ("“Nine people died,” said a woman who gave her name as Lamara.", [("Lamara", "reports")]),
        ("Its rival, the Elbonian Salvation Army, condemned the crime in a fax.", [("Elbonian Salvation Army", "condemns")]),
        ("DOLNA (SNA): Residents of the town said that two people had died.", [("Residents", "reports")]),
    ],
)
def test_who_speaks_is_found_in_the_manner_of_the_wires(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fighters believed to be rebels killed nine people.",
        "Six people reported killed in the raid were buried.",
        "Deaths attributed to the army are listed below.",
        "The bridge was hit, according to first information.",
    ],
)
def test_what_is_said_of_somebody_is_nobodys_statement(text: str) -> None:
    assert said(text) == []


def test_she_is_no_spokesman() -> None:
    text = "Amina Sadiq, a nurse and mother of two, said that nine people had died. A spokesman, Peter Lado, said three. She denied this."
    assert said(text)[-1] == ("Amina Sadiq", "denies")


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Rosa Marin, who heads the Union of Nurses, said that nine people had died.", "Union of Nurses"),
        ("Elbonia's interior minister, Omar Sadiq, said that nine people had died.", None),
        ("Colombia's interior minister, Omar Sadiq, said that nine people had died.", "Colombia"),
        ("Military spokesman Brigadier Omar Sadiq said that nine people had died.", "Military"),
    ],
)
def test_whose_spokesman_somebody_is(text: str, organization: str | None) -> None:
    account = READER.extract(Report("wire", text))
    (found,) = [claim for claim in account.claims if isinstance(claim, Statement)]
    assert (found.speaker_organization.label if found.speaker_organization else None) == organization


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("A colonel told Georgian television that nine people had died.", "Georgian television"),
        ("A colonel told the Qarun Evening Post that nine people had died.", "Qarun Evening Post"),
        ("A colonel told state television that nine people had died.", None),
    ],
)
def test_the_medium_is_a_named_one(text: str, medium: str | None) -> None:
    account = READER.extract(Report("wire", text))
    (found,) = [claim for claim in account.claims if isinstance(claim, Statement)]
    assert (found.medium.label if found.medium else None) == medium
