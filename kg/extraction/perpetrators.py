"""Who did it: a trigger goes in, the agents that the sentence says did it come out, with whether the text hedges.

The perpetrator is the subject of an active verb, the "by" of a passive one or of a noun, or what stands before a noun ("an
Israeli strike", "Fano fighters"). Gunmen, men and crowds are nobody in particular.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention
from kg.extraction.responsibility import BEGINNINGS, accuses, responsible, trades
from kg.extraction.speech import SPEECH_VERBS
from kg.extraction.tables import word_set
from kg.extraction.triggers import AIRCRAFT, USES, Trigger
from kg.model import Agent
from kg.places.countries import country_name, find

_ACTORS = word_set(
    "police policeman policemen officer officers soldier soldiers troop troops army military militia militias militiaman militiamen rebel rebels fighter fighters insurgent insurgents "
    "jihadist jihadists islamist islamists militant militants guerrilla guerrillas settler settlers paramilitary paramilitaries gendarme gendarmes gendarmerie guards navy marines commandos "
    "terrorist terrorists separatist separatists extremist extremists forces force guards bandit bandits herders herdsmen herdsman pirates gang gangs gangsters junta regime coalition government authorities "
    "secessionists loyalists partisans vigilantes dissidents traffickers supporters agents rangers patrol unit units brigade battalion regiment guard occupiers occupants invaders "
    "coastguard squad convoy legionnaires mercenaries auxiliaries reservists mutineers poachers smugglers cadres elements rioters demonstrators protesters arsonists looters"
)
_NOBODY = word_set(
    "gunman gunmen man men woman attacker attackers assailant assailants crowd mob people person bomber bombers intruder intruders arsonist arsonists killer killers youth youths boy boys robbers kidnappers "
    "abductors perpetrators someone strangers individuals raiders group others they he she it who which that party parties side sides captors residents villagers"
)
_ANAPHORS = word_set(
    "group fighters fighter attackers attacker assailants gunmen militants insurgents rebels men militia militiamen raiders perpetrators bandits kidnappers movement"
)
#: Verbs whose subject without an object suffers what they say.
_UNDERGONE = word_set("die perish explode detonate go blow burn injure fall")
_HEDGES = re.compile(
    r"\b(?:suspected|alleged(?:ly)?|presumed|believed|apparently|apparent|probably|probable|thought|suspects?|possibly|likely|reportedly|appeared|supposed)\b",
    re.IGNORECASE,
)
#: Words that make a guess of what a sentence says.
SUPPOSING = re.compile(_HEDGES.pattern + r"|\b(?:believes?|suspects?)\b", re.IGNORECASE)
_HEDGED_SENTENCE = re.compile(r"\b(?:suspected|believed to (?:be|have)|thought to (?:be|have)|allegedly)\b")
_ARMS = AIRCRAFT | word_set(
    "artillery tanks tank gunboat gunboats warship warships shell shells mortar mortars rocket rockets missile missiles bomb bombs sniper snipers gunners mine strike strikes"
)
_MEMBERS = frozenset({"members", "member", "wing"})
_PREMODIFIERS = frozenset({"poss", "compound", "amod", "nmod"})
#: What a state's forces are called, the commonest first.
_FORCES = ("military", "army", "Army", "[Aa]rmed [Ff]orces", "[Dd]efen[cs]e [Ff]orces", "forces", "[Aa]ir [Ff]orce", "[Nn]avy")
#: Prepositions before those who did it.
_DOING = frozenset({"by", "between", "with", "to", "on"})
#: What a state does as a whole and not by its forces.
_BY_STATES = frozenset({"siege", "displacement"})
#: Kinds of agents that can do violence.
_PARTIES = frozenset({"ArmedActor", "State", "Organization"})
#: What spaCy's names can mean that does no violence as a group.
_NO_GROUPS = frozenset({"PERSON", "GPE", "LOC", "FAC", "DATE", "TIME"})
#: Nouns that stand for those named after "of": "rebels of X", "a drone of X".
_COLLECTIVE = (
    _NOBODY | _MEMBERS | _ARMS | word_set("rebels fighters soldiers troops forces elements militants aircraft units gunships")
)
#: Of these and of the actors, those of whom "of" says whose they are: "soldiers of the battalion".
_STAFF = _MEMBERS | word_set(
    "soldiers troops fighters officers agents operatives elements militants rebels guerrillas policemen gunmen cadres commandos"
)
#: Words that make a guess of what follows them, and adverbs that make one of their verb.
_SUPPOSED = word_set("believed believe suspected suspect presumed thought alleged supposed")
_ADVERBS = word_set("allegedly apparently presumably supposedly probably")
_SUPPOSED_WITHIN = 10
#: How many words before and behind others are looked at in long sentences.
_NEAR = 60
#: How far a verb without a subject looks up for one, and a head looks left for a name; letters of an abbreviation.
_DEPTH = 3
_BEFORE = 5
_ABBREVIATION = 5
_CARRY = word_set(
    "carry launch stage mount conduct commit perpetrate wage begin start resume lead unleash execute make do step continue open initiate"
)


@dataclass(frozen=True, slots=True)
class Blame:
    """Who did it, as one sentence says; empty where it names nobody."""

    agents: tuple[Agent, ...] = ()
    suspected: bool = False
    #: Whether a pronoun or "the attackers" stands for whoever was named before.
    pointing: bool = False
    #: Whether people did it at all, named or not.
    human: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """Words apart from an event's that say who did it; `accusing` where it is somebody else's word."""

    position: int
    agents: tuple[Agent, ...]
    suspected: bool
    accusing: bool


class Blamer:
    """Finds the perpetrators of triggers in one document."""

    def __init__(self, document: Document, names: Sequence[NameMention]) -> None:
        self.document, self.doc = document, document.doc
        self.publisher = document.report.publisher
        self.words = document.words
        self.names = {index: name for name in names for index in range(name.start, name.end)}

    def blame(self, trigger: Trigger) -> Blame:
        """The perpetrators that the sentence of a trigger names."""
        tokens = list(self._actors(self.doc[trigger.head], trigger))
        agents: list[Agent] = []
        suspected = False
        for token in tokens:
            supposed = self._supposed(token)
            for conjunct, agent in ((token, supposed),) if supposed is not None else self._named_by(token):
                if all(agent.label.casefold() != other.label.casefold() for other in agents):
                    agents.append(agent)
                    suspected = suspected or supposed is not None or self._hedged(conjunct) or self._hedged(token)
        if not agents and (guess := self._guessed(trigger)) is not None:
            agents, suspected = [guess], True
        if trigger.type not in _BY_STATES:
            agents = list(dict.fromkeys(self._of_state(agent) for agent in agents))
        pointing = bool(tokens) and not agents and any(self._points(token) for token in tokens)
        if agents and trigger.noun and not suspected:
            sentence = self.document.sentence_texts[self.document.sentence_numbers[trigger.head]]
            suspected = bool(_HEDGED_SENTENCE.search(sentence))
        human = bool(agents) or pointing or any(token.lower_ in _NOBODY or token.lower_ in _ACTORS for token in tokens)
        return Blame(tuple(agents), suspected, pointing, human)

    def _guessed(self, trigger: Trigger) -> Agent | None:
        """Whom a guess before the words of an event makes its doer, where the syntax doesn't say whose verb they are."""
        start = self.document.sentences[self.document.sentence_numbers[trigger.head]].start
        before = range(max(start, trigger.start - _NEAR), trigger.start)
        found = (agent for index in before if (agent := self._supposed(self.doc[index])) is not None)
        return None if trigger.noun else next(found, None)

    @cached_property
    def parties(self) -> tuple[tuple[int, int, Agent], ...]:
        """Everyone named in the document who can do violence, with the tokens of the mention, in order."""
        found = [(name.start, name.end, agent) for name in dict.fromkeys(self.names.values()) if (agent := self._party(name))]
        for index, word in enumerate(self.words):
            if index in self.names:
                continue
            if word in _ACTORS and (agent := self.agent(self.doc[index])) is not None:
                found.append((index, index + 1, agent))
            elif word[:1].isalpha() and self.doc[index].text[0].isupper() and (code := find(self.doc[index].text)) is not None:
                found.append((index, index + 1, self._of_state(Agent(country_name(code), kind="State"))))
        return tuple(sorted(found, key=lambda one: one[:2]))

    def _party(self, name: NameMention) -> Agent | None:
        """The agent of a name that can do violence, or that does something else than speak though it seems to be a person's."""
        if name.agent.kind != "Person":
            return self._acting(name)
        token = self.doc[name.end - 1]
        acts = token.dep_ in ("nsubj", "conj") and token.head.lemma_.lower() not in SPEECH_VERBS
        return name.agent if acts or (token.dep_ == "pobj" and token.head.lower_ in _DOING) else None

    def _named_by(self, token: Token) -> Iterator[tuple[Token, Agent]]:
        """The agents of a noun and of those joined to it; "Russian-Syrian" is two states."""
        members = next((_of(one) for one in (token,) if one.lower_ in _STAFF and self._by_description(one) is not None), ())
        for conjunct in members or (token, *token.conjuncts):
            agent = self._capital(conjunct) if members else self.agent(conjunct)
            states = [code for word in agent.label.split("-") if (code := find(word)) is not None] if agent is not None else []
            if agent is not None and len(states) > 1 and len(states) == len(agent.label.split("-")):
                yield from ((conjunct, Agent(country_name(code), kind="State")) for code in states)
            elif agent is not None:
                yield conjunct, agent

    def _points(self, token: Token) -> bool:
        """Whether a doer is a pronoun, or a common noun with "the" that stands for someone named before."""
        if token.pos_ == "PRON" or token.lower_ in ("they", "he", "she", "it", "who"):
            return True
        if token.lower_ in _ACTORS and any(child.dep_ == "poss" and child.lower_ in ("its", "their") for child in token.children):
            return True
        return token.lower_ in _ANAPHORS and any(
            child.lower_ in ("the", "these", "those", "its", "their", "same") for child in token.children
        )

    def responsibilities(self) -> Iterator[Saying]:
        """Sentences apart from the event's that say who did it: "X claimed responsibility", "he blamed X", "X said it was behind"."""
        for index, word in enumerate(self.words):
            if not word.startswith(BEGINNINGS):
                continue
            token = self.doc[index]
            found = [(one, conjunct) for one in responsible(token) for conjunct in (one, *one.conjuncts)]
            agents = tuple(dict.fromkeys(agent for one, conjunct in found if (agent := self.agent(conjunct)) is not None))
            if not agents and (guess := self._guess(token)) is not None:
                yield Saying(index, (guess,), suspected=True, accusing=False)
            if agents:
                hedged = bool(SUPPOSING.search(self._near(token))) or (trades(token) and len(agents) > 1)
                yield Saying(index, agents, hedged, accuses(token))

    def _supposed(self, token: Token) -> Agent | None:
        """Whom "gunmen believed to be X", "men suspected of belonging to X" and "men whom witnesses believe to be X" mean."""
        if token.lower_ not in _COLLECTIVE:
            return None
        end = min(token.sent.end, token.i + _SUPPOSED_WITHIN)
        hedge = next((index for index in range(token.i + 1, end) if self.words[index] in _SUPPOSED), None)
        between = range(token.i + 1, hedge or token.i + 1)
        whom = any(self.words[index] in ("who", "whom", "that") for index in between)
        if hedge is None or (not whom and any(self.doc[index].pos_ == "VERB" for index in between)):
            return None
        for index in range(hedge + 1, min(token.sent.end, hedge + _SUPPOSED_WITHIN)):
            word = self.doc[index]
            if (word.is_punct and word.text != "-") or (word.pos_ == "VERB" and word.lemma_ not in ("belong", "be", "come")):
                return None
            if (index in self.names or word.lower_ in _ACTORS or find(word.text) is not None) and (agent := self.agent(word)):
                return agent
        return None

    def _near(self, token: Token) -> str:
        """The words of a token's sentence that stand near it."""
        start, end = max(token.sent.start, token.i - _NEAR), min(token.sent.end, token.i + _NEAR)
        return self.document.words_of(start, end)

    def _guess(self, token: Token) -> Agent | None:
        """Whom "the attackers are believed to belong to X" and a bare "suspected members of X" mean."""
        if token.lower_ not in _SUPPOSED:
            return None
        if token.dep_ == "amod" and token.head.dep_ == "ROOT" and token.head.pos_ in ("NOUN", "PROPN"):
            return self.agent(token.head)
        subjects = (child for child in token.children if child.dep_ == "nsubjpass")
        return next((agent for one in subjects if (agent := self._supposed(one)) is not None), None)

    def _hedged(self, token: Token) -> bool:
        """Whether a word that hedges stands in a doer's phrase, behind it, or with its verb ("allegedly")."""
        verb = token.head.head if token.dep_ == "pobj" and token.head.dep_ == "agent" else token.head
        return (
            bool(_HEDGES.search(self.document.words_of(token.left_edge.i, token.i + 1)))
            or self._hedged_after(token)
            or (token.dep_ == "nsubjpass" and verb.lower_ in _SUPPOSED)
            or any(child.lower_ in _ADVERBS for child in verb.children if child.dep_ == "advmod")
        )

    def _hedged_after(self, token: Token) -> bool:
        after = self.document.words_of(token.i + 1, token.i + 7)
        return bool(
            re.match(
                r"\A,?\s*(?:\w+\s)?(?:suspected|believed|thought|presumed|alleged|said) (?:to be|of being|to have|by)", after
            )
        )

    def _actors(self, token: Token, trigger: Trigger) -> Iterator[Token]:
        if trigger.type == "clash":
            yield from self._fighters(token)
            return
        if trigger.noun:
            yield from self._of_noun(token)
        else:
            yield from self._of_verb(token, 0)

    def _of_verb(self, verb: Token, depth: int) -> Iterator[Token]:
        """The doer of a verb: its "by" in the passive, its subject, or the subject of the verb that it goes on from."""
        children = list(verb.children)
        if verb.lemma_.lower() in _UNDERGONE and not any(child.dep_ == "dobj" for child in children):
            return
        agents = [child for child in children if child.dep_ == "agent"]
        if (
            agents
            or any(child.dep_ in ("nsubjpass", "auxpass") for child in children)
            or (verb.tag_ == "VBN" and verb.dep_ == "acl")
        ):
            yield from (grand for child in agents for grand in child.children if grand.dep_ == "pobj")
            return
        subject = next((child for child in reversed(children) if child.dep_ == "nsubj"), None)
        if subject is not None:
            yield verb.head if verb.dep_ == "relcl" and subject.lower_ in ("who", "which", "that") else subject
        else:
            yield from self._of_governor(verb, depth)

    def _of_governor(self, verb: Token, depth: int) -> Iterator[Token]:
        """The doer of a verb without a subject, by what it hangs on."""
        head = verb.head
        if verb.dep_ in ("conj", "advcl", "xcomp") and depth < _DEPTH and head is not verb and head.pos_ in ("VERB", "AUX"):
            yield from self._of_verb(head, depth + 1)
        elif verb.dep_ == "acl" and verb.tag_ == "VBG":
            yield head
        elif (
            verb.dep_ == "pcomp"
            and head.lower_ == "of"
            and head.head.lemma_.lower() in ("accuse", "suspect", "convict", "guilty")
        ):
            yield from (child for child in head.head.children if child.dep_ in ("dobj", "nsubjpass"))

    def _of_noun(self, noun: Token) -> Iterator[Token]:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in ("by", "from"):
                yield from (grand for grand in child.children if grand.dep_ == "pobj" and child.lower_ == "by")
            elif child.dep_ in ("acl", "relcl"):
                yield from _agents(child)
            elif child.dep_ in _PREMODIFIERS and self._names_actor(child) and not self._qualifies(child, noun):
                yield child
        if noun.i + 1 < len(self.doc) and self.words[noun.i + 1] == "by" and self.doc[noun.i + 1].dep_ == "agent":
            yield from (grand for grand in self.doc[noun.i + 1].children if grand.dep_ == "pobj")
        yield from self._leaders(noun)
        head = noun.head
        if noun.dep_ == "dobj" and head.lemma_.lower() in _CARRY | USES:
            yield from self._of_verb(head, 0)
        if noun.dep_ == "nsubjpass" or (noun.dep_ == "nsubj" and head.lemma_.lower() in _CARRY):
            yield from _agents(head)
            yield from (
                grand
                for mid in head.children
                if mid.dep_ == "prep" and mid.lower_ in ("on", "to") and head.lemma_.lower() in ("blame", "attribute", "ascribe")
                for grand in mid.children
                if grand.dep_ == "pobj"
            )

    def _fighters(self, token: Token) -> Iterator[Token]:
        """Both sides of a fight: its subject, and what stands after "between" and "with"."""
        if token.pos_ == "VERB":
            yield from self._of_verb(token, 0)
        else:
            yield from self._of_noun(token)
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("between", "with", "against", "involving"):
                yield from (grand for grand in child.children if grand.dep_ == "pobj")

    def _leaders(self, noun: Token) -> Iterator[Token]:
        """Who leads an operation: "a Russian-led assault"."""
        for index in range(max(0, noun.i - 4), noun.i - 2):
            if self.words[index + 1] == "-" and self.words[index + 2] == "led" and find(self.doc[index].text) is not None:
                yield self.doc[index]

    def _qualifies(self, token: Token, noun: Token) -> bool:
        """Whether a demonym only tells apart the actor named after it: "Syrian" in "Syrian army air strikes"."""
        following = self.doc[token.i + 1]
        return (
            find(token.text) is not None
            and following.i < noun.i
            and following.dep_ in ("compound", "amod", "nmod", "poss")
            and self._names_actor(following)
        )

    def _names_actor(self, token: Token) -> bool:
        name = self.names.get(token.i)
        return (
            (name is not None and name.agent.kind in _PARTIES)
            or find(token.text) is not None
            or (token.lower_ in _ACTORS and token.pos_ != "ADJ")
        )

    def agent(self, token: Token) -> Agent | None:
        """The perpetrator that a noun phrase names by its head, None for nobody in particular."""
        if self._is_publisher(token):
            return Agent(self.publisher or "", kind="Organization")
        if token.lower_ in _STAFF and (told := self._by_description(token)) is not None:
            return told
        name = self.names.get(token.i)
        if name is not None and (acting := self._acting(name)) is not None:
            return None if self._points(token) and name.agent.label.islower() else acting
        if name is not None and token.lower_ not in _ARMS:
            return None
        return self._by_description(token) or self._by_name_before(token) or self._by_noun(token) or self._by_capitals(token)

    def _is_publisher(self, token: Token) -> bool:
        """Whether a word means the report's own publisher: "we", "our forces"."""
        if self.publisher is None:
            return False
        return token.lower_ == "we" or (token.lower_ in _ACTORS and any(child.lower_ == "our" for child in token.children))

    def _by_name_before(self, token: Token) -> Agent | None:
        """The agent of a name in front of the head: "Fano fighters"."""
        start = max(token.left_edge.i, token.i - _BEFORE)
        before = next((self.names[index] for index in range(token.i - 1, start - 1, -1) if index in self.names), None)
        agent = self._acting(before) if before is not None else None
        if before is not None and agent is not None and _HEDGES.match(agent.label):
            return self._common(token, before.start)
        return agent

    def _by_noun(self, token: Token) -> Agent | None:
        """The actor that the head itself means, or the state of a demonym before its arms: "Turkish jets"."""
        start = token.left_edge.i
        if token.lower_ in _ACTORS:
            return None if self._points(token) else self._common(token, start)
        words = [token] if token.lower_ not in _ARMS else list(self.doc[start : token.i])
        actor = next((word for word in reversed(words) if word.lower_ in _ACTORS and word.dep_ in _PREMODIFIERS), None)
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
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and token.lower_ in _COLLECTIVE | _STAFF:
                agent = next((self._capital(grand) for grand in child.children if grand.dep_ == "pobj"), None)
                if agent is not None:
                    return agent
            if child.dep_ in ("acl", "relcl") and _HEDGES.search(child.text):
                return next((self.agent(one) for one in child.subtree if one.dep_ == "attr"), None)
        return None

    def _capital(self, token: Token) -> Agent | None:
        """The group that stands behind "members of", no state: by its name, or by its capitals where nobody knew the name."""
        name = self.names.get(token.i)
        agent = self._acting(name) if name is not None else self._by_capitals(token, alone=True)
        return None if agent is None or agent.kind == "State" else agent

    @cached_property
    def _forces(self) -> dict[str, Agent]:
        """For each state whose forces the text names ("the Turkish army") what it calls them."""
        found: dict[str, Agent] = {}
        for kind in _FORCES:
            for match in re.finditer(rf"\b([A-Z][\w.]+(?:-[A-Z]\w+)?) {kind}\b", self.doc.text):
                if (code := find(match.group(1))) is not None:
                    found.setdefault(code, Agent(match.group(0), kind="ArmedActor"))
        return found

    def _of_state(self, agent: Agent) -> Agent:
        """A state's forces in its place, where the text calls them by name."""
        code = find(agent.label) if agent.kind == "State" else None
        return agent if code is None else self._forces.get(code, agent)

    @staticmethod
    def _acting(name: NameMention) -> Agent | None:
        """The agent of a name that can do violence; a demonym is its state, a person or "gunmen" is nobody."""
        agent, label = name.agent, name.agent.label
        heading = label.isupper() and len(label) > _ABBREVIATION
        if agent.kind == "Person" or heading or label.startswith("Operation"):
            return None
        if label.casefold() in _NOBODY or label.casefold().split()[-1] in _ARMS:
            return None
        code = find(label)
        return agent if code is None else Agent(country_name(code), kind="State")

    def _common(self, token: Token, start: int) -> Agent:
        """An armed actor named by a common noun, with the words that tell it apart ("Israeli settlers")."""
        first = token.i
        while (
            first > start
            and self.doc[first - 1].dep_ in ("amod", "compound", "nmod")
            and not _HEDGES.search(self.doc[first - 1].text)
            and self.doc[first - 1].lower_ not in ("several", "armed", "unidentified", "unknown", "other")
        ):
            first -= 1
        return Agent(self.doc[first : token.i + 1].text, kind="ArmedActor")


def _agents(verb: Token) -> Iterator[Token]:
    """What stands after "by" with a passive verb, or with the one below it where it only makes a guess ("thought to be carried out by")."""
    below = verb.subtree if verb.lower_ in _SUPPOSED else verb.children
    yield from (grand for mid in below if mid.dep_ == "agent" for grand in mid.children if grand.dep_ == "pobj")


def _of(token: Token) -> tuple[Token, ...]:
    """What stands after "of", with what is joined to it."""
    found = (grand for child in token.children if child.dep_ == "prep" and child.lower_ == "of" for grand in child.children)
    return tuple(joined for grand in found if grand.dep_ == "pobj" for joined in (grand, *grand.conjuncts))
