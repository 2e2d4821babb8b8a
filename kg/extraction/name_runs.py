"""From a document to the runs of capitalised words in it that may be names, with the particles that belong inside one."""

from collections import defaultdict
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extraction.candidates import Document
from kg.extraction.name_words import ARMED_GROUPS, BODY_WORDS, JOINERS, ORGANIZATION_WORDS, PARTICLES, TITLES
from kg.extraction.tables import word_set

_JOINERS_AND_PARTICLES = JOINERS | PARTICLES
_CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
    "ramadan easter christmas eid gmt utc"
)
_OPENERS = word_set(
    "the a an in on at by of for to from with and but or nor yet so as if when while since after before during according this that these those there here it its he his she "
    "her they their we our i my you your who whom whose which what why how where one two three four five six seven eight nine ten eleven twelve some "
    "many most all both each every another other others no not none neither either only also even still then now today yesterday last "
    "next meanwhile however earlier later among amid despite although though because until under over near about around between "
    "suspected alleged presumed former unidentified unknown masked at least more than several dozens hundreds thousands scores nobody everyone source sources asked speaking"
)
#: The Persian link between two words of a name.
_LINKS = frozenset({"i", "e", "o"})
#: Words up to this length are written small in titles.
_SHORT_WORD = 3


def find_runs(document: Document) -> Iterator[tuple[int, int]]:
    """The stretches of tokens that may be names, each as the first token and the one after the last, in order of the text."""
    doc, texts, headline = document.doc, document.texts, _title_case_tokens(document)
    inside = _capitalised_inside(document, headline)
    end = 0
    for index in [position for position, text in enumerate(texts) if text[0].isupper()]:
        if index >= end and _may_begin(doc[index], inside, headline):
            end = _extend(doc, index)
            if index in headline:
                end = next((i for i in range(index, end) if texts[i][0].isupper() and texts[i] not in inside), end)
            yield index, end


def _capitalised_inside(document: Document, headline: frozenset[int]) -> frozenset[str]:
    """Words that stand capitalised in the middle of some sentence, so that they are names at the beginning of one too."""
    texts, sentences = document.texts, document.sentence_numbers
    return frozenset(
        text
        for index, text in enumerate(texts)
        if text[0].isupper()
        and index
        and sentences[index] == sentences[index - 1]
        and index not in headline
        and texts[index - 1] not in {"“", '"', "‘", ":", "\n"}
    )


def _title_case_tokens(document: Document) -> frozenset[int]:
    """Positions of the tokens in lines that are printed with Every Word Capitalised, where capitals say nothing."""
    lines: dict[int, list[int]] = defaultdict(list)
    for index, (text, line) in enumerate(zip(document.texts, document.paragraph_numbers, strict=True)):
        if not text.isspace():
            lines[line].append(index)
    found: set[int] = set()
    for line, indices in lines.items():
        if _is_title_case([document.texts[index] for index in indices], first=line == 0):
            found.update(indices)
    return frozenset(found)


def _is_title_case(line: list[str], *, first: bool) -> bool:
    """Whether nearly all words of a line are capitalised, and it is no sentence and no by-line."""
    if line[-1] == ".":
        return False
    long = [text for text in line if text.isalpha() and len(text) > _SHORT_WORD]
    if len(long) <= _SHORT_WORD:
        return False
    byline = not first and any(text in {"(", ",", ";", ":"} for text in line)
    return not byline and sum(word[0].isupper() for word in long) > 0.7 * len(long)


def _may_begin(token: Token, inside: frozenset[str], headline: frozenset[int]) -> bool:
    text = token.text
    body = text == "US" or (text == "WHO" and not (token.i + 1 < len(token.doc) and token.nbor(1).text.isupper()))
    if (
        not text[:1].isupper()
        or not text[:1].isalpha()
        or text.casefold() in _CALENDAR
        or (text.casefold() in _OPENERS and not body)
    ):
        return False
    if token.i in headline:
        return text in inside and text.casefold() not in TITLES
    if token.is_sent_start or token.nbor(-1).text in {"“", '"', "‘", ":", "\n", "•", "-", "–", "*"} or token.nbor(-1).is_space:
        return (
            text in inside
            or token.tag_ in {"NNP", "NNPS"}
            or bool(token.ent_type_)
            or _next_is_name(token)
            or _opens_body(token)
            or text.casefold() in ARMED_GROUPS
            or _is_coined(text)
        )
    return True


