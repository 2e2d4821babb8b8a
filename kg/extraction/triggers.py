"""Words that tell of an event: a document with its codes goes in, triggers with event type and implied weapons come out.

Verbs and verb phrases stand in the table below; nouns ("ambush", "air strike") come from the labels of the event types in
`ontology/codes.ttl`. A weapon that hits, lands or explodes is a trigger by itself, of the type that the weapon means.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extraction.candidates import CodeMention, Document
from kg.extraction.complements import bodies_found, fires, has_people, leads_people, takes_people
from kg.extraction.tables import phrase_table, word_set

#: Event type, strength, implied weapons (or "-"), and the verbs by lemma; "strong" verbs tell of an event by themselves, "weak"
#: ones only with an object that can be attacked, "outcome" ones say what an event did and make one only where there is none.
_VERBS = """
air-strike strong - : strafe
air-strike strong air-dropped-bomb : bomb
shelling strong artillery : shell
shelling strong - : bombard
shelling strong mortar : mortar
shelling strong rocket : rocket
destruction strong incendiary-weapon : firebomb petrol-bomb
explosion strong - : detonate explode
explosion strong ied : dynamite
shooting strong small-arms : shoot gun machine-gun machinegun machinegunne
shooting weak small-arms : spray riddle rake
clash strong - : clash skirmish
clash weak - : fight battle
killing strong - : murder massacre execute lynch hang slaughter assassinate strangle drown
killing strong bladed-weapon : stab hack behead decapitate knife bayonet spear
killing outcome - : kill die perish slay martyr
detention strong - : arrest detain jail imprison nab apprehend
abduction strong - : abduct kidnap hijack
abduction weak - : seize snatch capture grab
torture strong - : torture flog whip lash ill-treat mistreat waterboard
torture weak - : beat kick punch slap
sexual-violence strong - : rape gang-rape molest
displacement strong - : expel deport evict uproot
siege strong - : besiege blockade encircle
siege weak - : surround
destruction strong - : torch loot ransack pillage demolish bulldoze raze vandalise vandalize plunder
destruction strong - : gut gutt
destruction weak - : burn destroy wreck damage sack burgle smash level rob strip
protest-repression weak - : disperse teargas
attack strong - : attack ambush raid storm assault overrun waylay
attack weak bladed-weapon : slash
attack weak other : stone pelt
attack weak - : strike hit target invade rampage pound
attack outcome - : hurt injure wound
"""

#: Phrases in lower case; "/" parts alternatives in one place.
_PHRASES = """
shooting strong small-arms : opened/opening/open/opens fire | shot dead | shooting dead | shoots dead | gunned/mowed/mown down | gunning/mowing down
shooting strong small-arms : fired/firing/fire/fires on/at/into/upon | exchanged fire | shots were/was fired | shots fired | hail of bullets | came under fire | gunshot wound/wounds
shooting strong small-arms : riddled/sprayed with bullets | machine - gunned
explosion strong - : blew/blow/blown/blowing up | blowing up of | went/go/gone/goes/going off | blew/blow/blown himself/herself/themselves up
explosion strong landmine : stepped/trod/stepping/treading/drove/drives/ran/runs/run/hit/hits/struck/over/on/onto/detonated/tripped/by a/an mine/landmine | on/over/onto/by/hit/struck a/an anti-tank/anti-personnel/antipersonnel mine | on/over/hit/struck a land mine
explosion strong suicide-vest : blew/blow/blown/blowing himself/herself/themselves up | blew/blow/blown himself/herself/itself | suicide bomber/bombers
destruction strong incendiary-weapon : petrol/fire - bombed/bombing
destruction strong - : set/setting fire to | set/setting on fire | set/setting ablaze/alight | set/setting it/them ablaze/alight/on | burned/burnt/burning down | burned/burnt to the | put to the torch | torn down | pulled down | reduced to ashes/rubble
killing strong bladed-weapon : hacked/stabbed/hack/stab/hacking/stabbing/knifed/speared/chopped to death | throat/throats slit/cut | slit/cut/cutting/slitting his/her/their/the/its throat/throats
killing strong other : stoned/clubbed/bludgeoned/stone/club/stoning/clubbing to death
killing strong - : beaten/burned/burnt/crushed to death | burned/burnt alive | found dead/hanged/shot/strangled | put to death | beat to death
abduction strong - : taken/dragged/pulled/snatched from/off/out his/her/their/the/a/of | marched/marching away | put/forced/bundled into a/an/the car/van/vehicle/pick-up/pickup/truck/lorry/jeep/boat
abduction strong - : taken/took/take/taking hostage/captive/hostages | carried/carrying off/away | led/leading/leads away/off | whisked/dragged/marched/spirited away/off | taken/took/taking away | held hostage/captive | at gunpoint | kidnapped
detention strong - : taken/took/take into custody | rounded/rounding up | picked/picking up | placed under arrest | under arrest | in custody | behind bars | taken/took prisoner
torture strong other : electric shocks | beaten up with | beaten with | burned/burnt with cigarettes/irons
torture strong - : beaten up | severely/badly/savagely beaten | hung/suspended by
sexual-violence strong - : sexually assaulted/abused | violated women/girls | gang raped | gang - raped
displacement strong - : driven/drove/drive/driving from/out | forced/forcing from | ordered/ordering out | ordered/told/forced to leave | forcibly transferred/displaced
siege strong - : cut off | under siege | blocked/blocking/block/blocks/closed/closing all/the road/roads | turned/turning back/away lorries/trucks/convoys/ambulances/aid
protest-repression strong tear-gas : fired/firing/fire/used/using/use/uses/fires/lobbed tear gas | tear gas canisters/canister/shells/grenades
protest-repression strong - : broke/break/breaking up | broken up
clash strong - : exchange/exchanged/exchanging/exchanges of fire/gunfire | gun battle/battles/fight/fights | made contact | fire/gunfire was exchanged
attack strong - : came/come/coming under attack | fell on/upon | set upon | forced/fought their/his way
"""

#: What a weapon means when nothing else tells how it was used.
WEAPON_TYPES = {
    "air-dropped-bomb": "air-strike",
    "barrel-bomb": "air-strike",
    "drone": "air-strike",
    "missile": "shelling",
    "rocket": "shelling",
    "artillery": "shelling",
    "mortar": "shelling",
    "tank-fire": "shelling",
    "cluster-munition": "shelling",
    "incendiary-weapon": "shelling",
    "ied": "explosion",
    "car-bomb": "explosion",
    "suicide-vest": "explosion",
    "landmine": "explosion",
    "unexploded-ordnance": "explosion",
    "grenade": "explosion",
    "chemical-agent": "chemical-attack",
    "tear-gas": "protest-repression",
    "small-arms": "shooting",
    "sniper-rifle": "shooting",
    "bladed-weapon": "attack",
}
#: Verbs by lemma that a weapon's name is the subject of when it is used.
_HITS = word_set(
    "hit strike land fall slam crash explode detonate kill injure wound damage destroy rip tear plough plow target smash fly pierce pound rain wreck "
    "demolish flatten level burst drop set collapse blow hurt shatter impact reach claim overshoot leave fire attack engage catch come miss"
)
#: Verbs by lemma that a weapon's name is the object of when it is used.
USES = word_set(
    "fire launch drop throw lob hurl plant detonate toss shoot trigger use release plant explode set dump discharge leave unleash send rig put lay"
)
#: Tokens from which on a sentence without a trigger may tell of an event.
_SHORTEST = 3
AIRCRAFT = word_set(
    "aircraft warplane warplanes plane planes jet jets helicopter helicopters gunship gunships bomber bombers drone drones airforce aerial air-launched airstrike "
    "airstrikes uav uavs quadcopter quadcopters fighter-jet mig sukhoi antonov antonovs airplane airplanes aeroplane aeroplanes a/c"
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words of an event from `start` to before `end`; `strength` is "strong", "weak", "outcome" or "possible", `noun` tells nouns from verbs."""

    start: int
    end: int
    head: int
    type: str
    strength: str
    weapons: tuple[str, ...] = ()
    noun: bool = False


