"""A number counts the people that the words around it say, with outcome, groups, scope, source and whole."""

import pytest

from kg.model import CasualtyCount
from tests.extraction.counts_of import claims, counts

Brief = tuple[str, int | None, int | None, tuple[str, ...]]


def brief(count: CasualtyCount) -> Brief:
    return count.outcome, count.quantity.minimum, count.quantity.maximum, tuple(sorted(count.groups))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Five people were killed in the attack.", ("killed", 5, 5, ())),
        ("Gunmen killed five farmers near the river.", ("killed", 5, 5, ("other",))),
        ("A bomb went off, killing at least 38 civilians.", ("killed", 38, None, ("civilians",))),
        ("Eleven soldiers died when the truck hit a mine.", ("killed", 11, 11, ("security-forces",))),
        ("The shelling left nine people wounded.", ("injured", 9, 9, ())),
        ("Rebels abducted 14 girls from the school.", ("abducted", 14, 14, ("children",))),
        ("Police arrested three teachers on Monday.", ("detained", 3, 3, ("teachers",))),
        ("About 2,000 villagers fled to the hills.", ("displaced", 2000, 2000, ())),
        ("Six fishermen are still missing after the raid.", ("missing", 6, 6, ("other",))),
        ("Fighters raped seven women during the raid.", ("sexually-abused", 7, 7, ("women",))),
        ("Soldiers drove 400 people from their homes.", ("displaced", 400, 400, ())),
        ("The attack killed a nurse.", ("killed", 1, 1, ("medical-workers",))),
        ("Soldiers led away 12 men from the market.", ("detained", 12, 12, ("men",))),
        ("Masked gunmen led away 12 men from the market.", ("abducted", 12, 12, ("men",))),
        ("Killed: 37. Injured: 5.", ("killed", 37, 37, ())),
        ("The attack killed 30 women and children.", ("killed", 30, 30, ("children", "women"))),
        ("The shot killed a 12-year-old boy.", ("killed", 1, 1, ("children",))),
        ("A lady health worker was killed.", ("killed", 1, 1, ("medical-workers", "women"))),
        ("A woman selling bread across the street died on the spot.", ("killed", 1, 1, ("women",))),
        ("A farmer was hit in the neck and died.", ("killed", 1, 1, ("other",))),
        ("Two boys (8 and 11) were wounded.", ("injured", 2, 2, ("children",))),
        ("The toll of the attack on the hall in the old town of Marwat rose to 23.", ("killed", 23, 23, ())),
        ("Twenty rebels fell at the bridge.", ("killed", 20, 20, ("combatants",))),
        ("The statement speaks of 20 “terrorists” dead.", ("killed", 20, 20, ("combatants",))),
        ("Rebels said they had killed “more than ten” soldiers.", ("killed", 10, None, ("security-forces",))),
        ("Three night watchmen were shot dead.", ("killed", 3, 3, ("other",))),
        ("Two brothers of nine and 13 were killed.", ("killed", 2, 2, ("children",))),
        ("The shell killed two sisters aged six and nine.", ("killed", 2, 2, ("children",))),
        ("Forty people died; 17 were under five.", ("killed", 17, 17, ("children",))),
        ("The guard lost two fingers.", ("injured", 1, 1, ("other",))),
        ("At noon a man who had come into the zone with others was hit by shots and died.", ("killed", 1, 1, ("men",))),
        ("The patient they were carrying, a 72-year-old woman, could not be saved.", ("killed", 1, 1, ("patients",))),
        ("Inmates have been holding seven policemen hostage since Friday.", ("abducted", 7, 7, ("security-forces",))),
        ("A mob beat two teachers to death at the school.", ("killed", 2, 2, ("teachers",))),
        ("Three herdsmen were waylaid and killed at Marwat.", ("killed", 3, 3, ("other",))),
        ("The mine went off: driver lost foot.", ("injured", 1, 1, ("other",))),
        ("In the port of Marwat, a crane operator died when a drone hit it.", ("killed", 1, 1, ("other",))),
        ("The whereabouts of two nurses is not known.", ("missing", 2, 2, ("medical-workers",))),
        ("Six fishermen are receiving treatment after the blast.", ("injured", 6, 6, ("other",))),
        ("The raiders took four youths with them.", ("abducted", 4, 4, ())),
        ("The quarry's caretaker was killed.", ("killed", 1, 1, ("other",))),
        ("Gunmen shot dead Dostan's father on Monday.", ("killed", 1, 1, ("men",))),
        ("An elderly couple were killed by the shell.", ("killed", 2, 2, ("elderly",))),
        ("A greaser drowned and the second engineer is missing.", ("missing", 1, 1, ("other",))),
        ("A clerk was killed.", ("killed", 1, 1, ("other",))),
        ("The raid killed two shoppers.", ("killed", 2, 2, ())),
        ("The blast left 12–15 people wounded.", ("injured", 12, 15, ())),
        ("They lost a motorcycle driver two days before.", ("killed", 1, 1, ("other",))),
        ("Some 3,400 people crossed the river at night.", ("displaced", 3400, 3400, ())),
        ("Three tinkers were killed on the bridge.", ("killed", 3, 3, ("other",))),
        ("A Peruvian was arrested at the border.", ("detained", 1, 1, ())),
        ("A family of five was wiped out.", ("killed", 5, 5, ())),
        ("The shells killed a mother and her twin daughters.", ("killed", 2, 2, ("children",))),
        ("2 KIA and 7 WIA near the post.", ("injured", 7, 7, ())),
        ("Driver killed near the bridge.", ("killed", 1, 1, ("other",))),
        ("On 7 August two brothers were wounded.", ("injured", 2, 2, ("men",))),
        ("Four people sustained splinter wounds.", ("injured", 4, 4, ())),
        ("Nine people were taken to the Central Hospital.", ("injured", 9, 9, ())),
        ("The observatory recorded 88 homicides.", ("killed", 88, 88, ())),
        ("At least 15 health and rescue workers were killed.", ("killed", 15, None, ("rescue-workers",))),
        ("She was the 14th teacher to be killed this year.", ("killed", 14, 14, ("teachers",))),
        ("The fighters took 20 women from the village.", ("abducted", 20, 20, ("women",))),
        ("Gunmen pulled nine labourers out of a bus.", ("abducted", 9, 9, ("other",))),
        ("A 19-year-old man was killed.", ("killed", 1, 1, ("men",))),
        ("Three elderly women were shot dead.", ("killed", 3, 3, ("elderly", "women"))),
        ("Four of her pupils were killed.", ("killed", 4, 4, ("students",))),
        ("Three members of the police were killed.", ("killed", 3, 3, ("security-forces",))),
        ("Two navy personnel were wounded.", ("injured", 2, 2, ("security-forces",))),
        ("Five people were hurt. Three of the wounded died on the way.", ("killed", 3, 3, ())),
        ("At least 31 were killed, among them eight women, and more than 60 wounded.", ("killed", 8, 8, ("women",))),
        ("Two drivers DOA.", ("killed", 2, 2, ("other",))),
        ("The bride's mother was killed.", ("killed", 1, 1, ("women",))),
        ("Police arrested a student leader's mother.", ("detained", 1, 1, ("women",))),
        ("The bodies of six ultras were found in the wood.", ("killed", 6, 6, ("other",))),
        ("Nearly 1.2 lakh people fled.", ("displaced", 120_000, 120_000, ())),
        ("A widow whose brother died in the blast wept.", ("killed", 1, 1, ("men",))),
    ],
)
def test_a_number_counts_whom_its_words_say(sentence: str, expected: Brief) -> None:
    assert expected in [brief(count) for count in counts(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ten gunmen attacked the village and killed nobody.",
        "The convoy of 12 trucks was attacked and its guard killed.",
        "Two officials said that the attack had killed nobody.",
        "The town of 40,000 people was shelled.",
        "Amir Dostan, a nurse, was killed.",
    ],
)
def test_attackers_speakers_things_populations_and_named_people_are_no_counts(sentence: str) -> None:
    assert [count for count in counts(sentence) if count.quantity.minimum != 1 or "nurse" in sentence] == []


