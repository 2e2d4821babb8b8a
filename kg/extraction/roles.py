"""Nouns for persons by trade, office or kinship: a noun goes in, whether it is a role comes out."""

import re

from spacy.tokens import Token

from kg.extraction.name_words import ORGANIZATION_WORDS
from kg.extraction.speech import ROLE_WORDS
from kg.extraction.tables import word_set

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
#: Nouns for somebody or something of no trade, office or kinship; forms of address; ranks that follow a role.
_NO_TRADE = word_set(
    "man woman boy girl youth person one caller source military service force survivor victim document indictment"
)
_ADDRESS = word_set("dr mr mrs ms miss mme mlle herr frau señor señora sir lady don doña")
_RANKS = word_set("general brigadier colonel major captain lieutenant commander sergeant")
#: Whose somebody is: "his brother", "the network's coordinator".
_WHOSE = re.compile(r"^(?:.*['’]s?|his|her|its|their|our|my) ", re.IGNORECASE)
#: Letters of a noun that its ending makes a role.
_SHORTEST_ROLE = 5


def bare_role(words: str | None) -> str | None:
    """The words before or for a person without what is no role: whose he is, how he is addressed, a rank behind a role.

    >>> bare_role("the network's coordinator"), bare_role("police spokesman Captain"), bare_role("Dr."), bare_role("old man")
    ('coordinator', 'police spokesman', None, None)
    """
    parts = _WHOSE.sub("", words or "").split()
    while parts and parts[0].casefold().strip(".") in _ADDRESS:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1].casefold() in _RANKS and parts[-2].casefold() in ROLE_WORDS - _RANKS:
        parts = parts[:-1]
    return None if not parts or parts[-1].casefold() in _NO_TRADE else " ".join(parts)


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
