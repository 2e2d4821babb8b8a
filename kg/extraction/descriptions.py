"""What is said of a person who is named: a mention goes in, age, gender and trade come out, from the words right around it.

"Amir Dostan, 34, a nurse", "the reporters Lena Marwat, 30, and Joseph Tobin", "a boy of 15, Amir Dostan", "He was 38".
"""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from kg.extraction.candidates import Document, NameMention
from kg.extraction.harm_words import heads
from kg.extraction.numerals import small_number
from kg.extraction.people import OLDEST, TRADE_ENDINGS, is_person, is_plural_person
from kg.extraction.person_signs import noun_before
from kg.extraction.speech import ROLE_WORDS
from kg.extraction.tables import word_set

_MALE = word_set(
    "he him his himself mr father fr brother husband son man boy uncle grandfather nephew sheikh imam widower policeman businessman sons brothers men boys bridegroom schoolboy monk priest don señor herr groom lad grandson grandsons stepson brother-in-law son-in-law father-in-law nephews fathers husbands"
)
_FEMALE = word_set(
    "she her hers herself mrs ms miss sister wife daughter mother woman girl aunt grandmother niece widow bride policewoman sisters daughters women girls sister-in-law schoolgirl nun nuns waitress chairwoman lady doña señora mme mlle frau hajja daw granddaughter granddaughters stepdaughter mother-in-law daughter-in-law nieces mothers wives aunts housewife schoolmistress headmistress seamstress actress"
)
_AGE_WORDS = frozenset({"aged", "year", "years", "old", "-"})
_POSSESSIVES = frozenset({"his", "her", "their", "him", "he", "she"})
_BESIDE = 10
#: Behind these a name is of somebody else than the person whom the noun before them means: "the widow of Amir Dostan".
_OF_SOMEBODY_ELSE = frozenset({"of", "by", "with", "to", "from", "for", "'s", "’s"})
#: Verbs, by lemma, that say who somebody is.
_EQUATING = frozenset({"be", "identify", "name"})
#: Behind these words beside a name somebody else is told of: "Amir Dostan, 31, and a woman".
_OTHERS = frozenset({"and", "or", "by", ";", "whose"})
#: How far behind a name a pronoun is taken to stand for the person.
_PRONOUN_REACH = 45
_KIN = word_set(
    "member cousin nephew widow colleague youth friend neighbour neighbor companion victim suspect passenger relative twin grandson granddaughter patient captive hostage survivor bystander partner brother-in-law father brother husband son man boy uncle sister wife daughter mother woman girl aunt child resident villager native person people bride groom bridegroom comrade prisoner inmate detainee refugee grandmother grandfather demonstrator protester"
)
#: Nouns that end as those of trades do.
_NO_TRADES = word_set(
    "floor door corridor border river order number power tower water paper corner quarter summer winter letter matter shoulder finger computer "
    "trailer container shelter tractor motor reactor generator error terror horror mirror factor sector bunker trigger plant"
)
#: Words between a trade and a name, which are none.
_HONORIFICS = word_set("mr mrs ms miss dr don doña haji alhaji sir called named")
#: Ranks and titles of office that stand before a name in capitals.
_RANKS = word_set(
    "private corporal lance-corporal sergeant sgt lieutenant lt captain capt major maj colonel col general gen brigadier constable inspector "
    "sepoy havildar jawan commander superintendent naik subedar risaldar sub-inspector trooper rifleman gunner pastor "
    "bishop imam judge sheikh journalist mayor president vicar principal headmaster reporter teacher driver councillor patrolman conscript engineer nurse trader cadet guardsman seaman"
)
_AGE = re.compile(
    r"\A\s*(?:,\s*|\(\s*|,\s*who (?:is|was)\s+|,\s*then\s+|(?:,\s*)?(?:is|was)\s+(?=\d))?(?:aged\s+)?(\w+(?:-\w+)?)(?:\s*[,).;:](?!\d)|-year-old| years? old| and\b|\s*$)"
)
_AGE_INSIDE = re.compile(
    r"(?<!\bhis )(?<!\bher )(?<!\btheir )\b(\w+)-year-old|(?:aged|age)\s+(\w+)|\b(\w+) years(?: old|\)|,| of age)|^, an? (?:\w+ )?\w+ of (\d+)\b"
)
#: The age in a description between commas: "a baker's apprentice, 20", "an apprentice baker of sixteen"; before a name: "a boy of 15,".
_AGE_DESCRIBED = re.compile(
    r"\A,\s*(?:an?\s|the\s)?[a-z][^,.;:()\n]{2,40}(?:,\s*(?:aged\s+)?(\d{1,2})(?=\s*[,.;)])|(?<!mother)(?<!father)(?<!parent)\sof\s+(\w+(?:-\w+)?)(?=\s*[,.;)]))"
)
_AGE_BEFORE = re.compile(r"\b(?i:an?|the) (?:[\w'’-]+ ){1,3}of (?:about )?(\w+(?:-\w+)?),?\s*\Z")
#: The age in a sentence behind one that names nobody else: "He was 38 and had crossed the line".
_AGE_TOLD = re.compile(
    r"\A[^\n]{0,160}?[.!?][\"”’]?\s(?:He|She) (?:was|is) (\w+(?:-\w+)?)(?: years old)?(?:\s*[,.;]| and\b| when\b)"
)
#: Behind these a trade may begin with a capital.
_OPENINGS = frozenset({"[", "(", ":", ";", "•", "-", "–", "—", "|", "\n"})
_FARTHEST_TOLD = 200