def test_two_verbs_make_two_counts_and_the_second_takes_the_groups_of_the_first() -> None:
    found = [brief(count) for count in counts("At least 20 civilians were killed and 50 injured in the raid.")]
    assert found == [("killed", 20, None, ("civilians",)), ("injured", 50, 50, ("civilians",))]


def test_those_of_whom_others_are_a_part_have_no_groups_from_them() -> None:
    found = [brief(count) for count in counts("Three policemen are among the 31 injured.")]
    assert found == [("injured", 3, 3, ("security-forces",)), ("injured", 31, 31, ())]


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve people were killed, including three children.",
        "Twelve people were killed, three of them children.",
        "Twelve people were killed, of whom three were children.",
        "Twelve people were killed. Among the dead were three children.",
        "Twelve people were killed. Three children were among the dead.",
        "The raid killed twelve people, three children being among them.",
    ],
)
def test_a_breakdown_is_a_part_of_its_whole(sentence: str) -> None:
    whole, part = counts(sentence)
    assert brief(part) == ("killed", 3, 3, ("children",))
    assert part.subset_of == whole.id
    assert (part.event, part.scope, part.according_to) == (whole.event, whole.scope, whole.according_to)


def test_numbers_that_add_up_to_the_one_before_are_its_parts() -> None:
    whole, *parts = counts("Six people, two men and four women, were killed in the raid.")
    assert [part.subset_of for part in parts] == [whole.id, whole.id]


