"""Whom a noun phrase makes an agent that can do violence: a token goes in, the agent that its phrase names comes out.

A name known to the document, what stands after "of" or before the noun ("Fano fighters"), a common noun for an actor or
the state of a demonym. Gunmen, men and crowds are nobody in particular.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention, PlaceMention
from kg.extraction.people import is_plural_person
from kg.extraction.speech import SPEECH_VERBS
from kg.extraction.tables import word_set
from kg.extraction.triggers import AIRCRAFT
from kg.model import Agent
from kg.places.countries import country_name, find

#: Nouns for those who can do violence.
ACTORS = word_set(
    "police policeman policemen officer officers soldier soldiers troop troops army military militia militias militiaman militiamen rebel rebels fighter fighters insurgent insurgents "
    "jihadist jihadists islamist islamists militant militants guerrilla guerrillas settler settlers paramilitary paramilitaries gendarme gendarmes gendarmerie guards navy marines commandos "
    "terrorist terrorists separatist separatists extremist extremists forces force guards bandit bandits herders herdsmen herdsman pirates gang gangs gangsters junta regime coalition government authorities "
    "secessionists loyalists partisans vigilantes dissidents traffickers supporters agents rangers patrol unit units brigade battalion regiment guard occupiers occupants invaders "
    "coastguard squad squads patrols brigades battalions regiments legionnaires mercenaries auxiliaries reservists mutineers poachers smugglers cadres elements rioters demonstrators "
    "protesters arsonists looters guardsmen paratroopers paratroops troopers tribesmen clansmen warders jailers wardens deserters irregulars strikers bodyguards hunters constables interrogators convoy"
)
#: Words for people who are nobody in particular.
NOBODY = word_set(
    "gunman gunmen man men woman attacker attackers assailant assailants crowd mob people person bomber bombers intruder intruders arsonist arsonists killer killers youth youths boy boys robbers kidnappers "
    "abductors perpetrators someone strangers individuals raiders group others they he she it who which that party parties side sides captors residents villagers"
)
#: Of these, those who are told apart from others by where they live, and people of whom nobody in particular is meant.
_NEIGHBOURS = frozenset({"villagers", "residents"})
_ANYBODY = (NOBODY - _NEIGHBOURS) | word_set("girls women children teenagers civilians victims survivors")
#: Nouns that with "the" stand for those named before.
_ANAPHORS = word_set(
    "group fighters fighter attackers attacker assailants gunmen militants insurgents rebels men militia militiamen raiders perpetrators bandits kidnappers movement gang"
)
_POINTING = frozenset({"the", "these", "those", "its", "their", "same"})
#: Words that make a guess of the phrase that they stand in.
HEDGES = re.compile(
    r"\b(?:suspected|alleged(?:ly)?|presumed|presumably|believed|apparently|apparent|probably|probable|thought|suspects?|possibly|likely|reportedly|appeared|supposed(?:ly)?)\b",
    re.IGNORECASE,
)
_ARMS = AIRCRAFT | word_set(
    "artillery tanks tank gunboat gunboats warship warships shell shells mortar mortars rocket rockets missile missiles bomb bombs sniper snipers gunners mine mines landmine landmines grenade grenades ied ieds rpg rpgs strike strikes fpv uav uavs kalashnikov kalashnikovs howitzer howitzers"
)
_MEMBERS = frozenset({"members", "member", "wing"})
#: How words before a noun hang on it.
PREMODIFIERS = frozenset({"poss", "compound", "amod", "nmod"})
#: What a state's forces are called, the commonest first.
_FORCES = ("military", "army", "Army", "[Aa]rmed [Ff]orces", "[Dd]efen[cs]e [Ff]orces", "forces", "[Aa]ir [Ff]orce", "[Nn]avy")
#: Prepositions before those who did it.
_DOING = frozenset({"by", "between", "with", "to", "on"})
#: Kinds of agents that can do violence.
_PARTIES = frozenset({"ArmedActor", "State", "Organization"})
#: What spaCy's names can mean that does no violence as a group.
_NO_GROUPS = frozenset({"PERSON", "GPE", "LOC", "FAC", "DATE", "TIME"})
#: Nouns that stand for those named after "of": "rebels of X", "a drone of X".
COLLECTIVE = (
    NOBODY | _MEMBERS | _ARMS | word_set("rebels fighters soldiers troops forces elements militants aircraft units gunships")
)
#: Of these and of the actors, those of whom "of" says whose they are: "soldiers of the battalion".
_STAFF = _MEMBERS | word_set(
    "soldiers troops fighters officers agents operatives elements militants rebels guerrillas policemen gunmen cadres commandos unit units patrol patrols column detachment platoon squad "
    "squads band bands cell"
)
#: What is an armed body only with the word before it: "security services".
_SERVICES = frozenset({"service", "services"})
_OF_SERVICES = frozenset({"security", "intelligence", "secret", "special"})
#: Marks that no name reaches over, and what makes a name before a dash tell of another's actor: "the Saudi-led coalition".
_BREAKS = frozenset({",", ";", ":", "|", "(", ")", "–", "—"})
_LED = frozenset({"led", "backed", "allied", "affiliated", "linked", "trained", "aligned", "supported"})
#: A make of aircraft or weapon: "Mi-35", "F-16s", "Su25".
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,2}-?\d{1,3}[A-Za-z]{0,2}")
#: Words before an armed actor that don't tell it apart.
_TELLING_NOTHING = word_set("several armed unidentified unknown other last first same such remaining retreating -")
#: How far a head looks left for a name; letters of an abbreviation, and of a heading of several words.
_BEFORE = 5
_ABBREVIATION = 7
_HEADING = 5


class Actors:
    """The agents that the noun phrases of one document name, by the names known of it."""

    def __init__(self, document: Document, names: Sequence[NameMention], places: Sequence[PlaceMention] = ()) -> None:
        self.document, self.doc = document, document.doc
        self._places = {place.start: place.end for place in places if not place.is_country}
        self.publisher = document.report.publisher
        self.words, self.texts = document.words, document.texts
        self.names = {index: name for name in names if not self._is_place(name) for index in range(name.start, name.end)}

    def _is_place(self, name: NameMention) -> bool:
        """Whether a name is that of a place, which does nothing."""
        return self._places.get(name.start) == name.end and name.agent.kind not in ("ArmedActor", "State")

    @cached_property
    def _introduced(self) -> int:
        """The first token from which on "the rebels" may be somebody named before."""
        known = ("ArmedActor", "State")
        named = (index for index, name in self.names.items() if name.agent.kind in known and not name.agent.label.islower())
        common = (
            index for index, word in enumerate(self.words) if word in ACTORS and self.words[max(0, index - 1)] not in _POINTING
        )
        return min(min(named, default=len(self.words)), next(common, len(self.words)))

    @cached_property
    def parties(self) -> tuple[tuple[int, int, Agent], ...]:
        """Everyone named in the document who can do violence, with the tokens of the mention, in order."""
        found = [(name.start, name.end, agent) for name in dict.fromkeys(self.names.values()) if (agent := self._party(name))]
        texts = self.document.texts
        for index, word in enumerate(self.words):
            if index in self.names:
                continue
            if (word in ACTORS or self._serves(index)) and (agent := self.agent(self.doc[index])) is not None:
                found.append((index, index + 1, agent))
            elif word[:1].isalpha() and texts[index][0].isupper() and (code := find(texts[index])) is not None:
                found.append((index, index + 1, self.of_state(Agent(country_name(code), kind="State"))))
        return tuple(sorted(found, key=lambda one: one[:2]))

    def _party(self, name: NameMention) -> Agent | None:
        """The agent of a name that can do violence, or that does something else than speak though it seems to be a person's."""
        if name.agent.kind != "Person":
            return self._acting(name)
        token = self.doc[name.end - 1]
        acts = token.dep_ in ("nsubj", "conj") and token.head.lemma_.lower() not in SPEECH_VERBS
        return name.agent if acts or (token.dep_ == "pobj" and token.head.lower_ in _DOING) else None

    def agent(self, token: Token) -> Agent | None:
        """The perpetrator that a noun phrase names by its head, None for nobody in particular."""
        if self._is_publisher(token):
            return Agent(self.publisher or "", kind="Organization")
        if token.lower_ in _STAFF and (told := self._by_description(token)) is not None:
            return told
        name = self.names.get(token.i)
        if name is not None and (acting := self._acting(name)) is not None:
            return None if self.points(token) and name.agent.label.islower() else acting
        if name is not None and token.lower_ not in _ARMS:
            return None
        return (
            self._by_description(token)
            or self._by_name_before(token)
            or self._by_noun(token)
            or self._by_capitals(token)
            or self._by_group(token)
        )

    def named_by(self, token: Token) -> Iterator[tuple[Token, Agent]]:
        """The agents of a noun and of those joined to it; "Russian-Syrian" is two states."""
        members = next((_of(one) for one in (token,) if one.lower_ in _STAFF and self._by_description(one) is not None), ())
        for conjunct in members or (token, *token.conjuncts):
            agent = self._capital(conjunct) if members else self.agent(conjunct)
            states = [code for word in agent.label.split("-") if (code := find(word)) is not None] if agent is not None else []
            if agent is not None and len(states) > 1 and len(states) == len(agent.label.split("-")):
                yield from ((conjunct, Agent(country_name(code), kind="State")) for code in states)
            elif agent is not None:
                yield conjunct, agent

    def names_actor(self, token: Token) -> bool:
        """Whether a word stands for somebody who can do violence: by its name, as a demonym, or as a common noun."""
        name = self.names.get(token.i)
        return (
            (name is not None and name.agent.kind in _PARTIES)
            or find(token.text) is not None
            or (token.lower_ in ACTORS and token.pos_ != "ADJ")
        )

    def points(self, token: Token) -> bool:
        """Whether a doer is a pronoun, or a common noun with "the" that stands for someone named before."""
        if token.pos_ == "PRON" or token.lower_ in ("they", "he", "she", "it", "who"):
            return True
        if token.lower_ in ACTORS and any(child.lower_ == "same" for child in token.children):
            return True
        if token.lower_ in ACTORS and any(child.dep_ == "poss" and child.lower_ in ("its", "their") for child in token.children):
            return True
        new = token.lower_ in ACTORS and token.i < self._introduced
        return token.lower_ in _ANAPHORS and not new and any(child.lower_ in _POINTING for child in token.children)

    def people(self, token: Token) -> Agent | None:
        """The people of a noun who are no party by trade: "loggers", "villagers"; None for people in particular or nobody."""
        plain = token.tag_ == "NNS" and token.text.islower() and token.lower_ not in _ANYBODY
        if not plain or self.agent(token) is not None or not (token.lower_ in _NEIGHBOURS or is_plural_person(token)):
            return None
        return replace(self._common(token, token.left_edge.i), kind="Agent")

    def _is_publisher(self, token: Token) -> bool:
        """Whether a word means the report's own publisher: "we", "our forces"."""
        if self.publisher is None:
            return False
        return token.lower_ == "we" or (token.lower_ in ACTORS and any(child.lower_ == "our" for child in token.children))

    def _serves(self, index: int) -> bool:
        """Whether a word is "services" of security or intelligence."""
        return self.words[index] in _SERVICES and index > 0 and self.words[index - 1] in _OF_SERVICES

    def _by_name_before(self, token: Token) -> Agent | None:
        """The agent of a name in front of the head: "Fano fighters"."""
        start = max(token.left_edge.i, token.i - _BEFORE)
        reached = takewhile(
            lambda index: index in self.names or self.texts[index] not in _BREAKS, range(token.i - 1, start - 1, -1)
        )
        before = next((self.names[index] for index in reached if index in self.names), None)
        if before is not None and self.texts[before.end] == "-" and self.words[before.end + 1] in _LED:
            return None
        agent = self._acting(before) if before is not None else None
        if before is not None and agent is not None and HEDGES.match(agent.label):
            return self._common(token, before.start)
        return agent

    def _by_noun(self, token: Token) -> Agent | None:
        """The actor that the head itself means, or the state of a demonym before its arms: "Turkish jets"."""
        start = token.left_edge.i
        if token.lower_ in ACTORS or self._serves(token.i):
            return None if self.points(token) else self._common(token, start)
        words = [token] if token.lower_ not in _ARMS else list(self.doc[start : token.i])
        actor = next(
            (word for word in reversed(words) if word.lower_ in ACTORS - {"fighter"} and word.dep_ in PREMODIFIERS), None
        )
        if actor is not None:
            return self._common(actor, start)
        codes = [code for word in words if word.text[0].isupper() and (code := find(word.text)) is not None]
        return Agent(country_name(codes[0]), kind="State") if codes else None

    def _by_capitals(self, token: Token, *, alone: bool = False) -> Agent | None:
        """The group that capitals name where nobody knew the name: "the Shining Dawn"; never a place, which does nothing."""
        start = token.i
        while start > token.sent.start and self.doc[start - 1].text[:1].isupper() and self.doc[start - 1].pos_ != "DET":
            start -= 1
        single = start == token.i and not (alone and token.i > token.sent.start)
        if token.pos_ != "PROPN" or not token.text[:1].isupper() or single or token.ent_type_ in _NO_GROUPS:
            return None
        return Agent(self.doc[start : token.i + 1].text, kind="ArmedActor")

    def _by_description(self, token: Token) -> Agent | None:
        """Whom "men of X", "members of X" and "men believed to be X" mean."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and token.lower_ in COLLECTIVE | _STAFF:
                agent = next((self._capital(grand) for grand in child.children if grand.dep_ == "pobj"), None)
                if agent is not None:
                    return agent
            if child.dep_ in ("acl", "relcl") and HEDGES.search(child.text):
                return next((self.agent(one) for one in child.subtree if one.dep_ == "attr"), None)
        return None

    def _by_group(self, token: Token) -> Agent | None:
        """The armed group whose people a noun of any kind means: "delinquents of X", "sympathisers of X"."""
        if token.tag_ != "NNS":
            return None
        names = (self.names.get(one.i) for one in _of(token))
        return next((name.agent for name in names if name is not None and name.agent.kind == "ArmedActor"), None)

    def _capital(self, token: Token) -> Agent | None:
        """The group that stands behind "members of", no state: by its name, or by its capitals where nobody knew the name."""
        name = self.names.get(token.i)
        agent = self._acting(name) if name is not None else self._by_capitals(token, alone=True)
        if agent is None and token.lower_ in ACTORS and not self.points(token):
            return self._common(token, token.left_edge.i)
        return None if agent is None or agent.kind == "State" else agent

    @cached_property
    def _forces(self) -> dict[str, Agent]:
        """For each state whose forces the text names ("the Turkish army") what it calls them."""
        found: dict[str, Agent] = {}
        text = self.doc.text
        for kind in _FORCES:
            for match in re.finditer(rf"\b([A-Z][\w.]+(?:-[A-Z]\w+)?) {kind}\b", text):
                if (code := find(match.group(1))) is not None:
                    found.setdefault(code, Agent(match.group(0), kind="ArmedActor"))
        return found

    def of_state(self, agent: Agent) -> Agent:
        """A state's forces in its place, where the text calls them by name."""
        code = find(agent.label) if agent.kind == "State" else None
        return agent if code is None else self._forces.get(code, agent)

    @staticmethod
    def _acting(name: NameMention) -> Agent | None:
        """The agent of a name that can do violence; a demonym is its state, a person or "gunmen" is nobody."""
        agent, label = name.agent, name.agent.label
        heading = label.isupper() and (len(label) > _ABBREVIATION or (" " in label and len(label) > _HEADING))
        if agent.kind == "Person" or heading or label.startswith("Operation"):
            return None
        if label.casefold() in NOBODY or label.casefold().split()[-1] in _ARMS or _MODEL.fullmatch(label):
            return None
        if (guess := HEDGES.match(label)) is not None:
            return Agent(label[guess.end() :].strip(), kind=agent.kind) if len(label) > guess.end() else None
        code = find(label)
        return agent if code is None else Agent(country_name(code), kind="State")

    def _common(self, token: Token, start: int) -> Agent:
        """An armed actor named by a common noun, with the words that tell it apart ("Israeli settlers")."""
        first = token.i
        while (
            first > start
            and self.doc[first - 1].dep_ in ("amod", "compound", "nmod")
            and not HEDGES.search(self.doc[first - 1].text)
            and self.doc[first - 1].lower_ not in _TELLING_NOTHING
        ):
            first -= 1
        if first - start > 1 and self.texts[first - 1] == "-" and self.words[first] in _LED:
            first -= 2
        return Agent(self.doc[first : token.i + 1].text, kind="ArmedActor")


def _of(token: Token) -> tuple[Token, ...]:
    """What stands after "of", with what is joined to it."""
    found = (grand for child in token.children if child.dep_ == "prep" and child.lower_ == "of" for grand in child.children)
    return tuple(joined for grand in found if grand.dep_ == "pobj" for joined in (grand, *grand.conjuncts))