def age_of(document: Document, mention: NameMention, following: int) -> int | None:
    """The age that stands behind a name: ", 34,", "(34)", ", aged 34", ", a 34-year-old nurse"; or before it.

    `following` is where the text names the next person.
    """
    doc, text = document.doc, document.report.text
    end = doc[mention.end - 1].idx + len(doc[mention.end - 1].text)
    if (found := _AGE.match(text[end : end + 60])) and (age := small_number(found[1])) is not None and age <= OLDEST:
        return age
    near = text[end : min(end + 60, following)].split(".")[0].split(";")[0]
    before = text[max(0, doc[mention.start].idx - 50) : doc[mention.start].idx]
    for words in (near, before):
        if (found := _AGE_INSIDE.search(words)) and (age := small_number(next(filter(None, found.groups())))) is not None:
            return age
    told = text[end : min(end + _FARTHEST_TOLD, following)]
    for found in (_AGE_DESCRIBED.match(told[:60]), _AGE_BEFORE.search(before), _AGE_TOLD.match(told)):
        if found and (age := small_number(next(filter(None, found.groups())))) is not None and age <= OLDEST:
            return age
    return None


def gender_of(document: Document, mention: NameMention, others: Sequence[NameMention]) -> str | None:
    """The gender that a word beside a name says, else the first pronoun behind it that no other person stands before."""
    doc = document.doc
    sentence = document.sentences[document.sentence_numbers[mention.start]]
    limit = min([sentence.end, mention.end + _BESIDE, *(other.start for other in others if other.start >= mention.end)])
    beside = [
        doc[position].lower_.rstrip(".") for position in reversed(range(max(sentence.start, mention.start - 3), mention.start))
    ]
    beside = [word for word in beside if word not in _POSSESSIVES]
    beside = beside[: next((place for place, word in enumerate(beside) if word in _OF_SOMEBODY_ELSE), len(beside))]
    behind = [doc[position].lower_ for position in range(mention.end, limit)]
    beside += behind[: next((place for place, word in enumerate(behind) if word in _OTHERS), len(behind))]
    listed = [doc[_list_start(document, mention.start - 1)].lower_] if mention.start else []  # "two brothers, Ali and Omar"
    if (gender := _first_gender([*beside, *listed, *_told_noun(document, mention)])) is not None:
        return gender
    following = document.sentence_numbers[mention.start] + 1
    limit = document.sentences[following].end if following < len(document.sentences) else sentence.end
    limit = min([limit, mention.end + _PRONOUN_REACH, *(other.start for other in others if other.start >= mention.end)])
    return _first_gender([token.lower_ for token in doc[mention.end : limit] if token.pos_ == "PRON"])


def _told_noun(document: Document, mention: NameMention) -> Sequence[str]:
    """The nouns that a sentence says a person is, each with what describes it: "a boy of the family, Ali", "the man was Omar"."""
    noun = noun_before(document.doc, mention.start) or _equated(document, mention)
    if noun is None:
        return ()
    return (noun.lower_, *(child.lower_ for child in noun.lefts if child.dep_ in ("compound", "amod")))


def _equated(document: Document, mention: NameMention) -> Token | None:
    """The noun that a name is said to be, or that is said to be its bearer: "Amir was a baker", "the driver was identified as Amir"."""
    doc = document.doc
    name = doc[mention.end - 1]
    verb = name.head.head if name.dep_ == "pobj" and name.head.lower_ in ("as", "by") else name.head
    if verb.lemma_ not in _EQUATING or verb.i == name.i:
        return None
    sides = {"nsubj", "nsubjpass", "attr"} - {name.dep_}
    found = next((child for child in verb.children if child.dep_ in sides and child.i != name.i and child.pos_ == "NOUN"), None)
    plural = found is None or found.tag_ == "NNS"
    return None if plural or (name.dep_ not in ("attr", "pobj", "oprd", "nsubj")) else found


def _first_gender(words: Sequence[str]) -> str | None:
    for word in words:
        if word in _MALE:
            return "male"
        if word in _FEMALE:
            return "female"
    return None


