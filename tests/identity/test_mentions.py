"""Who is named in a report, but of whom nothing is claimed."""

from kg.identity.mentions import version, with_names
from kg.model import Account, Agent, Event, Named, Passage, Report, Statement


def told(text: str, *speakers: str, publisher: str | None = None, country: str | None = "SD") -> tuple[Report, tuple[Named, ...]]:
    """A report with an event in a country and a statement of each speaker, and the agents found in it besides."""
    event = Event(id="e1", type="attack", evidence=(Passage(0, 1),), country=country)
    claims = tuple(
        Statement(evidence=(Passage(0, 1),), method="manual", speaker=Agent(name), according_to=Agent(name), speech_act="reports")
        for name in speakers
    )
    report = Report("a", text, publisher=publisher)
    return report, with_names(report, Account((event,), claims)).named


def forms(text: str, *speakers: str, publisher: str | None = None, country: str | None = "SD") -> list[tuple[str, ...]]:
    """The label and the other forms of each agent that is found."""
    _, named = told(text, *speakers, publisher=publisher, country=country)
    return [(one.agent.label, *one.agent.also) for one in named]


def test_a_known_actor_is_found_wherever_it_is_named() -> None:
    report, (named,) = told("The clinic of OCHA burnt. OCHA’s staff fled.")
    assert named.agent == Agent("OCHA", kind="Organization")
    assert [passage.words(report.text) for passage in named.passages] == ["OCHA", "OCHA"]


def test_of_whom_a_claim_speaks_is_not_found_again() -> None:
    assert forms("OCHA said that OCHA’s clinic burnt.", "OCHA") == []


def test_the_abbreviation_behind_a_name_is_another_name_of_it() -> None:
    text = "The Rapid Support Forces (RSF) withdrew. Men in uniforms of the RSF fired."
    report, (named,) = told(text)
    assert (named.agent.label, named.agent.also) == ("Rapid Support Forces", ("RSF",))
    assert [passage.words(report.text) for passage in named.passages] == ["Rapid Support Forces", "RSF", "RSF"]


def test_a_speaker_gets_the_abbreviation_behind_its_name() -> None:
    assert forms("Aid for Nobody (AFN) said so.", "Aid for Nobody") == [("Aid for Nobody", "AFN")]


def test_an_abbreviation_of_the_publisher_is_another_name_of_it() -> None:
    text = "Doctors told BMA that six people died."
    assert forms(text, publisher="Bergen Medical Association") == [("Bergen Medical Association", "BMA")]
    assert forms(text, publisher="Oslo Medical Association") == []


def test_a_body_is_found_with_its_country_before_or_behind_it() -> None:
    assert forms("A base of the Sudanese army and one of the Armed Forces of Ukraine.") == [
        ("Sudanese army",),
        ("Armed Forces of Ukraine",),
    ]


def test_the_army_is_found_where_it_acts_and_not_where_it_only_says_what_something_is() -> None:
    assert forms("The army said nothing. They fled past the army base.") == [("army",)]
    assert forms("They fled past the army base.") == []


def test_the_army_is_nobody_where_it_is_not_known_of_which_country() -> None:
    assert forms("The army said nothing.", country=None) == []


def test_a_name_goes_with_its_arabic_article() -> None:
    assert forms("A drone of the Al-Dagalo militia fell.") == [("Al-Dagalo militia",)]


def test_a_hospital_is_not_the_party_of_the_same_name() -> None:
    assert forms("He died at Al Amal Hospital.", country="LB") == []
    assert forms("He died at an office of Amal.", country="LB") == [("Amal",)]


def test_a_name_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert forms("They spoke of White. Helmets lay about.", country="SY") == []


def test_a_body_is_known_by_the_form_of_its_name() -> None:
    assert forms("The Northern Press Agency showed a film of the Councils of Tenants in Bergen.") == [
        ("Northern Press Agency",),
        ("Councils of Tenants in Bergen",),
    ]
    assert forms("The Office for the Coordination of Tenants met.") == []
    assert forms("They fled to the Russian Federation.") == []
    assert forms("The council met in the Union. A council of Bergen did not.") == []


def test_a_body_that_claims_speak_of_by_more_words_is_that_one() -> None:
    assert forms("The Press Agency was there.", "Northern Press Agency") == [("Northern Press Agency", "Press Agency")]
    assert forms("The Press Agency was there.", "Northern Press Agency", "Southern Press Agency") == []
    assert forms("The Northern Press Agency was there.", "Press Agency") == []


def test_in_a_headline_in_capitals_nobody_is_found_by_form() -> None:
    assert forms("Shells Hit Town, Says Rescue Team\nTwo people died.") == []


def test_states_are_not_found_since_they_are_named_as_places() -> None:
    assert forms("They fled from Syria to Damascus.", country="SY") == []


def test_an_account_without_anything_stays_so() -> None:
    assert with_names(Report("a", "OCHA"), Account()) == Account()


def test_what_decides_which_names_are_found_has_a_version() -> None:
    assert len(version()) == 12
