"""Reports of something else than violence, told in its words: `is_of_no_violence` takes a document and finds them by their subject.

Games, films, plagues of insects, debates, exercises, markets and disasters of nature are told with shots, attacks, victims and sieges. Their own words give
them away: a report is of such a subject when many different ones stand close together in it.
"""

from kg.extraction.candidates import Document
from kg.extraction.tables import word_set

#: The words of each subject, with how many different ones a report of it has at least.
_SUBJECTS = (
    (
        word_set(
            "goal goals match matches striker penalty referee half-time kick-off league defender defenders midfielder goalkeeper keeper coach "
            "fixture derby cup equaliser equalizer offside innings wicket wickets tournament fans scored scorer foul fouls substitute crossbar "
            "playoff quarter-final semi-final standings batsman bowler scrum touchdown halftime"
        ),
        5,
    ),
    (
        word_set(
            "film films filming script extras actor actors actress director scene scenes premiere camera cameras prop props rehearsal stunt "
            "stunts screenplay episode audience costume costumes wardrobe cast theatre studio"
        ),
        5,
    ),
    (
        word_set(
            "locust locusts hopper hoppers swarm swarms crop crops pesticide pesticides spraying sprayers insect insects pest pests pasture "
            "larvae armyworm weevils"
        ),
        5,
    ),
    (
        word_set(
            "council councillors councillor vote votes motion amendment debate chamber agenda mayor opposition budget grant sketch sitting "
            "adjourned bench whip clause backbencher backbenchers heckled"
        ),
        8,
    ),
    (
        word_set(
            "earthquake quake magnitude epicentre epicenter aftershock aftershocks tremor tremors seismologists floodwaters landslide landslides "
            "mudslide mudslides cyclone typhoon hurricane tornado monsoon rainfall downpour eruption volcano lava tsunami avalanche"
        ),
        4,
    ),
    (
        word_set(
            "shares stocks investors investor bonds shareholders earnings futures yields analysts portfolio hedge dividend dividends rally bulls "
            "bears selloff nasdaq bourse"
        ),
        5,
    ),
    (
        word_set(
            "gamers gameplay console consoles multiplayer avatar avatars joystick esports chess rook rooks pawn pawns checkmate bishop bishops "
            "grandmaster respawn sequel"
        ),
        4,
    ),
    (
        word_set(
            "exercise exercises drill drills simulated simulation mock scenario role-players evaluators rehearsed dummy dummies"
        ),
        3,
    ),
)
#: The least share of a text's words that are of the subject.
_SHARE = 0.01


def is_of_no_violence(document: Document) -> bool:
    """Whether a report is of games, the stage, pests, a debate, nature, markets or an exercise."""
    words = [word for word in document.words if word[:1].isalpha()]
    for subject, different in _SUBJECTS:
        found = [word for word in words if word in subject]
        if len(set(found)) >= different and len(found) >= _SHARE * len(words):
            return True
    return False
