"""Who did it: guesses, accusations and disputes name a doer too, a state's forces are called as the text calls them; denials deny."""

import pytest

from kg.extraction.candidates import Document
from kg.extraction.language import documents
from kg.extraction.questions import Question
from kg.extraction.responsibility import responsible
from kg.extraction.steps import read
from kg.model import Account, Report, Responsibility


def _document(text: str) -> Document:
    (document,) = documents([Report("r", text)])
    return document


def _read(text: str) -> Account:
    return read(_document(text)).account


def _blamed(text: str) -> set[tuple[str, bool]]:
    return {(claim.perpetrator.label, claim.suspected) for claim in _read(text).claims if isinstance(claim, Responsibility)}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Gunmen, suspected to be jihadists, herded the villagers into a barn and shot nine of them.", "jihadists"),
        ("On Monday gunmen believed to belong to the Free Hills Front shot dead 40 villagers.", "Free Hills Front"),
        (
            "Men dressed as hunters, whom three survivors believe to be members of the Northern Guard, shot 26 people.",
            "Northern Guard",
        ),
        ("Five air raids by warplanes believed to be Russian hit the town on Monday.", "Russia"),
        ("The attack in Qarun was believed to have been carried out by the Dawn Front.", "Dawn Front"),
        ("A bomb exploded on Monday, killing two. The prosecutor believes that it was the Free Hills Front.", "Free Hills Front"),
        ("A shell struck a bus on Monday. Dawn Front suspected.", "Dawn Front"),
        ("On Monday gunmen shot a guard. The attackers are believed to belong to the Dawn Front.", "Dawn Front"),
        ("A bridge was blown up on Monday. Suspected members of the Dawn Front.", "Dawn Front"),
        ("On Monday he was allegedly beaten to death by officers at a roadblock.", "officers"),
        ("The army is suspected of having shelled Dolna on Monday.", "army"),
        ("A mayor was shot dead on Monday. The prime suspect is the Dawn Front, police said.", "Dawn Front"),
        ("A bomb killed nine people in Dolna on Monday. Suspicion fell on the Dawn Front.", "Dawn Front"),
        ("Police suspect that the Dawn Front shot the mayor in Dolna on Monday.", "Dawn Front"),
        ("The blast, which killed nine in Dolna on Monday, bore the hallmarks of the Dawn Front.", "Dawn Front"),
        ("Nobody claimed the attack in Dolna on Monday, but police believe the Dawn Front carried it out.", "Dawn Front"),
    ],
)
def test_a_guess_names_a_suspect(text: str, label: str) -> None:
    assert _blamed(text) == {(label, True)}


@pytest.mark.parametrize(
    "text",
    [
        "A shell fell on a house, killing four. Residents accused the army of firing it; a spokesman blamed the Free Hills Front.",
        "The government blamed the Free Hills Front for the killing of nine villagers in Dolna on Monday. The Free Hills Front blamed the army.",
        "Eleven people died when a shell fell on a house. Neighbours blamed the army. The army accused the Free Hills Front.",
    ],
)
def test_where_several_are_accused_all_are_suspects(text: str) -> None:
    assert _blamed(text) == {("army", True), ("Free Hills Front", True)}


def test_one_who_is_accused_or_claims_it_is_no_suspect() -> None:
    assert _blamed("A shell fell on a house, killing four. Residents accused the army.") == {("army", False)}
    assert _blamed("A bomb exploded on Monday. The Free Hills Front claimed it.") == {("Free Hills Front", False)}


def test_soldiers_of_a_unit_are_that_unit_and_its_fighters_are_a_group_named_before() -> None:
    assert _blamed("Soldiers of the Falcon Battalion shot five farmers on Monday.") == {("Falcon Battalion", False)}
    told = "The army shelled Oria on Monday. Its soldiers then shot four women."
    assert _blamed(told) == {("army", False)}


def test_the_forces_of_a_state_are_called_as_the_text_calls_them() -> None:
    strike = "An Israeli air strike killed four people in Rafah on Monday."
    assert _blamed(strike) == {("Israel", False)}
    assert _blamed(f"{strike} The Israeli military said it was looking into it.") == {("Israeli military", False)}


@pytest.mark.parametrize(
    "text",
    [
        "No one attacked the airport on Monday.",
        "The clinic was not bombed on Monday, contrary to reports shared online.",
        "The oil depot was not hit on Monday, the governor said.",
        "Rumours spread on Monday of a shooting at the mosque. Our monitor went there. There had been no shooting.",
        "A third bomb, said to have gone off in the bus station on Sunday, turned out to be a burst tyre, police said.",
        "Posts on social media have claimed that police shot four nuns dead. We consider the report unfounded.",
        "The claim by a news agency that soldiers massacred 27 peasants is a pure invention.",
        "Messages claimed that 40 people had been executed on Sunday. Camp elders said that no execution took place.",
        "Reports that a school had been hit proved to be wrong.",
    ],
)
def test_what_a_text_refutes_is_denied(text: str) -> None:
    assert [event.negated for event in _read(text).events] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot three people in Egypt on Monday. Nobody was arrested.",
        "A bomb went off in Egypt on Monday. It did not kill anybody.",
        "The army denied that its troops had shelled the market on Monday, killing four people.",
    ],
)
def test_what_is_only_denied_by_a_side_or_had_no_outcome_is_not(text: str) -> None:
    assert [event.negated for event in _read(text).events] == [False]


