"""Whether words of an event tell of something that happened: a trigger goes in; real, negated or unreal comes out.

Unreal is what is feared, planned, called for, conditional or told of as an exercise; negated is a specific happening of which
the text says that it did not take place.
"""

import re
from functools import lru_cache

from spacy.tokens import Span, Token

from kg.extraction.candidates import Document
from kg.extraction.tables import word_set
from kg.extraction.triggers import Trigger

_MODALS = word_set("would could may might should must will can 'd 'll shall ca wo")
_REAL_AFTER_TO = word_set(
    "continue begin start go proceed come manage appear seem use have resume say report know believe claim allege"
)
_UNREAL_HEADS = word_set(
    "threaten plan warn fear prevent avoid urge demand vow plot prepare intend refuse stop halt thwart foil try want risk forbid ban cease refrain deter "
    "simulate rehearse practise practice avert swear expect promise cancel propose advise foresee imagine"
)
_UNREAL_NOUNS = word_set(
    "fear risk threat danger possibility prospect likelihood warning plan plot end halt rehearsal drill exercise simulation film movie novel prevention "
    "moratorium ban suspicion charge charges count counts accusation trial warrant investigation inquiry preparation anniversary commemoration talk rumour rumor training course hour fund museum law definition word crime crimes"
)
_OF_EVENTS = word_set(
    "victim victims toll scene site spree attack attacks strike strikes incident incidents campaign operation operations wave on in at of near this that last yesterday today survivors survivor "
    "death deaths blast blasts explosion explosions killing killings raid raids"
)
_OPPOSED = frozenset({"protest", "demonstrate", "march", "rally", "protect", "warn", "protection"})
_OTHER_WORDS = frozenset({"hunger", "air-raid", "trade", "price", "general", "prisoners", "prisoner", "crimes", "crime"})
_UNREAL_ADJECTIVES = word_set(
    "possible potential future imminent planned foiled thwarted attempted mock simulated fictional hypothetical impending"
)
_REFERRING = word_set("deny condemn denounce deplore decry mourn reject dismiss lament describe")
_PRONOUNS = word_set("it they he she we this that which who")
#: Verbs and adjectives of courts, whose bare "murder" is a charge and no happening told of.
_OF_COURTS = word_set("convict charge accuse acquit sentence indict try jail guilty clear")
#: What stands before a noun that tells of one happening.
_ONE = frozenset({"det", "nummod", "poss", "prep"})
#: Nouns between "since" and what began: "since the start of the war".
_BOUNDS = word_set("start beginning outbreak end day night time days weeks")
#: Strengths of words that name an event and don't only tell what came of it.
_NAMING = frozenset({"strong", "weak"})
#: How many words up from a trigger a verb of denying or condemning still governs it.
_STEPS = 6
_EXERCISE = re.compile(
    r"\b(?:exercises?|drills?|simulat\w+|rehears\w+|mock|fictitious|film(?:ed|ing)?|movie|novel|theatre|play(?:ed|wright)|blank rounds|extras|stunt)\b",
    re.IGNORECASE,
)
_UNTRUE = (
    r"(?:false|untrue|unfounded|baseless|groundless|wrong|fake|a hoax|hoax|fabricated|invented|not true|incorrect|without truth|a lie|lies|nonsense|mistaken|not so|"
    r"not the case|(?:an?|pure|mere) (?:\w+ )?(?:invention|fabrication|fiction))"
)
_REFUTED = re.compile(
    rf"\b(?:(?:was|were|is|are|be|been|proved|turned out|as|reports?|rumou?rs?|claims?) (?:completely |entirely |totally |utterly |simply |to be )?{_UNTRUE}|no truth|rubbished|"
    r"no ground for|not true|does(?: not|n[’']t) exist|"
    r"did(?: not|n[’']t) (?:happen|occur|take place)|never (?:happened|occurred|took place)|no such|(?:not|never) (?:taken place|happened|occurred|been borne out)|none of (?:it|this|that) (?:was|is) true|not so|not upheld|"
    r"false (?:report|rumou?r|alarm)s?|nothing of the (?:kind|sort)|took place: no|hoax|(?:found|there is|there was|there had been|there were|has|have) no (?:evidence|trace|sign|record)s? (?:of|that)|"
    r"no (?:\w+ )?(?:attack|strike|raid|shelling|shooting|explosion|blast|incident|abduction|kidnapping|arrest|killing|airstrike)s?\b)|: (?:false|fake)\b|\b(?:FALSE|FAKE)\b",
    re.IGNORECASE,
)
_RUMOUR = re.compile(
    r"\b(?:rumou?rs?|rumou?red|messages?|posts?|stor(?:y|ies)|news of|claims? (?:on|circulating|that)|the claims?|claimed|reported(?:ly)?|reports?|said to|spoke of|word (?:that|of)|talk of|allegations?|alleged|information|version|circulat\w+|viral|videos?|on (?:Twitter|social media|WhatsApp|Facebook))\b",
    re.IGNORECASE,
)
_REFUTING = re.compile(
    r"\W{0,9}(?:That|This|It|They|The (?:report|rumou?r|claim|story|stories)s?|Those|These|No|None|Both|Nothing|In fact|There (?:was|were|had been) no|False|FALSE|Fake|FAKE|Not|NOT|We (?:consider|regard|found)|I)\b"
)
_OUTRIGHT = re.compile(
    r"no such|did(?: not|n[’']t) (?:happen|occur|take place)|never (?:happened|took place)|no \w+ (?:happened|occurred|took place)|not true\W+that",
    re.IGNORECASE,
)
#: What something else turned out to be, behind the words of the event.
_INSTEAD = re.compile(r"\bturned out to (?:be|have been)\b")
#: A heading over what is not so.
_HEADING = re.compile(
    r"\W{0,9}(?:\w{1,30}\W{1,9}){0,3}(?:not true|untrue|false|hoax(?:es)?|refuted)(?:\W{1,9}\w{1,30}){0,2}\W{0,9}", re.IGNORECASE
)
#: How many sentences behind an event can refute it.
_BEHIND = 2
#: How many words behind an event tell what it turned out to be.
_REACH = 40


