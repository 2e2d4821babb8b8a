"""What the words around a place say of where it is: names and a text go in, wider places, places near by and countries come out.

Only what is joined to the name tells: "Kasra, a town in the south of Lorana province", "Kasra (Lorana)", "Syria's Kasra", "the Syrian town of
Kasra". A clause with other words in it ("fled Kasra for Chad") says nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.places.countries import country_name, demonym, named
from kg.places.kinds import KINDS, PARTS, SIDES
from kg.places.model import Hint
from kg.places.spelling import word_set

#: What a country counts that the text puts a place into; that is named in its sentence; that is named anywhere, all that the text speaks of; whose
#: adjective stands beside it.
_SAID, _SENTENCE, _TEXT, _PEOPLE = 0.9, 0.3, 0.35, 0.25
_SENTENCES = re.compile(r"(?<=[.!?])[\"”’)]?\s+(?=[\"“(]?[A-Z0-9])|\n+")
_NAME = r"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]sh|[Aa]s|[Aa]d|[Aa]r|[Dd]e|[Ll]a|[Ll]e)[ -])?[A-ZÀ-ÖØ-Þ‘'’`][\w'’‘`-]*(?:[ -](?:(?:al|el|ul|an|ash|as|ad|ar|de|du|la|le|of|the)[ -])*[A-ZÀ-ÖØ-Þ][\w'’‘`-]*)*"
#: Between a name and the place that it is in: a comma, a bracket, or a word of place, then small words of this kind only.
_JOINING = (
    word_set(
        "a an the in of on at near outside inside within close to about some just its and capital main largest second "
        "part parts side edge fringes km kilometres kilometers miles kms far heart small remote rural mostly densely "
        "populated border-town market farming mining fishing port coastal ethnic besieged rebel-held government-held "
        "occupied northernmost southernmost historic ancient neighbouring neighboring site sites post hub crossing "
        "stronghold bastion enclave island islands oasis valley plain plains desert hill hills mountain mountains coast shore shores bank banks "
        "river lake"
    )
    | KINDS
    | PARTS
    | SIDES
)
#: Words before "of", or behind a name, that make it a part of something: "the camp of X", not "the square of X".
_QUARTERS = word_set("neighbourhood neighborhood quarter suburb borough ward camp slum shantytown estate")
_LINK = re.compile(
    rf"(?P<mark>,? ?\(|, | )(?P<small>(?:[a-z0-9][\w.-]{{0,30}},? ){{0,16}})(?P<name>{_NAME})(?P<kind>(?: (?:{'|'.join(sorted(KINDS | PARTS))})\b)?)\)?"
)
_BESIDE = re.compile(
    rf"\b(?:near|outside|close to|from|far|km|kms|kilometres|kilometers|miles)\b|(?<!in the )(?<!on the )\b(?:{'|'.join(sorted(SIDES))}) of\b"
)
_PLACED = re.compile(
    rf"(?:\b(?:in|of|from|across|near|outside|to|{'|'.join(sorted(SIDES))})(?: the)? )(?P<name>{_NAME})(?P<kind> (?:{'|'.join(sorted(KINDS))})\b)?"
)
#: "gold-digging", "fishing", "mountainous", "25": words that may stand before a noun in an apposition.
_ADJECTIVE = re.compile(r"^\d|\w-\w|(?:ing|ern|ous)$")
_BORDER = re.compile(r" (?:border|frontier|coast|shore|river)\b")
_OWNED = re.compile(
    rf"(?:'s|’s) (?:(?:{'|'.join(sorted(SIDES))}|besieged|rebel-held|occupied) )*(?:(?:{'|'.join(sorted(KINDS | PARTS))}) of )?$"
)
#: Small words within a name, and those of them that a name may begin with.
_SMALL = word_set("al el ul an ash as ad ar de du la le of the")
_FIRST = word_set("al el an ash as ad ar de la le")
_OF = re.compile(rf"(?:(?P<people>(?<!\w)[A-Z]\w+) )?(?:(?<![\w-])[a-z][\w-]* )?(?P<kind>{'|'.join(sorted(KINDS | PARTS))}) of $")
#: Words in the name of a country at most.
_LONGEST = 4
_HEAD, _TAIL, _LINKS = 70, 200, 4
_CALENDAR = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Ramadan|Eid)\b"
)
#: A place said to be a part of another lies in one of its sides, its centre or at its edge.
_SIDE_OF = re.compile(
    rf"\b(?:in|on) the (?:{'|'.join(sorted(SIDES | {'centre', 'center', 'heart', 'outskirts', 'edge'}))})(?: part| side| edge| outskirts)? of\b"
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says of where a place is, as `Context` holds it."""

    hints: tuple[Hint, ...] = ()
    wider: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    part: bool = False


def said_around(names: Sequence[str], text: str) -> Said:
    """What a text says around every mention of the names of a place."""
    wider: list[str] = []
    beside: list[str] = []
    hints: list[Hint] = []
    part = False
    for before, after in _mentions(names, text):
        part |= _before(before, wider, hints)
        part |= _after(after, wider, beside)
        hints += _beside(f"{before} | {after}")
    hints += (Hint(code, _SAID, f"the text puts it in {name}") for name in wider for code in named(name)[:1])
    return Said(tuple(dict.fromkeys(hints)), _once(wider), _once(beside), part)


