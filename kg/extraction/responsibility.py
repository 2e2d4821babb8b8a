"""Who is said to have done it, apart from the words of the event: a word goes in, the heads of those whom it makes responsible come out.

"X claimed responsibility", "he blamed X", "X said it was behind", "residents accused X", "the prosecutor believes that it was X".
"""

from collections.abc import Iterator

from spacy.tokens import Token

#: The first letters of words that can say who did it, cheaper than their lemmas.
BEGINNINGS = (
    "claim", "admit", "accept", "take", "took", "taking", "blam", "attribut", "ascrib", "behind", "suspect", "responsible", "accus",
    "did", "done", "does", "believ", "thought", "presum", "trad", "linked", "suspicion", "hallmark",
)  # fmt: skip
_CLAIMED = frozenset({"responsibility", "attack", "attacks", "raid", "bombing", "blast", "strike", "it"})
_HAPPENED = frozenset({"it", "this", "that", "so", "attack", "bombing", "killing", "killings", "shooting"})
_DOING = frozenset({"carry", "stage", "launch", "commit", "plan", "order"})
#: What makes a suspect the one who is meant.
_PRIME = frozenset({"prime", "main", "chief", "likeliest", "likely", "principal"})
_BLAME = frozenset({"blame", "accusations", "charges"})
#: Words by which one party makes another one responsible, so that a second of them tells of a dispute.
_ACCUSING = frozenset({"blame", "accuse", "attribute", "ascribe", "do", "trade", "suspect", "believe"})


def accuses(token: Token) -> bool:
    """Whether a word makes somebody responsible on somebody else's word."""
    return token.lemma_.lower() in _ACCUSING


def trades(token: Token) -> bool:
    """Whether a word says that several parties blame each other."""
    children = list(token.children)
    if token.lemma_.lower() == "trade":
        return any(child.lower_ in _BLAME for child in children)
    each = (child for child in children if child.dep_ in ("dobj", "det", "nmod") or child.lower_ == "other")
    return token.lemma_.lower() in ("blame", "accuse") and any(
        word.lower_ in ("each", "another") for child in each for word in (child, *child.children)
    )


def responsible(token: Token) -> list[Token]:
    """Whom a word of claiming, blaming, accusing or suspecting makes responsible."""
    lemma, children = token.lemma_.lower(), list(token.children)
    if trades(token):
        return [child for child in children if child.dep_ == "nsubj"]
    if lemma in ("claim", "admit", "accept", "take"):
        claimed = any(
            child.dep_ == "dobj" and child.lower_ in _CLAIMED and (lemma == "claim" or child.lower_ != "it") for child in children
        )
        return [child for child in children if claimed and child.dep_ in ("nsubj", "agent")]
    if lemma in ("blame", "accuse") and token.pos_ == "VERB":
        return [one for one in _objects(token, "on") if one.ent_type_ not in ("DATE", "TIME")] or [
            child for child in children if child.dep_ in ("dobj", "nsubjpass")
        ]
    if lemma in ("attribute", "ascribe") or (lemma == "link" and token.tag_ in ("VBD", "VBN")):
        return _objects(token, "to")
    if lemma == "do":
        return [child for child in children if child.dep_ == "nsubj" and any(_means_it(other) for other in children)]
    return _supposed(token, lemma, children)


def _supposed(token: Token, lemma: str, children: list[Token]) -> list[Token]:
    """Whom "X is responsible", "was behind it", "police suspect X" and "believes that it was X" name."""
    if token.lower_ in ("behind", "responsible"):
        verb = token.head
        verbs = [verb, *([verb.head] if verb.dep_ == "xcomp" else [])] if verb.lemma_ == "be" else []
        return [child for one in verbs for child in one.children if child.dep_ in ("nsubj", "nsubjpass")]
    if token.pos_ in ("NOUN", "PROPN"):
        return _of_noun(token, lemma, children)
    clauses = [child for child in children if child.dep_ in ("ccomp", "xcomp")]
    if lemma in ("suspect", "believe") and token.pos_ == "VERB" and clauses:
        return [one for clause in clauses for one in _it_was(clause)]
    if lemma == "suspect" and token.pos_ == "VERB":
        suffer = [child for child in children if child.dep_ in ("dobj", "nsubjpass")]
        return suffer or [child for child in children if child.dep_ == "nsubj" and token.tag_ in ("VBN", "VBD")]
    return []


def _of_noun(noun: Token, lemma: str, children: list[Token]) -> list[Token]:
    """Whom "suspicion fell on X", "the prime suspect is X" and "the hallmarks of X" name."""
    verb = noun.head
    if lemma == "suspicion":
        return _objects(verb, "on") if noun.dep_ == "nsubj" else []
    if lemma == "hallmark":
        return _objects(noun, "of")
    if lemma != "suspect" or verb.lemma_ != "be" or not any(child.lower_ in _PRIME for child in children):
        return []
    return [child for child in verb.children if child.dep_ == ("attr" if noun.dep_ == "nsubj" else "nsubj")]


def _it_was(clause: Token) -> Iterator[Token]:
    """Who is meant by "it was X" and "X carried it out" in a clause."""
    subject = next((child for child in clause.children if child.dep_ == "nsubj"), None)
    if clause.lemma_.lower() in _DOING and any(_means_it(child) for child in clause.children):
        yield from () if subject is None else (subject,)
    if subject is not None and subject.lower_ in ("it", "this") and clause.lemma_ == "be":
        yield from (child for child in clause.children if child.dep_ == "attr")


def _means_it(token: Token) -> bool:
    return token.dep_ == "dobj" and token.lower_ in _HAPPENED


def _objects(verb: Token, preposition: str) -> list[Token]:
    """What stands after a preposition of a verb."""
    return [grand for child in verb.children if child.dep_ == "prep" and child.lower_ == preposition for grand in child.children]
