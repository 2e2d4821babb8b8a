"""Who tells of himself: a pronoun, or "its fighters", goes in, the noun in its own sentence that it stands for comes out.

"The police said they had arrested 12", "the army said its soldiers shot three", "the group says it was behind the blast"; "the army
committed a massacre when it bombed the house".
"""

from spacy.tokens import Token

from kg.extraction.speech import SPEECH_VERBS

#: Words by which a party speaks of itself, in the singular and in the plural.
_ONE, _MANY = frozenset({"it", "its", "itself"}), frozenset({"they", "their", "themselves"})
#: Clauses inside what is said.
_WITHIN = frozenset({"ccomp", "conj", "advcl", "xcomp", "relcl", "acl"})
#: How many verbs up a verb of saying is looked for.
_STEPS = 4


def teller(token: Token) -> Token | None:
    """The subject of the nearest verb that a pronoun's clause hangs on, of a verb of saying where that is what it says; None where there is none."""
    own = next((child for child in token.children if child.dep_ == "poss" and child.lower_ in _ONE | _MANY), token)
    if own.lower_ not in _ONE | _MANY:
        return None
    verb, linked = token.head, ""
    for _ in range(_STEPS):
        if verb.dep_ not in _WITHIN or verb.head.i == verb.i:
            return None
        verb, linked = verb.head, verb.dep_
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is None or (linked == "ccomp") != (verb.lemma_.lower() in SPEECH_VERBS):
            continue
        if subject.pos_ == "PRON":
            return None
        if _agree(own, subject):
            return subject
    return None


def _agree(own: Token, subject: Token) -> bool:
    """Whether a pronoun can stand for a noun: a name may be one or many, "police" are many."""
    if subject.pos_ == "PROPN" or subject.lower_ == "police":
        return True
    many = subject.tag_ == "NNS" or bool(list(subject.conjuncts))
    return many == (own.lower_ in _MANY)
