"""Words of harm: a word or the first word of a phrase goes in, the outcome it means and the role of those hurt come out.

The role is "object" of an active verb ("killed five people"), "subject" of one ("five people died"), "either", or "head" where
the word itself names the people ("five dead").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extraction.tables import phrase_table

#: Verbs, by lemma: outcome, role of the people, verbs.
_VERBS = """
killed object: kill murder assassinate execute massacre slaughter behead hang lynch slay martyr decapitate strangle neutralise neutralize electrocute
killed object: gun crush incinerate suffocate drown liquidate exterminate garrotte disembowel eliminate
killed subject: die perish succumb
tortured object: lash
injured object: graze asphyxiate slash knife
injured object: beat injure wound hurt maim blind lacerate hospitalise hospitalize bruise burn concuss scald
killed object: bury lose shoot claim cost
injured object: stab treat cut
detained object: hold
detained object: arrest nab detain jail imprison apprehend remand incarcerate intern
abducted object: abduct kidnap snatch waylay
displaced object: displace uproot evict expel evacuate
displaced subject: flee
missing subject: disappear vanish
tortured object: torture whip flog waterboard mistreat ill-treat
sexually-abused object: rape gang-rape molest
besieged object: besiege encircle
"""

#: Phrases in lower case, alternatives in one place by "/": outcome, role, phrases.
_PHRASES = """
killed subject: lives/life lost/claimed | lives/life were/was/have/been lost | lost their/his/her/its life/lives | lose their/his/her life/lives | losing their/his/her life/lives | embraced martyrdom | bled to death | been/were/was/is/are martyred
killed either: burned/burnt/beaten/stabbed/bayoneted/hacked/shot/stoned/clubbed/crushed/trampled/bludgeoned/tortured/starved/frozen to death | burned/burnt/buried alive
killed either: shot dead | hacked/cut/gunned/mown/mowed down | shot and killed | stabbed and killed
killed subject: burning alive | have/has/had/did not wake/survived/survive
killed subject: found dead/hanged/hanging/strangled/decapitated/beheaded/murdered/lifeless/shot/stabbed | declared/pronounced dead | was/were/is/are/lay/lie/already/confirmed/left dead
killed subject: died | is/was/were buried | did not survive | failed to survive | dead on arrival
killed object: cut/cutting/slit/slitting the throats/throat of | shoot dead | shooting dead | claimed the life/lives of | took the life/lives of | opened fire and killed | stabbing to death | beating to death | hacking to death | gunning down | put to death
injured subject: suffered/suffering/suffer/sustained/sustaining/sustain/received/with/had/have serious/severe/light/minor/slight/critical/bullet/gunshot/shrapnel/burn/head/leg/several/multiple/fatal injuries/wounds/burns
injured subject: suffered/suffering/sustained/sustaining/received/with injuries/wounds/burns/lacerations/bruises/fractures | lost a/both/one/an leg/legs/arm/arms/eye/eyes/hand/foot/limb/hands | treated for | being treated | under treatment | in hospital
injured subject: hit by | were/was/been hit | lost a/an/both/one/his/her/their leg/legs/arm/arms/foot/ear/eye/hand/hands/finger/fingers | operated on
injured subject: in a/the critical/serious/stable/grave condition/state | in critical/serious/stable/intensive condition/state/care | taken/rushed/admitted/brought/evacuated/transferred/referred/carried/driven/sent/airlifted/flown to hospital/hospitals | taken/rushed/admitted/brought/evacuated/transferred/referred to the/a/local/nearby hospital/hospitals/clinic
injured subject: hit by shrapnel/bullets/splinters/fragments/glass/pellets | hit in the/both | shot in the/both | shot through | wounded in action | lightly/slightly/badly/seriously/severely/critically/gravely hurt | cut by glass/shrapnel/splinters | in/into intensive care | on a respirator | lost consciousness
detained subject: taken/took/placed/remanded into/in custody | in custody | in detention | under arrest | behind bars | being held | is/are/was/were/still/remain/remains held | held without charge
detained object: rounded/rounding/round up | picked/picking up | took/taking/take into custody
abducted either: carried/led/whisked/dragged/marched off/away
abducted subject: taken/driven off/away | taken/held hostage | taken/held captive | held/seized for ransom | taken/held hostages | taken at gunpoint | taken by force | still/remain/remains/being/is/are captive | in captivity | taken from their/his/her home/homes/bed/beds/house/houses | held for ransom
abducted object: carrying/took/taking/leading/dragging/marching off/away | took/taking hostage | took/taking captive
missing subject: has/have/had not/never been found/located/traced/seen | not/never been heard
missing subject: gone/went/go/goes/is/are/was/were/still/remain/remains/remained/reported/declared/listed/as/been missing | unaccounted for | not been seen | not seen | disappeared | whereabouts | has/have not returned | did not return | never returned | lost at sea
displaced subject: fled | left/leave/leaving/abandoned/abandon their/his/her/the home/homes/house/houses/village/villages/area | driven/forced/chased/pushed from/out/to flee | forced to leave/move | taken refuge | took refuge | taken/seek/seeking/sought shelter | sheltering/sleeping in/at | made/left/rendered homeless | crossed into | crossed the border | on the road | on the move | put to flight | living in camps/tents | evacuated
sexually-abused subject: sexually assaulted/abused/violated | subjected to sexual | gang raped | gang - raped | been/were/was violated
sexually-abused object: sexually assaulting/abusing
abducted subject: taken prisoner
tortured subject: subjected to torture | ill - treated | ill-treated | mistreated | beaten up | severely/badly/savagely beaten | given electric
missing object: whereabouts of
abducted object: made/making/make off with | drove/driving/drive off with
killed either: fatally shot/wounded/injured/stabbed/hurt/beaten/hit
killed subject: one/two fatally | could not be saved | throats slit/cut | wiped out | committed to mother earth
missing subject: been heard of/from | no trace | heard of since | come back since | come home since
injured subject: lost his/her/a left/right leg/arm/foot/hand/eye | took a bullet | hit by bullets/shots/gunfire/pellets | with a concussion | on the operating table | has a concussion | with burns/cuts/shrapnel | with bullet/gunshot/shrapnel wounds/injuries | has a broken/fractured | with a broken/fractured | burns to the/both/his/her | a bullet in the
displaced subject: live/living/sleep/sleeping in camps/tents/schools | lost their homes | made their way to | set in motion | taking/take refuge
tortured subject: bore/bearing/bear/had marks of | publicly lashed/flogged/whipped
deprived subject: without supply/supplies/rations/lessons/classes/current/heat/schools | out of class/school/reach | short of food/water/medicine
deprived object: cutting/cut off | depriving/deprived/deprive
deprived subject: without food/water/electricity/power/access/medical/health/drinking/safe/clean/light/heating/school/schooling/medicine/medicines/care/aid | cut off from | deprived of | with no access/medical/food/water/electricity/power | in need of | need food/assistance/aid/humanitarian | no access to | denied access/aid/food
at-risk subject: at risk | in danger | facing/face famine/starvation/hunger | at imminent | threatened with | under threat
injured subject: in a coma | in coma | lost/losing/lose/loses a/an/both/one/his/her/their leg/legs/foot/feet/arm/arms/hand/hands/eye/eyes/finger/fingers | lost foot/leg/arm/hand/eye/sight/hearing | lost his/her/their sight/hearing/eyesight | receiving/received/receive/receives treatment | underwent/undergone/undergoing surgery
injured subject: needed/need/needs/needing stitches/surgery/treatment | left for dead | with a bullet/knife/machete/stab/head wound | nursing/nursed wounds/injuries
displaced subject: without a roof | homeless
missing subject: could not be found/traced/located | cannot be found/traced/located
missing subject: under the rubble/debris | yet to be found
besieged subject: cut off in | shut in | trapped there
besieged subject: under siege | trapped in/inside/between/by | under blockade | encircled in
"""

#: Nouns and adjectives for the people themselves.
_HEADS = """
killed head: dead killed death deaths fatality fatalities body bodies corpse corpses martyr martyrs killing killings murder murders remains execution executions kia doa deceased assassination assassinations slain toll homicides homicide
injured head: injured wounded wound injury injuries hurt wia maimed
detained head: arrest arrests detainee detainees detentions arrested detained
abducted head: hostage hostages kidnapped abducted abductee abductees captive captives abductions kidnappings abduction kidnapping
displaced head: displaced idps idp
missing head: missing disappeared disappearances disappearance mia
sexually-abused head: rape rapes
tortured head: tortured
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """The outcome that words of the tables mean, and the role in which the people stand."""

    outcome: str
    role: str


def _rows(table: str) -> Iterator[tuple[Entry, str]]:
    for line in table.strip().splitlines():
        left, _, words = line.partition(":")
        outcome, role = left.split()
        yield Entry(outcome, role), words


@cache
def verbs() -> dict[str, Entry]:
    """The verbs by lemma and by their regular forms, with what they do to people."""
    return {form: entry for entry, words in _rows(_VERBS) for verb in words.split() for form in (verb, *_inflected(verb))}


def _inflected(verb: str) -> tuple[str, ...]:
    """The regular past and present participle of a verb, for words that spaCy gives another lemma ("raped": "rap")."""
    stem = verb.removesuffix("e")
    return (f"{stem}ed", f"{stem}ing")


@cache
def heads() -> dict[str, Entry]:
    """The nouns and adjectives for people, with what these suffered."""
    return {word: entry for entry, words in _rows(_HEADS) for word in words.split()}


@cache
def phrases() -> dict[str, list[tuple[tuple[frozenset[str], ...], Entry]]]:
    """The phrases by their first word, the longest first."""
    return phrase_table(_rows(_PHRASES))