def test_a_number_larger_than_the_one_before_is_no_part_of_it() -> None:
    assert all(count.subset_of is None for count in counts("Two people were killed. Of them 30 were wounded."))


def test_a_number_of_headline_and_body_counts_once_and_with_the_words_of_the_body() -> None:
    text = "Raid kills 12\n\nELBONIA - Twelve people were killed when soldiers raided a market on Tuesday."
    (count,) = counts(text)
    assert count.evidence[0].words(text) == "Twelve people"


@pytest.mark.parametrize(
    "sentence",
    [
        "Since January, 45 people have been killed in raids.",
        "So far this year 45 people have been killed in raids.",
        "Between March and June raids killed 45 people.",
        "In all, the fighting has displaced 250,000 people.",
    ],
)
def test_a_total_over_a_period_is_cumulative_and_on_no_single_event(sentence: str) -> None:
    (count,) = counts(sentence)
    assert count.scope == "cumulative"


def test_a_toll_of_one_attack_belongs_to_its_event() -> None:
    (count,) = counts("A car bomb killed five people in Marwat on Tuesday.")
    assert (count.scope, count.event) == ("incident", "e1")


def test_a_count_is_according_to_whom_the_sentence_names() -> None:
    (count,) = counts("Five people were killed in the raid, the Elbonian Red Cross said.")
    assert count.according_to is not None
    assert count.according_to.label == "Elbonian Red Cross"


def test_counts_are_numbered_in_order_of_appearance() -> None:
    assert [count.id for count in counts("The raid killed five people and wounded nine. Police arrested two men.")] == [
        "v1",
        "v2",
        "v3",
    ]


@pytest.mark.parametrize(
    ("sentence", "kind", "effect", "number"),
    [
        ("The attackers burned 14 houses.", "home", "destroyed", 14),
        ("Three schools were damaged by shells.", "school", "damaged", 3),
        ("Six hospitals have been forced to close.", "hospital", "out-of-service", 6),
        ("It was the 30th clinic to be bombed.", "clinic", "struck", 30),
        ("The group blew up two girls' schools.", "school", "destroyed", 2),
        ("Men broke the windows of eleven shops.", "shop", "damaged", 11),
        ("A crowd sacked nine shops.", "shop", "damaged", 9),
        ("The village lost 320 huts.", "home", "destroyed", 320),
    ],
)
def test_a_number_of_facilities_says_what_happened_to_them(sentence: str, kind: str, effect: str, number: int) -> None:
    (count,) = claims(sentence)[2]
    assert (count.facility_type, count.effect, count.quantity.minimum) == (kind, effect, number)


def test_a_single_facility_is_no_count() -> None:
    assert claims("The attackers burned one house and a school.")[2] == ()


@pytest.mark.parametrize(
    ("figure", "number"),
    [
        ("The ministry puts it at 57.", 57),
        ("The toll later rose to 14.", 14),
        ("The governor speaks of 60.", 60),
        ("That is up from eight.", 8),
    ],
)
def test_a_bare_figure_is_one_more_for_those_counted_before(figure: str, number: int) -> None:
    found = [brief(count) for count in counts(f"At least 41 people were killed in the raid. {figure}")]
    assert ("killed", number, number, ()) in found


