"""Nouns for persons by trade, office or kinship: a noun goes in, whether it is a role comes out."""

import re

from spacy.tokens import Token

from kg.extraction.name_words import ORGANIZATION_WORDS
from kg.extraction.speech import ROLE_WORDS

_ROLE_ENDINGS = re.compile(r"(?:man|woman|person|er|or|ist|ian|ant|ent|ee|ary)")
_NOT_ROLES = frozenset(
    [
        "paper",
        "newspaper",
        "government",
        "parliament",
        "statement",
        "document",
        "agent",
        "event",
        "centre",
        "center",
        "militant",
        "incident",
        "letter",
        "order",
        "number",
        "other",
        "power",
        "tribunal",
        "branch",
    ]
)
#: Letters of a noun that its ending makes a role.
_SHORTEST_ROLE = 5


def is_role(head: Token) -> bool:
    """Whether a noun is one for a person by trade, office or kinship."""
    word = head.lemma_.casefold() if head.lemma_ else head.text.casefold()
    if word in ROLE_WORDS:
        return True
    return (
        word not in _NOT_ROLES
        and word not in ORGANIZATION_WORDS
        and len(word) >= _SHORTEST_ROLE
        and bool(_ROLE_ENDINGS.fullmatch(word[-3:]) or _ROLE_ENDINGS.fullmatch(word[-2:]))
    )