def test_words_that_make_nobody_responsible_give_nobody() -> None:
    document = _document("She took the bus and believed him.")
    assert [word.text for token in document.doc for word in responsible(token)] == []


class _Asked:
    """A judge that agrees with the rules and keeps the questions of who did it."""

    def __init__(self) -> None:
        self.questions: list[Question] = []

    def choose(self, question: Question) -> int:
        self.questions += [question] if question.task == "perpetrator" else []
        return question.rules

    def sure(self, task: str, start: int) -> float | None:  # noqa: ARG002 - see `Judge`
        return None


def test_the_question_of_who_did_it_tells_who_did_the_event_before() -> None:
    judge = _Asked()
    (document,) = documents(
        [Report("r", "The Dawn Front shelled Oria on Monday.\n\nOn Tuesday a teacher was shot dead in Dolna.")]
    )
    read(Document(report=document.report, doc=document.doc, judge=judge))
    facts = {
        question.start: question.options[1].facts for question in judge.questions if question.options[1].value == "Dawn Front"
    }
    assert ["did the last" in told for _, told in sorted(facts.items())] == [False, True]


def _options(text: str) -> list[str]:
    """The parties that are asked about."""
    judge = _Asked()
    document = _document(text)
    read(Document(report=document.report, doc=document.doc, judge=judge))
    return [question.options[1].value for question in judge.questions]


def test_people_who_are_no_party_by_trade_are_asked_about_where_they_did_it() -> None:
    assert "villagers" in _options("Two traders were beaten to death by villagers in Dolna on Monday.")
    assert "villagers" not in _options("Two villagers were shot dead by soldiers in Dolna on Monday.")


def test_who_claims_an_event_far_behind_it_is_asked_about() -> None:
    between = "It rained in the valley. " * 9
    claim = "On Friday a shell killed a boy in Oria. The Dawn Front claimed responsibility."
    assert _options(f"A bomb killed two people in Dolna on Monday. {between}{claim}").count("Dawn Front") == len(
        ("bomb", "shell")
    )


class _Willing(_Asked):
    """A judge that takes every party for a doer."""

    def choose(self, question: Question) -> int:
        return 1 if question.task == "perpetrator" else question.rules


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Israel said its planes had left. Israeli soldiers shot dead a teacher in Dolna on Monday.", "Israeli soldiers"),
        ("Hill fighters shot dead a teacher in Dolna on Monday. The fighters fled.", "Hill fighters"),
        ("Two soldiers of the Dolna Battalion shot dead a teacher on Monday.", "Dolna Battalion"),
    ],
)
def test_a_party_is_told_once_by_its_fullest_name(text: str, label: str) -> None:
    document = _document(text)
    account = read(Document(report=document.report, doc=document.doc, judge=_Willing())).account
    assert {claim.perpetrator.label for claim in account.claims if isinstance(claim, Responsibility)} == {label}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Police said they had arrested 12 students in Dolna on Monday.", "Police"),
        ("The army said its soldiers shot dead three villagers in Dolna on Monday.", "army"),
        ("The Dawn Front says it was behind a blast that killed two people in Dolna on Monday.", "Dawn Front"),
    ],
)
def test_a_party_that_tells_of_itself_did_it(text: str, label: str) -> None:
    assert _blamed(text) == {(label, False)}


def test_a_pronoun_that_does_not_agree_is_not_the_party_that_speaks() -> None:
    assert _blamed("The army said they had shot dead three villagers in Dolna on Monday.") == set()


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        (
            "On 2 May a bus was stopped and its 22 passengers led away on motorcycles by presumed elements of the Dawn Front.",
            {("Dawn Front", True)},
        ),
        (
            "The teacher was taken out of his house on Monday night and murdered with machetes by former palace guards.",
            {("former palace guards", False)},
        ),
        ("The pipeline was dynamited on Saturday, presumably by the Dawn Front.", {("Dawn Front", True)}),
        ("Security services arrested 14 people in Dolna on Monday.", {("Security services", False)}),
        ("A unit of the Dawn Front ambushed a lorry in Dolna on Monday.", {("Dawn Front", False)}),
        ("An air strike by the Saudi-led coalition hit a bus in Dolna on Thursday.", {("Saudi-led coalition", False)}),
        ("Ministry of Defence: at 08:25 enemy units opened fire on a position near Dolna.", {("enemy units", False)}),
        ("The rebels shot dead two traders in Dolna on Monday.", {("rebels", False)}),
        ("A missile that the army had launched hit a market on Monday.", {("army", False)}),
    ],
)
def test_a_doer_may_stand_far_from_what_was_done(text: str, doers: set[tuple[str, bool]]) -> None:
    assert _blamed(text) == doers


@pytest.mark.parametrize(
    "text",
    [
        "An army convoy came under fire near Dolna on Monday.",
        "Two soldiers were hurt near Dolna on Friday when an army lorry ran over a mine.",
        "Two protesters killed, eight injured in Dolna on Monday.",
        "A lorry full of explosives killed 50 people at a crossroads on Monday, in Somalia's worst attack.",
        "A fighter jet dropped two bombs on Dolna on Tuesday.",
    ],
)
def test_those_who_suffer_it_did_nothing(text: str) -> None:
    assert _blamed(text) == set()