def test_a_list_before_among_them_is_a_part_of_the_count_before_it() -> None:
    whole, *parts = counts("Nine people died, the driver and two guards among them.")
    assert [(part.quantity.minimum, part.subset_of) for part in parts] == [(1, whole.id), (2, whole.id)]


def test_a_whole_takes_no_group_from_those_whom_it_includes() -> None:
    whole, part = counts("The bombs killed four, including a girl of six.")
    assert (whole.groups, part.groups, part.subset_of) == ((), ("children",), whole.id)


def test_figures_that_move_are_of_what_their_subject_says() -> None:
    found = counts("The number of martyrs has risen to nine and that of the wounded to 23.")
    assert [brief(count)[:2] for count in found] == [("killed", 9), ("injured", 23)]


def test_who_is_named_as_along_with_others_suffered_the_same() -> None:
    found = counts("A headmaster was abducted on his way home from the evening prayer, together with the school's caretaker.")
    assert [count.outcome for count in found] == ["abducted", "abducted"]


def test_somebody_of_a_named_person_is_no_apposition_to_the_name() -> None:
    (count,) = counts("Lena Marwat, whose brother was killed in the raid, has left.")
    assert brief(count) == ("killed", 1, 1, ("men",))


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("The shell killed a woman and her nine-year-old son.", ("women",)),
        ("The shell killed a mother of four near the well.", ("women",)),
        ("Rebels abducted a bride of five weeks.", ("women",)),
        ("The blast killed the wife of one of them.", ("women",)),
        ("Gunmen abducted a boy of nine.", ("children",)),
        ("Gunmen abducted six schoolgirls.", ("children", "students")),
        ("The shell killed two nuns.", ("women",)),
        ("Two captives were killed.", ()),
    ],
)
def test_who_the_people_are_comes_from_their_own_noun_and_age(sentence: str, groups: tuple[str, ...]) -> None:
    assert brief(counts(sentence)[0])[3] == groups


def test_another_is_of_the_group_of_the_one_before() -> None:
    assert [count.groups for count in counts("One soldier was shot dead and another wounded.")] == [("security-forces",)] * 2


def test_a_predicate_of_two_nouns_names_a_group() -> None:
    assert [count.groups for count in counts("Nine died. Two of the dead were bus passengers.")] == [(), ("other",)]


def test_a_figure_in_brackets_behind_a_bare_one_is_no_age() -> None:
    assert [count.groups for count in counts("May (April in brackets): killed 36 (17), abducted 102 (48).")] == [(), ()]


def test_an_age_belongs_to_a_noun_in_its_own_clause() -> None:
    count, _ = counts("Gunmen shot dead a driver; the bodies of two guards were found.")
    assert count.groups == ("other",)


@pytest.mark.parametrize(
    "sentence",
    ["A farmer lost a leg in the blast. Two boys walking behind unhurt.", "Pirates kidnapped a sailor; 14 safe in the citadel."],
)
def test_who_is_unhurt_is_not_counted(sentence: str) -> None:
    assert [count.quantity.minimum for count in counts(sentence)] == [1]


def test_a_total_that_repeats_a_count_is_none() -> None:
    assert len(counts("Two guards were killed and a driver wounded near Marwat. Total killed 2.")) == 2


def test_a_toll_that_rises_is_of_the_dead_not_of_what_was_struck() -> None:
    casualties, _, facilities = claims("The death toll from the drone strike on the grain market has risen to 40 from 32.")
    assert ([count.quantity.minimum for count in casualties], facilities) == ([40, 32], ())


@pytest.mark.parametrize(
    "sentence",
    ["The shell killed two nephews, both under ten.", "The raiders killed two guards and demanded the release of 40 prisoners."],
)
def test_ages_and_prisoners_who_are_asked_for_are_no_counts(sentence: str) -> None:
    assert [count.quantity.minimum for count in counts(sentence)] == [2]


def test_who_is_treated_for_hunger_was_not_hurt() -> None:
    assert counts("In the camp 200 children are being treated for hunger.") == ()