def find_triggers(document: Document, codes: Sequence[CodeMention]) -> tuple[Trigger, ...]:
    """The triggers of a document in order; where words belong to two, phrases go before nouns, nouns before verbs."""
    words = document.words
    taken: set[int] = set()
    found: list[Trigger] = []
    for trigger in (
        *_phrases_in(words),
        *_nouns(document, codes),
        *_verbs_in(document),
        *_with_complements(document, codes),
        *_weapons(document, codes),
    ):
        if not taken & set(range(trigger.start, trigger.end)):
            taken.update(range(trigger.start, trigger.end))
            found.append(trigger)
    return tuple(sorted(found, key=lambda trigger: trigger.start))


def possible_triggers(document: Document, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """One trigger for each sentence that has none by its words: its verb, which may tell of an event all the same, in order.

    The rules take none of them for an event; they are there to be asked about.
    """
    told = {document.sentence_numbers[trigger.head] for trigger in triggers}
    roots = [
        sentence.root for number, sentence in enumerate(document.sentences) if number not in told and len(sentence) >= _SHORTEST
    ]
    return tuple(
        Trigger(root.i, root.i + 1, root.i, "attack", "possible", noun=root.pos_ != "VERB")
        for root in roots
        if root.pos_ in ("VERB", "AUX", "NOUN", "PROPN")
    )


def _phrases_in(words: Sequence[str]) -> Iterator[Trigger]:
    table = _phrase_table()
    for start, word in enumerate(words):
        for places, (kind, strength, weapons) in table.get(word, ()):
            end = start + len(places)
            if end <= len(words) and all(words[start + step] in place for step, place in enumerate(places)):
                yield Trigger(start, end, start, kind, strength, weapons)
                break


def _nouns(document: Document, codes: Sequence[CodeMention]) -> Iterator[Trigger]:
    weapons = {code.head: code for code in codes if code.scheme == "weapon"}
    for mention in codes:
        if mention.scheme != "event":
            continue
        token = document.doc[mention.head]
        if (
            mention.end - mention.start == 1
            and token.pos_ in ("VERB", "AUX", "ADP", "ADV")
            and (token.tag_ != "VBG" or _finite(token))
        ):
            continue
        weapon = weapons.get(mention.head)
        if mention.notation == "explosion" and weapon is not None and weapon.notation in WEAPON_TYPES:
            start, end = min(mention.start, weapon.start), max(mention.end, weapon.end)
            yield Trigger(
                start, end, mention.head, _thrown(token, weapon.notation), "strong", _meant(token, weapon.notation), noun=True
            )
        else:
            yield Trigger(mention.start, mention.end, mention.head, mention.notation, "strong", noun=True)


def _finite(token: Token) -> bool:
    """Whether a word in "-ing" is a verb with its subject or auxiliary, and no noun."""
    return any(child.dep_ in ("nsubj", "aux", "nsubjpass") for child in token.children)


def _thrown(token: Token, weapon: str) -> str:
    """The event type of a weapon; what is dropped comes from the air."""
    return "air-strike" if token.head.lemma_.lower() == "drop" else WEAPON_TYPES[weapon]


def _meant(token: Token, weapon: str) -> tuple[str, ...]:
    """The weapon that a noun means; a bomb that is dropped is an air-dropped one."""
    return ("air-dropped-bomb",) if token.head.lemma_.lower() == "drop" and weapon == "ied" else (weapon,)


def _verbs_in(document: Document) -> Iterator[Trigger]:
    table, forms = _verb_table(), _verb_forms()
    for index, (word, lemma) in enumerate(zip(document.words, document.lemmas, strict=True)):
        if word not in forms and lemma not in table:
            continue
        token, entry = document.doc[index], forms.get(word) or table[lemma]
        if token.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
            continue
        if token.pos_ != "VERB" and not _acts(token):
            continue
        kind, strength, weapons = entry
        yield Trigger(token.i, token.i + 1, token.i, kind, strength, weapons)


def _acts(token: Token) -> bool:
    """Whether a word that is no verb for spaCy tells what was done all the same: a participle, or "the burning of two buses"."""
    if token.lower_ == "shot":
        return token.dep_ in _CLAUSAL and not any(child.dep_ in ("det", "amod", "nummod") for child in token.children)
    if token.lower_.endswith("ing"):
        return token.pos_ == "NOUN" and any(child.lower_ == "of" for child in token.rights)
    return token.lower_.endswith("ed") or token.lower_ in _IRREGULAR


def _with_complements(document: Document, codes: Sequence[CodeMention]) -> Iterator[Trigger]:
    """Verbs that tell of an event only with the right words beside them: "fired at", "took him from his shop"."""
    people = {code.head for code in codes if code.scheme == "group"}
    for index in [position for position, lemma in enumerate(document.lemmas) if lemma in _COMPLEMENTED]:
        token, lemma = document.doc[index], document.lemmas[index]
        if token.pos_ != "VERB":
            continue
        if lemma == "fire" and fires(token):
            yield Trigger(token.i, token.i + 1, token.i, "shooting", "strong", ("small-arms",))
        elif lemma in ("exchange", "trade", "swap") and any(
            word.lower_ in ("fire", "gunfire", "shots") for word in document.doc[token.i : token.i + 9]
        ):
            yield Trigger(token.i, token.i + 1, token.i, "clash", "strong")
        elif lemma == "set" and any(child.lower_ in ("ablaze", "alight", "afire") for child in token.children):
            yield Trigger(token.i, token.i + 1, token.i, "destruction", "strong")
        elif lemma in _TAKING and takes_people(token, people):
            yield Trigger(token.i, token.i + 1, token.i, "abduction", "strong")
        elif lemma == "take" and leads_people(token, people):
            yield Trigger(token.i, token.i + 1, token.i, "abduction", "weak")
        elif lemma == "hold" and (held := has_people(token, people)) is not None:
            yield Trigger(token.i, token.i + 1, token.i, "abduction" if held.dep_ == "dobj" else "detention", "strong")
        elif lemma in _FINDING and (found := bodies_found(token)) is not None:
            yield Trigger(found.i, found.i + 1, found.i, "killing", "outcome", noun=True)


#: How a verb stands that spaCy takes for a noun.
_CLAUSAL = frozenset({"ROOT", "acl", "conj", "relcl", "appos", "ccomp", "advcl", "dep", "parataxis"})
#: Participles that do not end in "-ed" and that spaCy may take for adjectives.
_IRREGULAR = frozenset({"shot", "burnt", "hung", "slain", "overrun", "struck"})


def _weapons(document: Document, codes: Sequence[CodeMention]) -> Iterator[Trigger]:
    """Weapons that are said to hit or to be used, and weapons in fragments without a verb."""
    for mention in codes:
        if mention.scheme != "weapon" or mention.notation not in WEAPON_TYPES:
            continue
        token = document.doc[mention.head]
        while (above := _above(token)) is not None:
            token = above
        if _used(token) or _trodden(token, mention.notation):
            yield Trigger(
                mention.start,
                mention.end,
                mention.head,
                _thrown(token, mention.notation),
                "strong",
                _meant(token, mention.notation),
                noun=True,
            )


def _above(token: Token) -> Token | None:
    """The noun that a weapon's word is a part or a measured amount of: "mortar rounds", "a volley of rockets"."""
    if token.dep_ in ("compound", "amod", "nmod", "poss") and token.head is not token:
        return token.head
    measured = token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in _MEASURES
    return token.head.head if measured else None


def _used(token: Token) -> bool:
    """Whether a weapon is said to hit something or to be used against it."""
    verb = token.head
    lemma = verb.lemma_.lower()
    if token.dep_ in ("nsubj", "csubj", "nsubjpass"):
        return lemma in _HITS or lemma in USES
    if token.dep_ == "dobj" and lemma in USES:
        return True
    if (
        token.dep_ == "pobj"
        and verb.lower_ in ("by", "with")
        and (verb.head.lemma_.lower() in _HITS or verb.head.lemma_.lower() in USES)
    ):
        return True
    if token.dep_ == "ROOT" and any(child.lower_ in ("on", "at", "into", "onto", "over", "through") for child in token.rights):
        return True
    return any(
        child.dep_ in ("acl", "relcl") and (child.lemma_.lower() in _HITS or child.lemma_.lower() in USES)
        for child in token.children
    )


def _trodden(token: Token, notation: str) -> bool:
    """Whether somebody set off a mine or a remnant: "drove over a mine", "picked up a shell"."""
    if notation not in ("landmine", "unexploded-ordnance", "ied"):
        return False
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return token.dep_ in ("dobj", "pobj") and verb.lemma_.lower() in _TREADS


_TAKING = word_set("take lead drag carry march pull seize haul remove")
_FINDING = word_set("find discover recover count exhume unearth retrieve fish")
_COMPLEMENTED = _TAKING | _FINDING | {"fire", "exchange", "set", "trade", "swap", "hold"}
_TREADS = word_set("step tread drive run go hit strike trigger detonate trip pick find play ride walk ram roll pass")
_MEASURES = word_set(
    "volley salvo barrage hail round rounds series wave waves number pair dozen dozens burst fragments fragment piece"
)
_Entry = tuple[str, str, tuple[str, ...]]


def _rows(table: str) -> Iterator[tuple[_Entry, str]]:
    for line in table.strip().splitlines():
        left, _, words = line.partition(" : ")
        kind, strength, weapon = left.split()
        yield (kind, strength, () if weapon == "-" else (weapon,)), words


@cache
def _verb_table() -> dict[str, _Entry]:
    return {verb: entry for entry, words in _rows(_VERBS) for verb in words.split()}


@cache
def _verb_forms() -> dict[str, _Entry]:
    """The regular participles of the verbs: spaCy's lemma of some of them is another word's ("raped")."""
    forms: dict[str, _Entry] = {}
    for verb, entry in _verb_table().items():
        stem = verb.removesuffix("e")
        forms |= {f"{stem}ed": entry, f"{stem}ing": entry}
    return forms | {"shot": _verb_table()["shoot"]}


@cache
def _phrase_table() -> dict[str, list[tuple[tuple[frozenset[str], ...], _Entry]]]:
    """The phrases by their first word, the longest first."""
    return phrase_table(_rows(_PHRASES))
