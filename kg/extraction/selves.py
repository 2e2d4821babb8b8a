"""Who tells of himself: a pronoun, or "its fighters", goes in, the noun for the party that speaks of itself by it comes out.

"The police said they had arrested 12", "the army said its soldiers shot three", "the group says it was behind the blast".
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
    """The subject of the verb of saying that a pronoun's clause hangs on; None where it doesn't agree with the pronoun."""
    own = next((child for child in token.children if child.dep_ == "poss" and child.lower_ in _ONE | _MANY), token)
    if own.lower_ not in _ONE | _MANY:
        return None
    verb, said = token.head, False
    for _ in range(_STEPS):
        if verb.lemma_.lower() in SPEECH_VERBS and said:
            break
        said = verb.dep_ == "ccomp"
        if verb.dep_ not in _WITHIN or verb.head.i == verb.i:
            return None
        verb = verb.head
    else:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    return subject if subject is not None and subject.pos_ != "PRON" and _agree(own, subject) else None


def _agree(own: Token, subject: Token) -> bool:
    """Whether a pronoun can stand for a noun: a name may be one or many, "police" are many."""
    if subject.pos_ == "PROPN" or subject.lower_ == "police":
        return True
    many = subject.tag_ == "NNS" or bool(list(subject.conjuncts))
    return many == (own.lower_ in _MANY)