def is_negated(document: Document, trigger: Trigger) -> bool:
    """Whether the text says of this happening that it did not take place."""
    token = document.doc[trigger.head]
    strong = trigger.strength == "strong"
    if strong and any(child.lower_ == "no" and child.dep_ == "det" for child in token.children):
        return True
    if trigger.strength not in _NAMING:
        return False
    if _did_not(token, trigger):
        return True
    number = document.sentence_numbers[trigger.head]
    sentences = document.sentence_texts
    behind = document.words_of(trigger.end, min(trigger.end + _REACH, document.sentences[number].end))
    if _RUMOUR.search(sentences[number]) and _INSTEAD.search(behind):
        return True
    return _refuted(
        sentences[number], sentences[number + 1 : number + 1 + _BEHIND], "".join(sentences[max(0, number - 1) : number])
    )


def _did_not(token: Token, trigger: Trigger) -> bool:
    """Whether a verb of the past says that nothing of the kind was done: "nobody attacked the airport", "was not bombed"."""
    if trigger.noun or trigger.type == "detention" or token.tag_ not in ("VBD", "VBN", "VB"):
        return False
    past = token.tag_ != "VB" or any(child.lower_ == "did" for child in token.children)
    modal = any(child.tag_ == "MD" or child.lower_ in ("never", "to") for child in token.children)
    pointing = any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in _PRONOUNS for child in token.children)
    return past and not modal and not pointing and any(_denies(child) for child in token.children)


def _denies(child: Token) -> bool:
    """Whether a word that hangs on a verb says that it was not so, or that nobody did or suffered it."""
    if child.dep_ in ("nsubj", "nsubjpass"):
        return child.lower_ in ("nobody", "none") or any(grand.dep_ == "det" and grand.lower_ == "no" for grand in child.children)
    return child.dep_ == "neg"


@lru_cache(maxsize=512)
def _refuted(sentence: str, following: tuple[str, ...], before: str) -> bool:
    """Whether a sentence, one soon after it, or the heading above it says that what it tells of is not so."""
    rumour = bool(_RUMOUR.search(sentence))
    if _REFUTED.search(sentence):
        return rumour or bool(_OUTRIGHT.search(sentence))
    if _HEADING.fullmatch(before):
        return True
    return rumour and any(_OUTRIGHT.search(one) or (_REFUTING.match(one) and _REFUTED.search(one)) for one in following)


def is_reference(trigger: Trigger, sentence: Span) -> bool:
    """Whether the words can only point back at an event: what is denied, condemned or called something."""
    token = sentence.doc[trigger.head]
    if not trigger.noun and token.dep_ == "amod" and token.head.i > token.i:
        return True
    steps = 0
    while token.head is not token and steps < _STEPS:
        token, steps = token.head, steps + 1
        if token.pos_ in ("VERB", "AUX"):
            if token.lemma_.lower() in _REFERRING:
                return True
            if trigger.noun and token.dep_ != "ccomp":
                return False
    return False


def is_unreal(document: Document, trigger: Trigger) -> bool:
    """Whether the words tell of no happening: modal, planned, conditional, feared, denied by "not", an exercise, or generic."""
    token = document.doc[trigger.head]
    if trigger.noun:
        return _unreal_noun(token, trigger)
    return _unreal_verb(token) or _tells_of_exercise(document.sentence_texts[document.sentence_numbers[trigger.head]])


@lru_cache(maxsize=512)
def _tells_of_exercise(sentence: str) -> bool:
    return bool(_EXERCISE.search(sentence))


