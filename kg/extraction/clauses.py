"""How English builds a clause of saying: functions from spaCy's tokens to the tokens that speak or are spoken of."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

#: How what is said hangs on a verb of saying.
CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
_SUBJECTS = frozenset({"nsubj", "csubj"})
_MODALS = frozenset({"would", "could", "should", "might", "can", "may", "to", "must", "will"})
#: Verbs that may stand behind what is said with their subject before them, and of these the ones that it may follow.
_CLOSING = frozenset(
    [
        "say",
        "tell",
        "report",
        "add",
        "explain",
        "claim",
        "announce",
        "confirm",
        "warn",
        "write",
        "recall",
        "insist",
        "show",
        "believe",
        "maintain",
        "allege",
    ]
)
#: Tokens in which a noun phrase begins and is joined to the next; words behind a closing verb; tokens of what may stand before it.
_LONGEST_PHRASE = 12
_CLOSE = 3
_SHORT_CLAUSE = 5
_INVERTED = frozenset(["say", "explain", "add", "recall", "warn", "insist"])


def beside(verb: Token) -> Token | None:
    """The noun before a verb that a comma or quotation mark sets off (", the ministry said"), or behind it (", said Ali")."""
    doc = verb.doc
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or verb.lemma_ not in _CLOSING:
        return None
    before = doc[verb.i - 1] if verb.i > verb.sent.start else None
    after = doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    if before is not None and before.text in {",", "”", '"', "—", "–"} and after is not None and verb.lemma_ in _INVERTED:
        noun = noun_from(doc[verb.i + 1 : verb.sent.end])
        behind = noun is not None and noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.i > noun.i and noun.head.i != verb.i
        if (
            noun is not None
            and not behind
            and after.pos_ in {"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"}
            and noun.dep_ != "npadvmod"
        ):
            return noun
    while before is not None and before.text in {"there", "here"} and before.i > verb.sent.start:
        before = doc[before.i - 1]
    if before is None or before.pos_ not in {"NOUN", "PROPN", "PRON"} or before.dep_ == "npadvmod":
        return None
    noun = before
    while noun.dep_ in {"pobj", "prep", "conj", "compound", "poss"} and noun.head.i < noun.i and noun.head.pos_ != "VERB":
        noun = noun.head
    left = noun.left_edge
    opening = left.i == verb.sent.start or doc[left.i - 1].text in {",", "”", '"'}
    closing = after is None or verb.lemma_ == "tell" or after.text in {".", ",", "on", "in", "at"} or after.ent_type_ == "DATE"
    return noun if opening and closing and left.i > verb.sent.start + 2 and noun.pos_ in {"NOUN", "PROPN", "PRON"} else None


def noun_from(span: Iterable[Token]) -> Token | None:
    """The head of the noun phrase that begins a stretch."""
    tokens = list(span)
    if not tokens:
        return None
    for position, token in enumerate(tokens[:_LONGEST_PHRASE]):
        if (token.pos_ in {"NOUN", "PROPN", "PRON"} or token.dep_ == "pobj") and (
            token.dep_ not in {"compound", "nmod", "amod", "poss", "npadvmod", "nummod"} or token.head.i < token.i
        ):
            return token
        if token.pos_ in {"VERB", "PUNCT"} and position and token.text != "-" and token.dep_ != "amod":
            return tokens[position - 1] if tokens[position - 1].pos_ in {"NOUN", "PROPN"} else None
    return None


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, or that of the verb it is joined to or explains; of a passive the one who does it."""
    first = verb
    for _ in range(4):
        agent = next(
            (noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"), None
        )
        if agent is not None and verb.tag_ == "VBN":
            return agent if verb is first else None
        passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children) or (
            verb.tag_ == "VBN" and verb.dep_ == "acl"
        )
        if passive and verb.lemma_ != "quote":
            return None
        for child in verb.children:
            if child.dep_ in _SUBJECTS or (passive and child.dep_ == "nsubjpass"):
                return child
        if verb.dep_ == "relcl" or verb.dep_ not in {"conj", "advcl", "xcomp", "acl", "pcomp", "prep"}:
            return None
        verb = verb.head
        if verb.pos_ in {"NOUN", "PROPN"}:
            return verb if verb.dep_ in {"nsubj", "ROOT", "pobj", "appos"} else None
    return None


def joined(noun: Token) -> Iterator[Token]:
    """A noun and the ones joined to it by "and"."""
    yield noun
    for child in noun.children:
        if (
            child.dep_ == "conj"
            and child.pos_ in {"NOUN", "PROPN"}
            and child.i - noun.i < _LONGEST_PHRASE
            and any(word.dep_ == "cc" for word in (*noun.children, *child.children))
        ):
            yield from joined(child)


def is_unreal(verb: Token) -> bool:
    """Whether a verb is negated or says what may or shall be said; a mere infinitive too."""
    if verb.doc[verb.i + 1 : verb.i + 2].text == "only":
        return False  # "would say only that …"
    return any(child.dep_ == "neg" or (child.dep_ == "aux" and child.text.casefold() in _MODALS) for child in verb.lefts)


def behind_comma(verb: Token) -> Token | None:
    """The noun that opens the words between the last comma before a verb and the verb: "…, a neighbour who saw it said".

    A name between commas right before the verb is taken with them: "…, the head of the railway, Ali Hassan, said".
    """
    doc, start = verb.doc, verb.sent.start
    end = verb.i - 1 if verb.i - 1 > start and doc[verb.i - 1].text == "," else verb.i
    comma = next((index for index in range(end - 1, start, -1) if doc[index].text in {",", "”", '"'}), None)
    if comma is None or not any(token.pos_ in {"VERB", "AUX"} for token in doc[start:comma]):
        return None
    if end == verb.i:
        return noun_from(doc[comma + 1 : end])
    if doc[end - 1].pos_ != "PROPN":
        return None
    before = next((index for index in range(comma - 1, start, -1) if doc[index].text in {",", "”", '"'}), start)
    return noun_from(doc[before + 1 : comma]) or doc[end - 1]


def ends_sentence(verb: Token) -> bool:
    """Whether a verb of saying stands at the end of its sentence, behind what is said."""
    rest = [token for token in verb.doc[verb.i + 1 : verb.sent.end] if token.is_alpha and token.ent_type_ not in {"DATE", "TIME"}]
    return len(rest) <= _CLOSE and verb.i - verb.sent.start > _SHORT_CLAUSE