def occupation_of(document: Document, mention: NameMention) -> str | None:
    """The trade that stands beside a name: "Ali Hassan, 34, a nurse" or "the nurse Ali Hassan"."""
    doc = document.doc
    position = mention.end
    while (
        position < len(doc)
        and position < mention.end + 10
        and (doc[position].text in (",", "(", ")") or doc[position].like_num or doc[position].lower_ in _AGE_WORDS)
    ):
        position += 1
    if (
        position > mention.end
        and position < len(doc)
        and (
            _describes(doc[position]) or doc[position].pos_ == "DET" or doc[position].lower_ == "who" or is_person(doc[position])
        )
    ):
        end = position + 1
        while (
            end < len(doc)
            and end < position + 10
            and (
                _describes(doc[end])
                or doc[end].pos_ == "NUM"
                or doc[end].lower_ in _AGE_WORDS
                or doc[end].tag_ in ("VBN", "HYPH")
            )
        ):
            end += 1
        while end > position + 1 and (doc[end - 1].like_num or doc[end - 1].lower_ in _AGE_WORDS):
            end -= 1
        if (trade := _trade(document, end - 1)) is not None:
            return trade
    if (trade := _told_trade(document, position) or _trade_behind(document, mention)) is not None:
        return trade
    before = mention.start - 1
    while before > 0 and doc[before].lower_.rstrip(".") in _HONORIFICS:
        before -= 1
    if before < 0:
        return None
    trade = _trade(document, before) or _joint_trade(document, before) or _trade_before(document, mention)
    if trade is not None:
        return trade
    noun = noun_before(doc, before + 1) or _equated(document, mention)
    return _trade(document, noun.i) if noun is not None else None


def _trade_before(document: Document, mention: NameMention) -> str | None:
    """The trade of a noun that a name stands in apposition to: "the president of the committee, Jean Lobo", "a cook named Deng"."""
    name = document.doc[mention.end - 1]
    if name.dep_ == "oprd" and name.head.lower_ in ("named", "called"):
        name = name.head
    noun = name.head
    return _trade(document, noun.i) if name.dep_ in ("appos", "acl") and noun.i < mention.start else None


def _describes(token: Token) -> bool:
    """Whether a word may belong to a description: a noun or adjective; what spaCy takes for a name in small letters is none."""
    return token.pos_ in ("NOUN", "ADJ") or _is_small_name(token)


def _is_small_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text.islower()


def _trade_behind(document: Document, mention: NameMention) -> str | None:
    """The trade of a noun in apposition behind a name: "Amir Dostan (33), the party's organising secretary for the ward"."""
    name = document.doc[mention.end - 1]
    nouns = (child.i for child in name.rights if child.dep_ == "appos")
    return next((trade for noun in nouns if (trade := _trade(document, noun)) is not None), None)


def _told_trade(document: Document, position: int) -> str | None:
    """The trade in a clause on a person: "who was our headmaster", "who worked as a cook"."""
    doc = document.doc
    if tuple(document.words[position : position + 2]) not in {("who", "was"), ("who", "is"), ("who", "worked")}:
        return None
    noun = next((token for token in doc[position + 2 : position + 9] if token.dep_ in {"attr", "pobj"}), None)
    return _trade(document, noun.i) if noun is not None else None


def _joint_trade(document: Document, position: int) -> str | None:
    """The trade of several people who are listed behind it: "the reporters Lena Marwat, 30, and Amir Dostan"."""
    position = _list_start(document, position)
    return _trade(document, position) if document.doc[position].tag_ == "NNS" else None


def _list_start(document: Document, position: int) -> int:
    """The token before a list of names and ages that ends at a token."""
    doc = document.doc
    start = document.sentences[document.sentence_numbers[position]].start
    while position > start and (doc[position].pos_ in ("PROPN", "NUM", "CCONJ") or doc[position].text in (",", "(", ")")):
        position -= 1
    return position


def _trade(document: Document, last: int) -> str | None:
    """The noun that ends at a token with the nouns before it ("taxi driver"), unless it is kinship or no person's."""
    doc = document.doc
    if doc[last].text == "," and last:
        last -= 1
    noun = doc[last]
    rank = noun.lower_.rstrip(".") in _RANKS or (
        is_person(noun) and noun.lower_ not in _KIN and last + 1 < len(doc) and doc[last + 1].text.istitle()
    )
    if rank and noun.text[:1].isupper():
        return noun.text
    trades = is_plural_person(noun) or noun.lemma_.endswith(TRADE_ENDINGS)
    if noun.lower_ in _NO_TRADES or noun.lower_ in heads():
        return None
    if noun.tag_ == "NNS" and trades and noun.lower_ == noun.text and noun.lemma_ not in _KIN:
        return noun.lemma_
    opens = noun.text.istitle() and (bool(noun.is_sent_start) or doc[last - 1].text in _OPENINGS)  # "Driver Ali Hassan died"
    if (
        noun.lower_ in _KIN
        or noun.tag_ in ("NNS", "NNPS")
        or (noun.lower_ != noun.text and not opens)
        or noun.ent_type_ in ("DATE", "TIME")
        or (noun.pos_ not in ("NOUN", "PROPN", "ADJ") and not (noun.tag_ == "VB" and is_person(noun)))
        or not (is_person(noun) or noun.lower_ in ROLE_WORDS or noun.lower_.endswith(TRADE_ENDINGS))
    ):
        return None
    start = last
    while (
        start
        and (doc[start - 1].tag_ in ("NN", "HYPH") or _is_small_name(doc[start - 1]))
        and doc[start - 1].lower_ not in ("year", "old")
    ):
        start -= 1
    return doc[start : last + 1].text.lstrip("- ")
