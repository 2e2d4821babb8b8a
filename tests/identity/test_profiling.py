"""A report's graph becomes a profile: everything that is compared, in order, and nothing of other reports."""

from datetime import date
from random import Random

from kg.identity.profiles import Located, Profile
from kg.identity.profiling import profile_of
from kg.mapping.account import map_account
from kg.model import (
    Account,
    Agent,
    Casualty,
    CasualtyCount,
    Event,
    Facility,
    FacilityImpact,
    Passage,
    Place,
    Report,
    Responsibility,
    Statement,
    Victim,
)
from kg.values import PartialDate, Quantity

BASE = "https://example.org/id/"
TEXT = (
    "Two shells hit the Hill Clinic in Aven on Sunday, killing three people. Minutes later a third shell hit rescuers, and Dr. Anna "
    "Berg, 40, a nurse, died. Nobody else was hurt. The mayor, Olga Holm, accused the Brenka Front."
)


def words(text: str) -> tuple[Passage, ...]:
    start = TEXT.index(text)
    return (Passage(start, start + len(text)),)


def told() -> tuple[Report, Account]:
    day = PartialDate("2031-05-04")
    common = {"start": day, "end": day, "places": (Place("Aven"),), "country": "NO"}
    front, holm = Agent("Brenka Front", kind="ArmedActor"), Agent("Olga Holm", kind="Person")
    account = Account(
        events=(
            Event(id="e1", type="shelling", evidence=words("Two shells hit the Hill Clinic"), weapons=("artillery",), **common),  # type: ignore[arg-type]
            Event(id="e2", type="shelling", evidence=words("a third shell hit rescuers"), **common),  # type: ignore[arg-type]
        ),
        claims=(
            CasualtyCount(
                evidence=words("three people"), method="manual", event="e1", id="v1", outcome="killed", quantity=Quantity(3, 3, "exact")
            ),
            FacilityImpact(evidence=words("Hill Clinic"), method="manual", event="e1", facility=Facility("clinic", "Hill Clinic"), effect="struck"),
            Casualty(
                evidence=words("Anna"), method="manual", event="e2", victim=Victim("Anna Berg", age=40, gender="female", occupation="nurse"), outcome="killed"
            ),
            Responsibility(evidence=words("accused the Brenka Front"), method="manual", event="e1", perpetrator=front),
            Statement(
                evidence=words("accused"), method="manual", according_to=holm, speaker=holm, speech_act="accuses", speaker_role="mayor",
                speaker_organization=Agent("Aven Council"), about=("e1",),
            ),
        ),
    )  # fmt: skip
    return Report(identifier="r1", text=TEXT, published=PartialDate("2031-05"), publisher="Aven News"), account


def lines() -> list[str]:
    return map_account(*told(), BASE).graph.splitlines()


def read(**located: Located) -> Profile:
    return profile_of(lines(), located, {})


def test_everything_that_is_compared_is_in_the_profile() -> None:
    profile = read()
    first, second = profile.happenings
    assert (profile.identifier, profile.publisher, profile.published) == ("r1", "Aven News", date(2031, 5, 31))
    assert (first.type, first.earliest, first.latest, first.country, first.weapons) == (
        "shelling",
        *[date(2031, 5, 4)] * 2,
        "NO",
        ("artillery",),
    )
    assert [place.names for place in first.spots] == [("Aven",)]
    assert [(figure.outcome, figure.minimum) for figure in first.figures] == [("killed", 3)]
    assert [(site.type, site.names, site.events) for site in first.sites] == [("clinic", ("Hill Clinic",), (first.node,))]
    assert [party.names for party in first.perpetrators] == [("Brenka Front",)]
    assert [(person.names, person.age, person.gender, person.occupation, person.outcomes) for person in second.victims] == [
        (("Anna Berg",), 40, "female", "nurse", ("killed",))
    ]
    assert profile.countries == ("NO",)


def test_a_party_is_told_by_its_role_and_whom_it_speaks_for() -> None:
    holm = next(party for party in read().parties if party.names == ("Olga Holm",))
    front = next(party for party in read().parties if party.names == ("Brenka Front",))
    assert (holm.kind, holm.roles, holm.organizations, holm.speaks, holm.acts) == (
        "Person",
        ("mayor",),
        ("Aven Council",),
        True,
        False,
    )
    assert (front.kind, front.acts) == ("ArmedActor", True)
    assert [party.names for party in read().parties if party.publishes] == [("Aven News",)]


def test_what_is_told_of_an_event_ends_where_another_one_begins_and_at_no_title() -> None:
    first, second = read().happenings
    assert first.telling.endswith("killing three people.")
    assert second.telling.startswith("Minutes later")
    assert second.telling.endswith("died.")
    assert second.passages[0].sentence == second.telling


def test_places_and_actors_are_what_they_were_resolved_to() -> None:
    bare = read()
    place, front = bare.spots[0].node, next(party.node for party in bare.parties if party.acts)
    found = profile_of(lines(), {place: Located("<p/1>", "NO")}, {front: "<actor/1>"})
    assert found.happenings[0].spots[0].located.place == "<p/1>"
    assert found.happenings[0].perpetrators[0].actor == "<actor/1>"
    assert {"<p/1>", "<actor/1>"} <= found.named


def test_the_order_of_the_lines_changes_nothing() -> None:
    mixed = lines()
    Random(1).shuffle(mixed)
    assert profile_of(mixed, {}, {}) == read()


def test_without_the_text_the_words_of_the_passages_are_kept() -> None:
    report, account = told()
    profile = profile_of(map_account(report, account, BASE, keep_text=False).graph.splitlines(), {}, {})
    assert profile.happenings[1].telling == "a third shell hit rescuers"
    assert profile.happenings[0].passages[0].sentence == "Two shells hit the Hill Clinic"


def test_a_clause_that_leads_over_to_the_next_event_is_told_of_that_one() -> None:
    text = "Rockets hit a clinic, killing nine people, and a second volley hit rescuers."
    spans = [(text.index(words), text.index(words) + len(words)) for words in ("Rockets hit a clinic", "hit rescuers")]
    events = tuple(Event(id=f"e{number}", type="shelling", evidence=(Passage(*span),)) for number, span in enumerate(spans, 1))
    report = Report(identifier="r1", text=text, published=PartialDate("2031-05"), publisher="Aven News")
    first, second = profile_of(map_account(report, Account(events=events), BASE).graph.splitlines(), {}, {}).happenings
    assert first.telling == "Rockets hit a clinic, killing nine people"
    assert second.telling.endswith("and a second volley hit rescuers.")
