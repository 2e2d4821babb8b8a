"""From a saying to the sides in it: what armed people do in the words said, whether they are the speaker's own, what kind of speaker it is."""

from collections.abc import Iterator, Set

from spacy.tokens import Token

from kg.extraction.candidates import Document
from kg.extraction.tables import word_set
from kg.extraction.voices import Saying

_ARMED = word_set(
    "soldier soldiers police policeman policemen officer officers gunman gunmen militiaman militiamen militia rebel rebels fighter fighters guerrilla "
    "guerrillas commando commandos paramilitary paramilitaries troop troops army militant militants insurgent insurgents attacker attackers assailant "
    "assailants guard guards gendarme gendarmes jihadist jihadists terrorist terrorists bandit bandits settler settlers men patrol force forces navy "
    "plane planes helicopter helicopters aircraft drone drones jet jets tank tanks warplane warplanes marine marines mob"
)
#: Speakers by the words of their names and roles.
_SPEAKERS = {
    "people": word_set(
        "resident residents villager villagers witness witnesses eyewitness relative relatives family families survivor survivors neighbour neighbours "
        "neighbor neighbors mother father wife brother sister son daughter widow uncle cousin husband refugee refugees farmer shepherd fisherman driver "
        "trader teacher elder elders man woman boy girl people detainee prisoner inhabitants local locals student students passenger passengers worker"
    ),
    "medical": word_set("hospital doctor doctors medic medics nurse surgeon clinic health physician rescue rescuers ambulance civil firefighters crescent cross"),
    "rights": word_set(
        "rights human observatory watch monitor network union league commission committee association lawyer lawyers ngo charity group organization "
        "organisation church diocese bishop opposition party un nations unicef"
    ),
    "power": word_set(
        "army military police force forces ministry command rebels front militia guard navy general colonel captain major commander spokesman spokeswoman "
        "government governor mayor minister prosecutor officer gendarmerie state president"
    ),
}  # fmt: skip
_OWN = frozenset({"its", "their", "our", "his"})
_FIRST = frozenset({"we", "our", "us", "i", "my", "me"})
_INNER = frozenset({"compound", "amod", "nmod", "conj", "poss"})
_ROLES = {"nsubj": "armed acts", "nsubjpass": "armed suffer", "dobj": "armed suffer"}


def sides_of(document: Document, saying: Saying, armed: Set[int]) -> Iterator[str]:
    """The sides in a saying, as words, some of them more than once; `armed` are the tokens of names of armed actors and states."""
    mine = set(saying.speaker.agent.label.casefold().split())
    yield from _speaker(mine, saying.speaker.role)
    words = document.words
    for index in saying.content:
        word = words[index]
        if index in armed and word in mine:
            yield "self named"
        elif index in armed or word in _ARMED:
            yield _role(document.doc[index])
        elif word in _FIRST:
            yield "first person"
        if word in _OWN and index + 1 < len(words) and (words[index + 1] in _ARMED or words[index + 1] == "own"):
            yield "own side"


def _speaker(label: Set[str], role: str | None) -> Iterator[str]:
    """The kinds of speaker that somebody is."""
    words = label | set((role or "").casefold().split())
    yield from (f"speaker {kind}" for kind, some in _SPEAKERS.items() if not some.isdisjoint(words))


def _role(token: Token) -> str:
    """What somebody armed does in a clause: acts, suffers, stands behind "by" or "from", or is only named."""
    head = token
    while head.dep_ in _INNER and head.head.i != head.i:
        head = head.head
    if head.dep_ == "pobj" and head.head.lower_ in {"by", "from", "of"}:
        return f"armed {head.head.lower_}"
    return _ROLES.get(head.dep_, "armed named")
