"""Verbs that are sayings in some constructions only: a verb goes in, the speech act that its construction expresses comes out."""

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extraction.clauses import CLAUSES
from kg.extraction.tables import word_set

#: Nouns for what was counted.
COUNTS = frozenset({"count", "estimate", "figure", "reckoning", "tally", "calculation", "toll"})
#: Words for what somebody who counts has, for what somebody may know; words for fear.
_KEPT = word_set("name record file case report dead body corpse list death victim")
_KNOWN = word_set("information knowledge record")
_AFRAID = word_set("concerned worried afraid alarmed fearful")


def behind(noun: Token) -> Iterator[Token]:
    """The words of an object; of a "figure" all words behind it in its sentence."""
    yield from noun.doc[noun.i : noun.sent.end] if noun.lemma_ in COUNTS else noun.subtree


def links(verb: Token) -> set[str]:
    """The prepositions and particles that hang on a verb."""
    return {child.lower_ for child in verb.children if child.dep_ in {"prep", "mark", "prt", "dative"}}


def _call(verb: Token, *, quoted: bool) -> str | None:
    """As in "called for an inquiry", "called on both to stop"; "called it murder"; not "called his wife"."""
    named = any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children)
    if (not named and {"for", "on", "upon"} & {*links(verb), verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""}) or any(
        child.dep_ == "xcomp" and child.pos_ == "VERB" for child in verb.children
    ):
        return "calls-for"
    return "reports" if quoted or any(child.dep_ in {"oprd", "ccomp"} for child in verb.children) else None


def _ask(verb: Token, *, quoted: bool) -> str | None:
    """As in "asked for help", "asked them to leave", "asks that they be let go"; not "asked not to be named"."""
    clauses = [child for child in verb.children if child.dep_ in CLAUSES]
    if any(word.dep_ == "neg" for clause in clauses for word in clause.children) or any(
        clause.lemma_ == "remain" for clause in clauses
    ):
        return None
    if (
        "for" in links(verb)
        or verb.doc[verb.i + 1 : verb.i + 2].text == "for"
        or any(word.tag_ == "TO" or word.lower_ == "that" for clause in clauses for word in clause.children)
    ):
        return "calls-for"
    return "reports" if quoted else None


def _name(_verb: Token, *, quoted: bool) -> str | None:
    """As in "termed it “murder”"."""
    return "reports" if quoted else None


def _take(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001 (one shape for all constructions)
    """As in "took responsibility for the blast"."""
    return (
        "reports"
        if any(child.dep_ == "dobj" and child.lemma_ in {"responsibility", "credit"} for child in verb.children)
        else None
    )


def _identify(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "identified the men as soldiers"."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return None if "as" not in links(verb) else "reports" if passive else "accuses"


def _name_as(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "named the dead man as …", "was named by the clinic as …", "names six dead", "is treating the fire as arson"."""
    active = not any(child.dep_ == "auxpass" for child in verb.children)
    counted = (
        verb.lemma_ == "name"
        and active
        and any(word.pos_ == "NUM" for child in verb.children if child.dep_ == "dobj" for word in child.children)
    )
    by_whom = [noun for child in verb.children if child.dep_ == "agent" for noun in child.children]
    return "reports" if "as" in {link for word in (verb, *by_whom) for link in links(word)} or counted else None


def _suspect(verb: Token, *, quoted: bool) -> str | None:
    """As in "suspects rebels of the Front", "suspects that rebels did it"."""
    whom = any(child.dep_ == "dobj" and child.pos_ in {"NOUN", "PROPN"} for child in verb.children)
    return "accuses" if whom or quoted or any(child.dep_ in CLAUSES for child in verb.children) else None


def _lay(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "laid the blame on the rebels"."""
    return "accuses" if any(child.dep_ == "dobj" and child.lemma_ == "blame" for child in verb.children) else None


def _have(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "the parish has 63 names", "the hospital has 12 dead"; "has no record of any such incident"."""
    objects = [child for child in verb.children if child.dep_ in {"dobj", "attr"} and child.i > verb.i]
    if any(noun.lemma_ in _KNOWN and {"no", "of"} <= {child.lower_ for child in noun.children} for noun in objects):
        return "denies"
    kept = any(noun.lemma_ in _KEPT or noun.pos_ == "NUM" for noun in objects)
    return "reports" if kept and any(word.pos_ == "NUM" for noun in objects for word in noun.subtree) else None


def _be(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "partners are concerned that food will run out", "the ministry's figure is 74"."""
    if any(
        child.dep_ == "nsubj" and child.lemma_ in COUNTS and any(word.dep_ == "poss" for word in child.children)
        for child in verb.children
    ):
        numbers = any(word.pos_ == "NUM" for child in verb.children if child.dep_ == "attr" for word in child.subtree)
        return "reports" if numbers else None
    afraid = [child for child in verb.children if child.dep_ == "acomp" and child.lower_ in _AFRAID]
    return "warns" if any(child.dep_ in CLAUSES for word in (verb, *afraid) for child in word.children) and afraid else None


def _revise(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "raised the toll to 21"."""
    figures = any(token.lemma_ in COUNTS | {"number"} for token in verb.doc[verb.i + 1 : verb.sent.end])
    return "reports" if figures and "to" in links(verb) else None


def _attribute(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "attributed the raid to the rebels"."""
    return "accuses" if any(word.lower_ == "to" for word in verb.doc[verb.i + 1 : verb.sent.end]) else None


def _hold(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "holds the army responsible", "held that 93 had been tortured"."""
    if any(child.dep_ == "ccomp" and any(word.lower_ == "that" for word in child.lefts) for child in verb.children):
        return "reports"
    blamed = any(word.lemma_ in {"responsible", "accountable"} for child in verb.children for word in child.subtree)
    return "accuses" if blamed else None


def _point(verb: Token, *, quoted: bool) -> str | None:  # noqa: ARG001
    """As in "pointed out that …"."""
    return "reports" if any(child.lower_ == "out" for child in verb.children) else None


CONSTRUCTIONS = {
    "call": _call,
    "ask": _ask,
    "term": _name,
    "dub": _name,
    "take": _take,
    "accept": _take,
    "identify": _identify,
    "have": _have,
    "be": _be,
    "name": _name_as,
    "treat": _name_as,
    "suspect": _suspect,
    "lay": _lay,
    "link": _attribute,
    "raise": _revise,
    "lower": _revise,
    "revise": _revise,
    "recognise": _identify,
    "recognize": _identify,
    "attribute": _attribute,
    "ascribe": _attribute,
    "hold": _hold,
    "point": _point,
}
