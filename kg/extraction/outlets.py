"""From the names of a document to the outlets to which or on which something is said: papers, broadcasters, platforms."""

from collections.abc import Iterator, Set

from spacy.tokens import Token

from kg.extraction.candidates import NameMention
from kg.extraction.speakers import Speakers
from kg.model import Agent
from kg.places.countries import demonym

_PLATFORMS = frozenset(
    {
        "Telegram",
        "Twitter",
        "X",
        "Facebook",
        "WhatsApp",
        "WeChat",
        "YouTube",
        "Instagram",
        "TikTok",
        "Viber",
        "VKontakte",
        "Signal",
    }
)
_MEDIA_WORDS = frozenset(
    [
        "radio",
        "television",
        "tv",
        "news",
        "agency",
        "newspaper",
        "channel",
        "times",
        "post",
        "herald",
        "daily",
        "broadcaster",
        "press",
        "telegraph",
        "gazette",
        "tribune",
        "star",
    ]
)
_BROADCASTERS = frozenset({"television", "radio", "tv"})
#: News agencies, broadcasters and papers with readers in many countries.
_OUTLETS = frozenset(
    [
        "Reuters",
        "AFP",
        "AP",
        "Associated",
        "Press",
        "EFE",
        "ANSA",
        "DPA",
        "TASS",
        "Itar-Tass",
        "Interfax",
        "Xinhua",
        "Kyodo",
        "Yonhap",
        "PTI",
        "ANI",
        "Anadolu",
        "BBC",
        "CNN",
        "RFI",
        "VOA",
        "Al",
        "Jazeera",
        "Al-Jazeera",
        "Al",
        "Arabiya",
        "Al-Arabiya",
        "France24",
        "NPR",
        "CBS",
        "NBC",
        "ABC",
        "CBC",
        "Sky",
        "Euronews",
        "Deutsche",
        "Welle",
        "Bloomberg",
        "Guardian",
        "IRIN",
        "Rudaw",
        "SANA",
        "WAFA",
        "IRNA",
        "APS",
        "MAP",
        "NTV",
    ]
)
#: Words in the names of bodies that are told something for its own sake.
_SPOKEN_TO = frozenset(
    [
        "council",
        "court",
        "committee",
        "commission",
        "parliament",
        "inquest",
        "inquiry",
        "mission",
        "ministry",
        "tribunal",
        "police",
        "judge",
        "army",
        "government",
        "congress",
        "senate",
        "assembly",
        "un",
    ]
)


def find_outlets(speakers: Speakers, quoted: Set[int]) -> Iterator[tuple[int, Agent]]:
    """Every outlet that the text names as where something was said, with its position."""
    words, texts = speakers.document.words, speakers.document.texts
    begins = {name.start for name in speakers.names}
    for index, text in enumerate(speakers.document.texts):
        word = text.strip(".")
        platform, broadcast = word in _PLATFORMS, words[index] in _BROADCASTERS and index not in speakers.at
        if (not platform and not broadcast and index not in begins) or index in quoted or not (text.isalpha() or text == "X."):
            continue
        before = words[max(0, index - 4) : index]
        if platform and {"on", "via"} & set(before) and (word != "X" or before[-1] == "on"):
            yield index, Agent(word, kind="Organization")
        elif broadcast and before and demonym(texts[index - 1]) and {"on", "told", "to"} & set(before):
            yield index, Agent(f"{texts[index - 1]} {text}", kind="Organization")
        elif index in begins and _is_outlet(speakers, speakers.at[index], set(before)):
            yield index, speakers.at[index].agent


def _is_outlet(speakers: Speakers, mention: NameMention, before: set[str]) -> bool:
    """Whether a name is that of an outlet: by its own words, or by "the newspaper", "news agency" beside it."""
    doc = speakers.document.doc
    label = {word.casefold() for word in mention.agent.label.split()}
    beside = {doc[index].lower_ for index in (mention.start - 1, mention.end) if 0 <= index < len(doc)}
    known = (
        mention.agent.label.split()[0] in _OUTLETS
        or label & _MEDIA_WORDS
        or beside & (_MEDIA_WORDS | {"website", "site", "daily", "station"})
    )
    said_there = before & {"told", "tells", "to", "on", "in", "by", "over", "through", "with", "from", "of"}
    return (
        bool(known and said_there)
        and mention.agent.kind not in {"State", "ArmedActor"}
        and not speakers.is_publisher(mention.agent)
    )


def told_outlet(speakers: Speakers, verb: Token) -> Agent | None:
    """The outlet that is told something: the name behind the verb, unless it is a body that is spoken to for its own sake."""
    doc = speakers.document.doc
    if verb.lemma_ != "tell":
        return None
    for index in range(verb.i + 1, min(verb.i + 6, verb.sent.end)):
        mention = speakers.at.get(index)
        if mention is not None:
            low = {word.casefold() for word in mention.agent.label.split()}
            named = mention.agent.kind in {"Organization", "Agent"} and not low & _SPOKEN_TO and mention.agent.label[0].isupper()
            return mention.agent if named and not speakers.is_publisher(mention.agent) else None
        if index not in speakers.at and doc[index].tag_ == "NNP" and doc[index].text not in _PLATFORMS:
            return _unknown(speakers, index)
        if doc[index].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "PUNCT", "ADP"} or doc[index].text in {",", "that"}:
            return None
    return None


def _unknown(speakers: Speakers, start: int) -> Agent | None:
    """The run of capitalised words at a token as an outlet, where two or more of them or a word for media make one."""
    doc, end = speakers.document.doc, start
    while end < len(doc) and doc[end].text[:1].isupper() and end not in speakers.at:
        end += 1
    low = {word.lower_ for word in doc[start:end]}
    outlet = Agent(doc[start:end].text, kind="Organization")
    if low & _SPOKEN_TO or not (low & _MEDIA_WORDS or end - start > 1) or speakers.is_publisher(outlet):
        return None
    return outlet
