"""Words for kinds of places: the name of a place goes in, what it is without them, and what kinds they allow, come out."""

import re
from dataclasses import dataclass

from kg.places.spelling import word_set

#: Words that mean a region of the first order, or whatever else a country's officials call a part of it.
_REGION = word_set(
    "province provinces governorate region state oblast krai kray republic prefecture voivodeship wilaya muhafazat muhafazah"
)
_DISTRICT = word_set(
    "district districts county municipality commune territory division parish locality township raion rayon canton "
    "cercle department departments chiefdom woreda kebele zone subdistrict sub-district tehsil taluk upazila "
    "groupement chefferie sector raions community"
)
_TOWN = word_set("town city village hamlet settlement municipality commune")
#: Words for kinds of places that have places in them.
KINDS = _REGION | _DISTRICT | _TOWN
#: Words that mean a part of a place, or a place at its edge.
PARTS = word_set(
    "neighbourhood neighborhood quarter quarters suburb suburbs borough ward camp camps outskirts countryside "
    "district area street avenue square roundabout hill shantytown slum estate surroundings centre center downtown "
    "hinterland marketplace crossroads junction boulevard road"
)
SIDES = word_set(
    "north south east west northern southern eastern western central northwest northeast southwest southeast "
    "north-west north-east south-west south-east northwestern northeastern southwestern southeastern north-western "
    "north-eastern south-western south-eastern upper lower greater rural inner outer downtown old new"
)
_LEADING = re.compile(r"\A(?:the )?(?:(?P<kind>[\w-]+) of )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """A name as it is written, taken apart.

    `bare` is the name without words for its kind; `kinds` are those of places that the words allow, empty where none stand there.
    `part` says whether they can mean a part of a wider place ("the X quarter").
    """

    name: str
    bare: str
    kinds: tuple[str, ...] = ()
    part: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """A name that holds that of the place it is a part of: "eastern Aleppo" is `part` "eastern" of `whole` "Aleppo"."""

    part: str
    whole: str


def called(name: str) -> Called:
    """A name taken apart at the words for its kind, at its end or before "of".

    >>> called("Idlib Governorate").bare, called("Idlib Governorate").kinds
    ('Idlib', ('region', 'district'))
    >>> called("the town of Nowhere").bare
    'Nowhere'
    """
    bare, kinds, part = re.sub(r"^the ", "", name.strip(), flags=re.IGNORECASE), tuple[str, ...](), False
    if (leading := _LEADING.match(bare)) and (found := _kinds(leading["kind"])):
        bare, kinds = bare[leading.end() :], found
        part = leading["kind"].casefold() in PARTS
    elif " " in bare:
        start, word = bare.rsplit(" ", 1)
        if (found := _kinds(word)) or word.casefold() in PARTS:
            bare, kinds, part = start, found, word.casefold() in PARTS
    return Called(name, bare, kinds, part)


def portion(name: str) -> Portion | None:
    """The place that a name says it is a part of, None where it says nothing like it.

    >>> portion("eastern Aleppo"), portion("Shaar neighbourhood of Aleppo"), portion("Aleppo")
    (Portion(part='eastern', whole='Aleppo'), Portion(part='Shaar neighbourhood', whole='Aleppo'), None)
    """
    bare = re.sub(r"^the ", "", name.strip(), flags=re.IGNORECASE)
    for pattern in _PORTIONS:
        if found := pattern.fullmatch(bare):
            return Portion(found["part"].strip(), found["whole"].strip())
    return None


def _kinds(word: str) -> tuple[str, ...]:
    folded = word.casefold()
    found = [*(("region", "district") if folded in _REGION else ()), *(("district", "region") if folded in _DISTRICT else ())]
    return tuple(dict.fromkeys([*found, *(["town"] if folded in _TOWN else [])]))


def _any(words: frozenset[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_NEAR = r"(?:of|in|near|outside|at|around|close to|north of|south of|east of|west of)"
_PORTIONS = (
    re.compile(
        rf"\A(?P<part>(?:[\w'’‘`-]+ )*?(?:{_any(PARTS)}|{_any(SIDES)}|part|parts|side|edge|fringes|periphery)(?: camp)?),? (?:to the )?{_NEAR} (?:the (?:town|city|village) of )?(?P<whole>\S.*)",
        re.IGNORECASE,
    ),
    re.compile(r"\A(?P<part>near|outside|around) (?P<whole>\S.*)", re.IGNORECASE),
    re.compile(rf"\A(?P<part>(?:{_any(SIDES)})(?:[ -](?:{_any(SIDES)}))?) (?P<whole>\S.*)", re.IGNORECASE),
    re.compile(
        r"\A(?P<whole>\S.*?) (?P<part>outskirts|suburbs|countryside|surroundings|hinterland|old town|old city|city cent(?:re|er)|downtown)",
        re.IGNORECASE,
    ),
)