def _is_coined(text: str) -> bool:
    """Whether a word has capitals and small letters inside, as only names have: "KDPn"."""
    return not text.isupper() and text[1:].isalpha() and text[1:] != text[1:].lower()


def _opens_body(token: Token) -> bool:
    """Whether a word at the beginning of a sentence opens an organisation's name: "Collective against Impunity"."""
    doc, index = token.doc, token.i
    body = token.text.casefold() in BODY_WORDS
    return (
        body
        and index + 2 < len(doc)
        and doc[index + 1].text in {"of", "for", "against", "without"}
        and doc[index + 2].text[:1].isupper()
    )


def _next_is_name(token: Token) -> bool:
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return following is not None and following.text[:1].isupper() and following.text.casefold() not in _CALENDAR


def _extend(doc: Doc, start: int) -> int:
    """The end of the run that begins at `start`."""
    end = start + 1
    while end < len(doc):
        step = _step(doc, start, end)
        if not step:
            break
        end += step
    return end


def _step(doc: Doc, start: int, end: int) -> int:
    """How many tokens after `end` still belong to the name: 0 if none."""
    token = doc[end]
    if token.is_sent_start and not _initial(doc[end - 1]) and not (doc[end - 1].text == "." and _initial(doc[end - 2])):
        return 0
    joined = not doc[end - 1].whitespace_
    after = doc[end + 1] if end + 1 < len(doc) else None
    capital = after is not None and _capital(after)
    if _capital(token) or (joined and token.text[0] in {"'", "’"} and len(token) > len("'s")):
        return 1
    if after is not None and token.text in {"-", "–"} and joined and not token.whitespace_:
        return 2 if capital or after.text in PARTICLES or _links(doc, end) else 0
    if capital and ((token.text == "." and _initial(doc[end - 1])) or token.text == "&"):
        return 1 if token.text == "." else 2
    if after is not None and token.text in {"'s", "’s", "'", "’"}:
        return 2 if capital and after.text.casefold() in BODY_WORDS else 0
    return _joined_by_words(doc, start, end)


def _links(doc: Doc, dash: int) -> bool:
    """Whether a dash opens the Persian link between two capitalised words: "Lashkar-i-Islam"."""
    return dash + 3 < len(doc) and doc[dash + 1].text in _LINKS and doc[dash + 2].text == "-" and _capital(doc[dash + 3])


def _joined_by_words(doc: Doc, start: int, end: int) -> int:
    """Steps over "of the", "for", "and", "bin" when a capitalised word follows and the name so far is one that goes on so."""
    reach = end
    while reach < len(doc) and reach < end + 3 and doc[reach].text in _JOINERS_AND_PARTICLES:
        reach += 1
    if reach in (end, len(doc)) or doc[reach - 1].is_sent_end:
        return 0
    if doc[reach].text == "-" and doc[reach - 1].text in PARTICLES and reach + 1 < len(doc) and _capital(doc[reach + 1]):
        return reach + 2 - end
    if not _capital(doc[reach]):
        return 0
    between = [doc[index].text for index in range(end, reach)]
    so_far = [doc[index].text.casefold() for index in range(start, end)]
    is_body = any(word in BODY_WORDS for word in so_far)
    if all(word in PARTICLES for word in between):
        return reach + 1 - end
    of = (
        is_body
        and between[0] in {"of", "for", "on", "against", "without", "to"}
        and (between[0] not in {"to", "on"} or _noun_after(doc, reach))
    )
    islamic_state = "state" in so_far and "islamic" in so_far and between[0] in {"of", "in"}
    both = (
        is_body and between == ["and"] and any(word in {"of", "for"} for word in so_far) and doc[reach].ent_type_ in {"ORG", ""}
    )
    same_body = doc[reach].text.casefold() not in ORGANIZATION_WORDS or doc[end - 1].ent_type_ == doc[reach].ent_type_
    return reach + 1 - end if of or islamic_state or (both and same_body) else 0


def _noun_after(doc: Doc, index: int) -> bool:
    return doc[index].ent_type_ == "ORG" and doc[index].ent_iob_ == "I"


def _capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha() and token.text.casefold() not in _CALENDAR


def _initial(token: Token) -> bool:
    return (len(token.text.rstrip(".")) == 1 and token.text[:1].isupper()) or token.text.casefold().rstrip(".") in {
        "lt",
        "col",
        "gen",
        "maj",
        "capt",
        "sgt",
        "dr",
        "brig",
        "st",
    }