def _unreal_verb(token: Token) -> bool:
    """Whether a verb is modal, denied, conditional, aimed at or without a subject, or hangs on one that makes it so."""
    if any(_unreal_by(child, token) for child in token.children):
        return True
    head = token.head
    if token.dep_ == "pcomp" and head.dep_ == "prep":
        return head.lower_ in ("without", "from", "against", "for") or (
            head.lower_ == "of" and head.head.lemma_.lower() in _UNREAL_NOUNS
        )
    if token.dep_ in ("xcomp", "ccomp", "advcl") and head is not token and head.lemma_.lower() in _UNREAL_HEADS:
        return True
    joined = token.dep_ == "conj" and head.pos_ == "VERB" and head is not token and token.tag_ == "VB"
    return joined and _unreal_verb(head)


def _unreal_by(child: Token, verb: Token) -> bool:
    """Whether a word that hangs on a verb makes it unreal."""
    word = child.lower_
    if child.dep_ == "auxpass" and word == "be":  # "leave or be attacked", "demanded that it be bombed"
        return not any(other.dep_ == "aux" for other in verb.children)
    if child.dep_ == "aux" and word == "had" and child.is_sent_start:  # "Had the bomb gone off, …"
        return True
    if child.dep_ == "aux":
        aimed = word == "to" and not (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _REAL_AFTER_TO)
        return aimed or (word in _MODALS and child.tag_ == "MD")
    if child.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return word in ("nobody", "none") or any(
            grand.dep_ == "det" and grand.lower_ in ("any", "no") for grand in child.children
        )
    return child.dep_ == "neg" or (child.dep_ == "mark" and word in ("if", "unless", "whether"))


def _unreal_noun(token: Token, trigger: Trigger) -> bool:
    """Whether a noun of an event is possible, a part of another word, or hangs on what makes it unreal."""
    if any(child.lower_ in _UNREAL_ADJECTIVES for child in token.children) or _part_of_word(token, trigger):
        return True
    head = token.head
    if token.dep_ in ("pobj", "conj") and head.dep_ == "prep":
        return _unreal_behind(token, head)
    if token.dep_ == "conj" and head.dep_ == "pobj" and _charged(token, head.head.head.lemma_.lower()):
        return True
    subject = token.dep_ in ("dobj", "nsubj", "nsubjpass")
    return subject and (head.lemma_.lower() in _UNREAL_HEADS or any(_unreal_beside(child) for child in head.children))


def _unreal_behind(noun: Token, link: Token) -> bool:
    """Whether what a preposition joins a noun to makes it unreal: "fear of", "no reports of", "convicted of", "protest against"."""
    governor = link.head.lemma_.lower()
    if _denied(link) or _charged(noun, governor) or _compared(link):
        return True
    feared = governor in _UNREAL_NOUNS or (link.head.pos_ == "VERB" and governor in _UNREAL_HEADS)
    return feared or (link.lower_ == "against" and governor in _OPPOSED)


def _unreal_beside(child: Token) -> bool:
    """Whether a word that hangs on a noun's verb makes it unreal: "not", "if", "to", "may", and "Had" at the beginning."""
    word = child.lower_
    if child.dep_ == "aux":
        return word == "to" or word in _MODALS or (word == "had" and bool(child.is_sent_start))
    return child.dep_ == "neg" or (child.dep_ == "mark" and word in ("if", "unless", "whether"))


def _denied(link: Token) -> bool:
    """Whether there are none of what "of" joins a happening to: "no reports of clashes"."""
    return link.lower_ == "of" and any(child.lower_ == "no" and child.dep_ == "det" for child in link.head.children)


def _charged(noun: Token, governor: str) -> bool:
    """Whether a bare noun is what a court is about: "convicted of murder", but not "of the murder of eight prisoners"."""
    return governor in _OF_COURTS and not any(child.dep_ in _ONE for child in noun.children)


def _compared(link: Token) -> bool:
    """Whether a happening only measures another one: "the deadliest since the bombing of the train"."""
    if link.lower_ == "of" and link.head.lower_ in _BOUNDS:
        link = link.head.head
    above = (word.tag_ == "JJS" and word.lower_ not in ("least", "most") for word in link.doc[link.sent.start : link.i])
    return link.lower_ == "since" and any(above)


def _part_of_word(token: Token, trigger: Trigger) -> bool:
    """Whether the noun only tells apart another one ("detention centre", "hunger strike", "war crime")."""
    if trigger.start and token.doc[trigger.start - 1].lower_ in _OTHER_WORDS:
        return True
    if trigger.end >= len(token.doc) or token.dep_ not in ("compound", "amod", "nmod", "nsubj"):
        return False
    following = token.doc[trigger.end]
    return following.pos_ in ("NOUN", "PROPN") and following.text.islower() and following.lower_ not in _OF_EVENTS