def _mentions(names: Sequence[str], text: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each mention of some names, within its sentence."""
    forms = sorted(filter(None, names), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
    for sentence in _sentences(text):
        for mention in pattern.finditer(sentence) if any(name in sentence for name in forms) else ():
            yield sentence[max(0, mention.start() - _HEAD) : mention.start()], sentence[mention.end() : mention.end() + _TAIL]


def _beside(around: str) -> Iterator[Hint]:
    """The countries that are named in the words around a name, and those whose people or things are."""
    for code in _named_in(around):
        yield Hint(code, _SENTENCE, f"{country_name(code)} is named beside it")
    for code in _peoples_in(around):
        yield Hint(code, _PEOPLE, f"something of {country_name(code)} is named beside it")


def placed(text: str) -> tuple[str, ...]:
    """The names in a text that words of place lead to, or a word for a kind of place follows; calendar names are none."""
    found = (f"{run['name']}{run['kind'] or ''}" for run in _PLACED.finditer(text))
    return tuple(dict.fromkeys(name for name in found if not _CALENDAR.match(name)))


def spoken_of(text: str) -> tuple[Hint, ...]:
    """The countries that a text names, each weighed by its share of all such names."""
    counts = Counter(_named_in(text))
    return tuple(
        Hint(code, round(_TEXT * count / counts.total(), 3), f"the report names {country_name(code)}")
        for code, count in sorted(counts.items())
    )


def _before(before: str, wider: list[str], hints: list[Hint]) -> bool:
    """Take what stands before a name; returns whether it makes the name a part of something."""
    if (owned := _OWNED.search(before)) and (owner := _last_name(before[: owned.start()])):
        wider.append(owner)
    found = _OF.search(before)
    if found and (codes := demonym(found["people"] or "")):
        hints.append(Hint(codes[0], _SAID, f"the text calls it {found['people']}"))
    return bool(found and found["kind"] in _QUARTERS)


def _last_name(text: str) -> str:
    """The name that a text ends in, "" where its last word is none.

    >>> _last_name("He fled from the Republic of Kasra"), _last_name("in El Marwat"), _last_name("the town")
    ('Republic of Kasra', 'El Marwat', '')
    """
    found: list[str] = []
    for word in reversed(text.split(" ")):
        if not (word[:1].isupper() or (found and word in _SMALL)):
            break
        found.insert(0, word)
    while found and found[0] in _SMALL and not (found[0] in _FIRST and len(found) > 1):
        del found[0]
    return " ".join(found)


def _after(after: str, wider: list[str], beside: list[str]) -> bool:
    """Take the places that are joined to a name, each after the one before; returns whether they make it a part of something."""
    position, part = 0, False
    own = re.match(rf" (?:{'|'.join(sorted(KINDS | PARTS))})\b", after)
    if own:
        position, part = own.end(), own[0].strip() in _QUARTERS
    start = position
    for _ in range(_LINKS):
        link = _LINK.match(after, position)
        if not link or not _joined(link) or _CALENDAR.match(link["name"]):
            break
        small, name = link["small"], link["name"]
        part |= position == start and bool(PARTS & set(small.replace(",", "").split()) or _SIDE_OF.search(small))
        owner, _, rest = re.sub("[’']s ", "\0", name).partition("\0")
        if border := _BORDER.match(after, link.end()):
            position = border.end()
            continue
        if _BESIDE.search(small):
            beside.append(name)
            break
        wider += [rest + link["kind"], owner] if rest else [name + link["kind"]]
        position = link.end()
    return part


def _joined(link: re.Match[str]) -> bool:
    """Whether only words of place stand before the name of a link."""
    small = link["small"].replace(",", "").split()
    plain = link["mark"] == " "
    if plain and not (small and small[0] in {"in", "of", "near", "outside", "within", "on", "inside", *SIDES}):
        return False
    return all(word in _JOINING or _ADJECTIVE.search(word) for word in small)


@lru_cache(maxsize=512)
def _sentences(text: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in _SENTENCES.split(text) if sentence)


@lru_cache(maxsize=4096)
def _named_in(text: str) -> tuple[str, ...]:
    """The code of a country for each time that it is named."""
    found: list[str] = []
    for run in re.finditer(_NAME, text):
        found += _countries_of(re.sub("[’']s?$", "", run[0]).split())
    return tuple(found)


def _countries_of(words: list[str]) -> list[str]:
    """The countries that are named within some capitalised words, the longest names first ("Sri Lanka Monitor")."""
    for length in range(min(len(words), _LONGEST), 0, -1):
        for start in range(len(words) - length + 1):
            if codes := named(" ".join(words[start : start + length])):
                return [codes[0], *_countries_of(words[:start]), *_countries_of(words[start + length :])]
    return []


@lru_cache(maxsize=4096)
def _peoples_in(text: str) -> tuple[str, ...]:
    """The code of a country for each adjective or name of its people."""
    return tuple(code for word in re.findall(r"[A-Z]\w+", text) for code in demonym(word)[:1])


def publishing(name: str | None) -> tuple[str, ...]:
    """The countries that the name of a publisher tells of."""
    return tuple(dict.fromkeys((*_named_in(name or ""), *_peoples_in(name or ""))))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
