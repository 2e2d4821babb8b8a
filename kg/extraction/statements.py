"""From the sayings of a document to its statements: one per speaker, stance and paragraph, with its speech act.

The verb decides the act where it says it ("accuses", "denies"); behind a plain "said", the words said decide. The tables of
such words stand first.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import islice
from types import MappingProxyType

from spacy.tokens import Token

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, Document
from kg.extraction.roles import bare_role
from kg.extraction.speech_questions import act_of, sayings_of
from kg.extraction.speech_sides import sides_of
from kg.extraction.subjects import Subjects
from kg.extraction.voices import Saying, Speaker
from kg.model import Agent, Passage, Statement

_LEGAL_TERMS = (
    ("crime-against-humanity", re.compile(r"\bcrimes? against humanity\b")),
    ("war-crime", re.compile(r"\bwar[- ]crimes?\b")),
    ("genocide", re.compile(r"\bgenocid(?:e|al)\b")),
)
_LEGAL = re.compile("|".join(pattern.pattern for _, pattern in _LEGAL_TERMS))
#: Words said that call something untrue, or one's own deed lawful, whoever says them.
_DENYING = re.compile(
    r"\b(?:untrue|false(?:hoods?)?|fabricat\w+|baseless|unfounded|groundless|propaganda|lies?|fakes?|invent(?:ed|ion)|hoax|took no part|nothing to do with|no part in|"
    r"not (?:one|a single)|nowhere near|fantasy|fair(?:y|ies) tales?|fictitious|manipulation|hot air|staged|was (?:no|wrong)|were wrong|no such|never (?:took place|happened)|without (?:truth|foundation)|not responsible|no involvement|not involved|did not take place|no knowledge of)\b"
)
#: Words with which those who did it make it lawful.
_JUSTIFYING = re.compile(
    r"\b(?:military (?:target|objective|position|site)s?|terrorists?|command (?:post|centre|center|node)|communications? node|(?:arms|weapons|ammunition) (?:depot|store|cache|dump)|"
    r"crossfire|cross-fire|exchange of fire|self-defen[cs]e|returned fire|opened fire (?:first|on them)|fired first|legitimate target|in disguise|accident\w*|suicide|(?:he|she|they) (?:had )?(?:\w+ )?[“\"]?(?:fell|fled)|foreign fighters|"
    r"mercenaries|deployment point|militants?|bandits?|depot|positions?|(?:aim|aimed|aiming) at|in the air|heart (?:attack|failure)|ill|short circuit|mechanical failure|capsized|restraint|precision|"
    r"riots?|rioters?|brawl|quarrel|in accordance with|accounted for)\b"
)
#: Words that lay wrong at someone's door.
_ACCUSING = re.compile(
    r"\b(?:war crimes?|crimes? against humanity|genocid\w+|deliberate\w*|impunity|in cold blood|systematic\w*|indiscriminate\w*|unlawful\w*|illegal\w*|"
    r"beat(?:en|ing|ings)?|tortur\w+|electric shocks?|raped?|whipped|flogged|blindfold\w*|carried out by|behind the|responsible for|work of|"
    r"executed|cluster (?:munitions?|bombs?)|orders? from|in violation|violat\w+|crime under|crimes?|murderers?|targeted|on purpose|ordered)\b"
)
#: Words in which nothing is denied and nobody accused: whoever did it, or nobody, says so himself.
_CLAIMING = re.compile(
    r"\b(?:no(?:body| one| \w+) (?:has |have |had )?(?:yet |immediately )*claimed|claim\w*|took|taken?|taking|accept\w*|assum\w*|admit\w*) (?:\w+ )?(?:responsib\w+|credit)"
    r"|\b(?:it|they|he) (?:was|were|had been) behind\b"
)
_CONDEMNING = re.compile(
    r"\b(?:barbari\w+|cowardly|heinous|outrag\w+|horrifi\w+|horrif\w+|shock(?:ed|ing)|appall\w+|deplorable|senseless|unacceptable|despicable|unjustifiable|abhorrent|"
    r"atroci\w+|shame\w*|saddest|deeply (?:troubled|saddened|concerned|disturbed)|dismay\w*|inexcusable|inhuman\w*|sickening|intolerable|war against|regret\w*)\b"
)
_WARNING = re.compile(
    r"\b(?:brink|on the verge|at risk of|run out|further attacks|concern(?:ed|s) that|could (?:soon|collapse)|not negotiable|there will be|danger that|worse to come|imminent)\b"
)
_CALLING = re.compile(
    r"\b(?:(?:must|should|has to|have to|needs? to) (?:\w+ )?(?:be|stop|end|open|investigate|act|protect|answer|allow|release|hand|let|pay|resign|go|come|cease)|stop the)\b"
)
#: Verbs with which someone defends himself.
_DEFENDING = frozenset({"maintain", "insist", "call", "argue", "counter"})
_NEGATING = re.compile(r"\b(?:not|no|never|nobody|none|nothing|nor|neither)\b|n['’]t\b")
#: Speakers who answer for a state, an army or an armed group.
_OFFICIAL = re.compile(
    r"army|military|police|polic|government|ministry|minister|forces?\b|command|spokes|coalition|governor|mayor|authorit|official|president|embassy|guard|navy|kremlin|"
    r"security|(?<!civil )defen[cs]e|officer|general|colonel|presidency|front|militia|rebel|prosecut|leader|captain|major"
)
_SIGNS = {
    "deny": _DENYING,
    "justify": _JUSTIFYING,
    "accuse": _ACCUSING,
    "condemn": _CONDEMNING,
    "warn": _WARNING,
    "call": _CALLING,
}
_LAST_SIGNS = (("words condemn", "condemns"), ("words warn", "warns"), ("words call", "calls-for"))
_VIOLENT = frozenset(
    [
        "attack",
        "kill",
        "shoot",
        "shell",
        "bomb",
        "hit",
        "strike",
        "beat",
        "torture",
        "rape",
        "burn",
        "execute",
        "massacre",
        "fire",
        "abduct",
        "kidnap",
        "seize",
        "detain",
        "arrest",
        "loot",
        "raze",
        "destroy",
        "target",
        "murder",
        "storm",
        "drag",
        "raid",
        "slaughter",
        "behead",
        "hack",
        "drop",
        "throw",
        "whip",
        "hang",
        "ambush",
        "expel",
        "commit",
        "violate",
        "force",
        "set",
        "take",
        "enter",
        "block",
    ]
)


def decide_statements(
    document: Document,
    candidates: Candidates,
    attribution: Attribution,
    about: Mapping[Passage, Sequence[str]] = MappingProxyType({}),
) -> tuple[Statement, ...]:
    """The statements of a document; `about` gives the ids in the account of what passages tell, events first."""
    armed = frozenset(
        index for name in candidates.names if name.agent.kind in {"ArmedActor", "State"} for index in range(name.start, name.end)
    )
    grouped: dict[tuple[str, str, int], list[Saying]] = defaultdict(list)
    lines = document.paragraph_numbers
    body = bisect_left(lines, 1)
    headed = any(text.isalpha() for text in islice(document.texts, body, None))
    last: tuple[str, str | None] | None = None
    for saying in sayings_of(document, candidates, attribution):
        repeats = headed and lines[saying.cue] == 0  # a headline repeats what the text below it says
        signs = signs_of(document, saying, armed)
        act: str | None = None if repeats else saying.act if saying.act != "reports" else _act_of(signs, saying.verb)
        if saying.continued and act == "reports":
            act = next(
                (other for (label, other, line) in grouped if label == saying.speaker.agent.label and line == lines[saying.cue]),
                act,
            )
        before = () if last is None else (f"after {'same' if last[0] == saying.speaker.agent.label else 'other'} {last[1]}",)
        last = (saying.speaker.agent.label, act)
        act = act_of(document, saying, act, (*sorted(signs), *before))
        if act is None:
            continue
        grouped[saying.speaker.agent.label, act, lines[saying.cue]].append(saying)
    judged = _LEGAL.search(document.report.text.casefold()) is not None
    own = [_judgement(document, number, attribution) for number in range(1, len(document.sentences))] if judged else []
    for judgement in own:
        if judgement is not None:
            grouped[judgement.speaker.agent.label, judgement.act, lines[judgement.cue]].append(judgement)
    found = sorted(grouped.items(), key=lambda item: item[1][0].cue)
    subjects = Subjects(document, about)
    return tuple(_statement(document, act, sayings, subjects) for (_, act, _), sayings in found)


def _judgement(document: Document, number: int, attribution: Attribution) -> Saying | None:
    """A sentence in which the publisher itself calls something a crime, in words that nobody else is given as saying."""
    sentence, publisher = document.sentences[number], document.report.publisher
    if publisher is None or not _LEGAL.search(sentence.text.casefold()):
        return None
    if document.paragraph_numbers[sentence.start] == 0 or any(
        sentence.start <= saying.cue < sentence.end or sentence.start in saying.content for saying in attribution.sayings
    ):
        return None
    speaker = Speaker(Agent(publisher, kind="Organization"), publisher=True)
    return Saying(sentence.start, "judge", "accuses", speaker, frozenset(range(sentence.start, sentence.end)))


def signs_of(document: Document, saying: Saying, armed: frozenset[int]) -> frozenset[str]:
    """What in the words said, and in who says them, tells the act: "words deny", "official", "figures", …"""
    tokens = [document.doc[index] for index in sorted(saying.content)]
    words = _CLAIMING.sub(" ", "".join(token.text_with_ws for token in tokens).casefold())
    doers = [doer for token in tokens for doer in _doers(token)]
    found = {
        **{f"words {name}": pattern.search(words) is not None for name, pattern in _SIGNS.items()},
        "figures": any(_is_figure(token) for token in tokens),
        "negated": _NEGATING.search(words) is not None,
        "official": _is_official(saying.speaker),
        "done by somebody": any(doer.i in armed or doer.pos_ == "NOUN" or doer.text.casefold() == "they" for doer in doers),
        "done by an armed actor": any(doer.i in armed for doer in doers),
        "quoted": any(token.is_quote for token in tokens),
    }
    return frozenset([*(name for name, holds in found.items() if holds), *sides_of(document, saying, armed)])


def _act_of(signs: frozenset[str], verb: str) -> str:
    """The act that the signs tell; figures make most things said reports."""
    official, figures = "official" in signs, "figures" in signs
    defends = (official or verb in _DEFENDING) and bool(signs & {"negated", "words justify"})
    if not figures and ("words deny" in signs or defends):
        return "denies"
    if official and not figures and "words condemn" in signs:
        return "condemns"
    done = "armed by" in signs or (not official and "done by somebody" in signs)
    if ("words accuse" in signs and not (official and figures)) or (not figures and done):
        return "accuses"
    if figures:
        return "reports"
    return next((act for sign, act in _LAST_SIGNS if sign in signs), "reports")


def _is_figure(token: Token) -> bool:
    """Whether a token is a number of people or things: no date, no "one"."""
    number = token.pos_ == "NUM" and token.lower_ != "one"
    return (number or token.lower_ in {"dozens", "scores", "hundreds", "thousands"}) and token.ent_type_ not in {"DATE", "TIME"}


def _doers(token: Token) -> list[Token]:
    """Who does violence, where a token is a verb of it."""
    if token.lemma_ not in _VIOLENT or token.pos_ != "VERB":
        return []
    agents = [noun for child in token.children if child.dep_ == "agent" for noun in child.children]
    return [child for child in token.children if child.dep_ == "nsubj"] + agents


def _is_official(speaker: Speaker) -> bool:
    organization = speaker.organization.label if speaker.organization is not None else ""
    return speaker.agent.kind in {"ArmedActor", "State"} or bool(
        _OFFICIAL.search(f"{speaker.agent.label} {speaker.role or ''} {organization}".casefold())
    )


def _statement(document: Document, act: str, sayings: list[Saying], subjects: Subjects) -> Statement:
    """The statement that the sayings of one speaker with one act in one paragraph make."""
    speaker = _fullest(sayings)
    sentences = sorted({document.sentence_numbers[saying.cue] for saying in sayings})
    evidence = tuple(document.passage(document.sentences[number]) for number in sentences)
    words = " ".join(passage.words(document.report.text) for passage in evidence).casefold()
    return Statement(
        evidence=evidence,
        method="rules",
        according_to=speaker.agent,
        speaker=speaker.agent,
        speech_act=act,
        speaker_role=speaker.role,
        speaker_organization=speaker.organization,
        legal_term=next((term for term, pattern in _LEGAL_TERMS if pattern.search(words)), None),
        medium=_medium(sayings),
        about=subjects.of(sentences),
        confidence=max((sure for saying in sayings if (sure := _sure(document, saying)) is not None), default=None),
    )


def _sure(document: Document, saying: Saying) -> float | None:
    """The chance that a saying is a statement, also where no word says that it is somebody's."""
    act = document.sure("statement", saying.cue)
    own = document.sure("unsaid", document.sentences[document.sentence_numbers[saying.cue]].start)
    return act if act is None or own is None else act * own


def _fullest(sayings: list[Saying]) -> Speaker:
    """The speaker with the role and the organisation that any of the sayings gives."""
    spoken = [saying.speaker for saying in sayings]
    role = next((role for speaker in spoken if (role := bare_role(speaker.role))), None)
    return Speaker(spoken[0].agent, role, next((speaker.organization for speaker in spoken if speaker.organization), None))


def _medium(sayings: list[Saying]) -> Agent | None:
    return next((saying.medium for saying in sayings if saying.medium is not None), None)
