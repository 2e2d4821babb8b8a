"""Whether words of an event tell of something that happened: a trigger goes in; real, negated or unreal comes out.

Unreal is what is feared, planned, called for, conditional or told of as an exercise; negated is a specific happening of which
the text says that it did not take place.
"""

import re

from spacy.tokens import Span, Token

from kg.extraction.triggers import Trigger

_MODALS = frozenset("would could may might should must will can 'd 'll shall ca wo".split())
_REAL_AFTER_TO = frozenset("continue begin start go proceed come manage appear seem use have resume say report know believe claim allege".split())
_UNREAL_HEADS = frozenset(
    "threaten plan warn fear prevent avoid urge demand vow plot prepare intend refuse stop halt thwart foil try want risk forbid ban cease refrain deter "
    "simulate rehearse practise practice avert swear expect promise cancel propose advise foresee imagine".split()
)
_UNREAL_NOUNS = frozenset(
    "fear risk threat danger possibility prospect likelihood warning plan plot end halt rehearsal drill exercise simulation film movie novel prevention "
    "moratorium ban suspicion charge charges count counts accusation trial warrant investigation inquiry preparation anniversary commemoration talk rumour rumor training course hour fund museum law definition word crime crimes".split()
)
_OF_EVENTS = frozenset(
    "victim victims toll scene site spree attack attacks strike strikes incident incidents campaign operation operations wave on in at of near this that last yesterday today survivors survivor "
    "death deaths blast blasts explosion explosions killing killings raid raids".split()
)
_UNREAL_ADJECTIVES = frozenset("possible potential future imminent planned foiled thwarted attempted mock simulated fictional hypothetical impending".split())
_REFERRING = frozenset("deny condemn denounce deplore decry mourn reject dismiss lament describe".split())
_EXERCISE = re.compile(r"\b(?:exercises?|drills?|simulat\w+|rehears\w+|mock|fictitious|film(?:ed|ing)?|movie|novel|theatre|play(?:ed|wright)|blank rounds|extras|stunt)\b", re.IGNORECASE)
_REFUTED = re.compile(
    r"\b(?:(?:was|were|is|are|proved|turned out|be) (?:false|untrue|unfounded|baseless|wrong|a hoax|fabricated|invented|not true|incorrect)|did(?: not|n[’']t) (?:happen|occur|take place)|"
    r"never (?:happened|occurred|took place)|no such|(?:not|never) (?:taken place|happened|occurred)|false (?:report|rumou?r|alarm)s?|nothing of the kind|took place: no|hoax|"
    r"(?:found|there is|there was|has|have) no (?:evidence|trace|sign|record)s? (?:of|that)|could not be (?:confirmed|verified)|no (?:attack|strike|raid|shelling|explosion|incident|abduction|kidnapping|arrest|killing|air strike|airstrike)s?\b)",
    re.IGNORECASE,
)
_RUMOUR = re.compile(r"\b(?:rumou?rs?|rumou?red|messages?|posts?|claims? (?:on|circulating)|reported(?:ly)?|reports?|alleged|circulat\w+|viral|videos?)\b", re.IGNORECASE)


def is_negated(trigger: Trigger, sentence: Span, following: Span | None) -> bool:
    """Whether the text says of this happening that it did not take place."""
    token = sentence.doc[trigger.head]
    if trigger.strength != "strong":
        return False
    if any(child.lower_ == "no" and child.dep_ == "det" for child in token.children):
        return True
    if _REFUTED.search(sentence.text):
        return bool(_RUMOUR.search(sentence.text)) or "no such" in sentence.text.casefold() or bool(re.search(r"did(?: not|n[’']t) (?:happen|occur|take place)|never (?:happened|took place)", sentence.text))
    return following is not None and bool(_RUMOUR.search(sentence.text)) and bool(re.match(r"(?:That|This|It|They|The (?:report|rumou?r|claim|story)s?|Those|These|No such|Both|Nothing)\b", following.text)) and bool(_REFUTED.search(following.text))


def is_reference(trigger: Trigger, sentence: Span) -> bool:
    """Whether the words can only point back at an event: what is denied, condemned or called something."""
    token = sentence.doc[trigger.head]
    if not trigger.noun and token.dep_ == "amod" and token.head.i > token.i:
        return True
    steps = 0
    while token.head is not token and steps < 6:
        token, steps = token.head, steps + 1
        if token.pos_ in ("VERB", "AUX"):
            if token.lemma_.lower() in _REFERRING:
                return True
            if trigger.noun and token.dep_ != "ccomp":
                return False
    return False


def is_unreal(trigger: Trigger, sentence: Span) -> bool:
    """Whether the words tell of no happening: modal, planned, conditional, feared, denied by "not", an exercise, or generic."""
    token = sentence.doc[trigger.head]
    if trigger.noun:
        return _unreal_noun(token, trigger)
    return _unreal_verb(token) or bool(_EXERCISE.search(sentence.text))


def _unreal_verb(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in _MODALS and child.tag_ == "MD"):
            return True
        if child.dep_ == "mark" and child.lower_ in ("if", "unless", "whether"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj") and any(grand.lower_ in ("any", "no") and grand.dep_ == "det" for grand in child.children):
            return True
        if child.dep_ == "aux" and child.lower_ == "to" and not (token.dep_ == "xcomp" and token.head.lemma_.lower() in _REAL_AFTER_TO):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("nobody", "no", "none") or (child.lower_ == "one" and child.i and token.doc[child.i - 1].lower_ == "no"):
            return True
    head = token.head
    if token.dep_ in ("xcomp", "ccomp", "pcomp", "advcl") and head is not token:
        if head.dep_ == "prep" and token.dep_ == "pcomp":
            return head.lower_ in ("of", "from", "against", "without", "for") and (head.lower_ in ("without", "from", "against", "for") or head.head.lemma_.lower() in _UNREAL_NOUNS)
        if head.lemma_.lower() in _UNREAL_HEADS:
            return True
    if token.dep_ == "conj" and token.head.pos_ == "VERB" and token.head is not token and token.tag_ == "VB":
        return _unreal_verb(token.head)
    return False


def _unreal_noun(token: Token, trigger: Trigger) -> bool:
    if any(child.lower_ in _UNREAL_ADJECTIVES for child in token.children):
        return True
    head = token.head
    following = token.doc[trigger.end] if trigger.end < len(token.doc) else None
    if following is not None and following.pos_ in ("NOUN", "PROPN") and following.text.islower() and following.lower_ not in _OF_EVENTS and token.dep_ in ("compound", "amod", "nmod", "nsubj"):
        return True
    if trigger.start and token.doc[trigger.start - 1].lower_ in ("hunger", "air-raid", "trade", "price", "general", "prisoners", "prisoner", "crimes", "crime"):
        return True
    if token.dep_ in ("pobj", "conj") and head.dep_ == "prep":
        governor = head.head
        if governor.lemma_.lower() in _UNREAL_NOUNS or (governor.pos_ == "VERB" and governor.lemma_.lower() in _UNREAL_HEADS):
            return True
        if head.lower_ == "against" and governor.lemma_.lower() in ("protest", "demonstrate", "march", "rally", "protect", "warn", "protection"):
            return True
    if token.dep_ in ("dobj", "nsubj", "nsubjpass"):
        if head.lemma_.lower() in _UNREAL_HEADS:
            return True
        if any(child.tag_ == "MD" and child.lower_ in _MODALS or child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ == "to") for child in head.children):
            return True
    return False
