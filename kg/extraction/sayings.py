"""From a document with its names to its sayings: every place where the text gives its words to a speaker.

Verbs of saying, "according to", "by the count of", sources in brackets or at the end of an entry, labels before a colon, and
quotations that go on. The table of verbs says which speech act each one is by itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from kg.extraction.candidates import Candidates, Document, NameMention
from kg.extraction.speakers import SPEAKING_NOUNS, Speaker, Speakers
from kg.model import Agent

#: Verbs of saying by the speech act that they alone express.
SPEECH_VERBS: dict[str, str] = {
    verb: act
    for act, verbs in {
        "reports": "say tell add report announce state declare claim note explain confirm insist maintain argue recall acknowledge admit concede "
        "estimate testify recount describe write tweet reply respond answer stress emphasize emphasise reveal disclose inform reckon consider "
        "indicate suggest allege assert contend affirm observe comment remark reiterate relate recollect believe think quote attribute ascribe "
        "narrate recite swear rule conclude determine find record count document register verify list put vow pledge promise speak call give show term dub publish take accept identify",
        "accuses": "accuse blame hold suspect charge recognise recognize",
        "denies": "deny reject dismiss refute dispute rebut disown rubbish",
        "condemns": "condemn denounce deplore decry criticise criticize slam lament repudiate regret",
        "warns": "warn fear caution threaten expect",
        "calls-for": "urge demand appeal ask beg implore want recommend request plead",
    }.items()
    for verb in verbs.split()
}
#: Verbs that are sayings only with a clause or a quotation as what is said.
_NEED_CLAUSE = frozenset(
    "find rule conclude determine believe think suspect put record count document register verify list note observe add write quote suggest indicate answer "
    "respond reply vow pledge promise speak admit charge publish acknowledge show give expect see consider reckon declare recall promise fear".split()
)
#: Verbs whose object with a number is what is said: "recorded 614 killings", "put the toll at 12".
_COUNT_VERBS = frozenset("record count document register verify list put report estimate confirm give find admit publish acknowledge show".split())
#: Verbs of which the object is what is said of it: "calls it a crime", "attributes it to".
_NAMING_VERBS = frozenset("call attribute ascribe consider describe".split())
_SUBJECTS = frozenset({"nsubj", "csubj"})
_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
#: Verbs whose subject may be anything that a text calls so ("witnesses", "the register"); others want one who can speak.
_PLAIN_VERBS = frozenset("say tell accuse blame deny condemn denounce urge insist claim allege warn".split())
#: Nouns for what somebody has written, counted or said, behind which that somebody speaks.
_DOCUMENTS = frozenset("statement report figure count letter list communique communiqué note bulletin data record estimate tally toll tweet post account".split())
_NOBODY = frozenset({"no", "nobody", "none", "neither", "nothing"})
_MODALS = frozenset({"would", "could", "should", "might", "can", "may", "to", "must", "will"})
_PLATFORMS = frozenset({"Telegram", "Twitter", "X", "Facebook", "WhatsApp", "WeChat", "YouTube", "Instagram", "TikTok", "Viber", "VKontakte", "Signal"})
_MEDIA_WORDS = frozenset("radio television tv news agency newspaper channel times post herald daily broadcaster press telegraph gazette tribune star".split())
#: News agencies, broadcasters and papers with readers in many countries.
_OUTLETS = frozenset(
    "Reuters AFP AP Associated Press EFE ANSA DPA TASS Itar-Tass Interfax Xinhua Kyodo Yonhap PTI ANI Anadolu BBC CNN RFI VOA Al Jazeera Al-Jazeera Al Arabiya "
    "Al-Arabiya France24 NPR CBS NBC ABC CBC Sky Euronews Deutsche Welle Bloomberg Guardian IRIN Rudaw SANA WAFA IRNA APS MAP NTV".split()
)
_SPOKEN_TO = frozenset("council court committee commission parliament inquest inquiry mission ministry tribunal police judge army government congress senate assembly un".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """One place where the text says whose words it gives.

    `cue` is the token that says so (the verb, "according", the colon), `verb` its lemma, `act` the speech act that the verb
    alone expresses, `content` the tokens said; `continued` marks a quotation that goes on without a verb of its own.
    """

    cue: int
    verb: str
    act: str
    speaker: Speaker
    content: frozenset[int]
    medium: Agent | None = None
    continued: bool = False


def find_sayings(document: Document, candidates: Candidates) -> tuple[Saying, ...]:
    """Every saying of a document, in order of the text."""
    return _Finder(document, candidates).find()


class _Finder:
    """Reads sentence after sentence, and remembers who spoke last."""

    def __init__(self, document: Document, candidates: Candidates) -> None:
        self.document = document
        self.speakers = Speakers(document, candidates.names)
        self.quotes = quotations(document)
        self.quoted = {index for start, end in self.quotes for index in range(start, end)}
        self.places = candidates.places
        self.sayings: list[Saying] = []
        self.outlets = tuple(self._outlets())

    def find(self) -> tuple[Saying, ...]:
        for sentence in self.document.sentences:
            found = [*self._verbs(sentence), *self._according(sentence), *self._counts(sentence), *self._labels(sentence), *self._brackets(sentence)]
            for saying in sorted(found, key=lambda saying: saying.cue):
                self.sayings.append(saying)
        continued = list(self._continued())
        return tuple(sorted([*self.sayings, *continued], key=lambda saying: saying.cue))

    # verbs of saying

    def _verbs(self, sentence: Span) -> Iterator[Saying]:
        for token in sentence:
            verb = token.lemma_.casefold()
            if verb not in SPEECH_VERBS or token.i in self.quoted or _unreal(token):
                continue
            if token.pos_ not in {"VERB", "AUX"}:
                yield from self._mistaken(token, verb, sentence)
                continue
            subject = self._subject(token)
            if subject is None or subject.text.casefold() in _NOBODY or any(child.text.casefold() in _NOBODY for child in subject.lefts):
                continue
            content = self._content(token, subject)
            act = self._act(token, verb, content)
            if act is None:
                continue
            for noun in _joined(subject):
                speaker = self.speaker(noun)
                if speaker is not None and (verb in _PLAIN_VERBS or self._can_speak(noun, speaker)):
                    yield Saying(token.i, verb, act, speaker, content, self._medium(token, speaker))

    def _mistaken(self, token: Token, verb: str, sentence: Span) -> Iterator[Saying]:
        """A verb that the tagger takes for a noun: "the Network calls on", "the Forum demands that"."""
        mention = self.speakers.at.get(token.i - 1)
        after = token.nbor(1).text if token.i + 1 < sentence.end else ""
        if mention is None or mention.agent.kind not in {"Organization", "State"} or token.tag_ != "NNS" or after not in {"on", "upon", "for", "to", "that"}:
            return
        act = "calls-for" if verb == "call" else SPEECH_VERBS[verb]
        yield Saying(token.i, verb, act, Speaker(mention.agent, publisher=self.speakers.is_publisher(mention.agent)), frozenset(range(token.i + 1, sentence.end)))

    def _can_speak(self, noun: Token, speaker: Speaker) -> bool:
        """Whether a subject is a person, a body or a document, and no thing."""
        if noun.pos_ in {"PRON", "PROPN"} or speaker.publisher or speaker.agent.kind != "Agent" or speaker.role is not None:
            return True
        word = noun.lemma_.casefold()
        return self.speakers.is_role(noun) or word in SPEAKING_NOUNS

    def _subject(self, verb: Token) -> Token | None:
        """Who says: the noun right beside a verb behind a comma or quotation, else the verb's subject."""
        beside = _beside(verb)
        subject = beside if beside is not None else _subject(verb)
        return self._behind_dateline(subject, verb) if subject is not None else None

    def _behind_dateline(self, subject: Token, verb: Token) -> Token:
        """The subject of a verb where the parser takes the place in a dateline ("LUANDA, May 3 (ABC) - The army …") for it."""
        doc = self.document.doc
        if not subject.text.isupper() or len(subject.text) < 4 or subject.i - verb.sent.start > 2:
            return subject
        mark = next((index for index in range(subject.i + 1, min(subject.i + 16, verb.i)) if doc[index].text in {"-", "–", "—", ":"} and doc[index - 1].whitespace_ or doc[index].text == ":"), None)
        noun = _noun_from(doc[mark + 1 : verb.i]) if mark is not None else None
        return noun if noun is not None else subject

    def _act(self, token: Token, verb: str, content: frozenset[int]) -> str | None:
        """The act of a verb where its construction is one of saying."""
        clause = any(child.dep_ in _CLAUSES for child in token.children) or token.dep_ in {"parataxis", "ccomp"}
        quote = any(index in self.quoted for index in content)
        children = {child.text.casefold() for child in token.children if child.dep_ in {"prep", "mark", "prt", "dative"}}
        if verb == "call":
            if {"for", "on", "upon"} & children or any(child.dep_ == "xcomp" and child.pos_ == "VERB" for child in token.children):
                return "calls-for"
            return "reports" if quote or any(child.dep_ == "oprd" for child in token.children) or any(child.dep_ == "ccomp" for child in token.children) else None
        if verb == "ask" and not any(word.dep_ == "neg" for child in token.children if child.dep_ in _CLAUSES for word in child.children):
            wanted = "for" in children or any(child.dep_ in _CLAUSES and any(word.tag_ == "TO" for word in child.children) for child in token.children)
            return "calls-for" if wanted else "reports" if quote else None
        if verb in {"term", "dub"}:
            return "reports" if quote else None
        if verb in {"take", "accept"}:
            return "reports" if any(child.dep_ == "dobj" and child.lemma_ == "responsibility" for child in token.children) else None
        if verb in {"identify", "recognise", "recognize"}:
            return "accuses" if "as" in children else None
        if verb == "ask" and any(child.dep_ in _CLAUSES and any(word.dep_ == "neg" for word in child.children) for child in token.children):
            return None
        if any(child.dep_ == "dobj" and child.text.casefold() == "nothing" for child in token.children):
            return None
        if verb in {"attribute", "ascribe"}:
            return "accuses" if "to" in children else None
        if verb == "hold":
            return "accuses" if any(word.lemma_ in {"responsible", "accountable"} for child in token.children for word in child.subtree) else None
        if verb == "claim" and any(child.dep_ == "dobj" and child.lemma_ in {"life", "victim"} for child in token.children):
            return None
        if verb in _NEED_CLAUSE and not clause and not quote:
            doc = self.document.doc
            objects = [index for child in token.children if child.dep_ in {"dobj", "prep", "dative"} for index in (word.i for word in child.subtree)]
            counted = verb in _COUNT_VERBS and any(doc[index].pos_ == "NUM" for index in objects)
            return SPEECH_VERBS[verb] if counted or (verb == "speak" and "of" in children) else None
        return SPEECH_VERBS[verb]

    def _content(self, verb: Token, subject: Token) -> frozenset[int]:
        """The tokens that a verb gives to its speaker: all that hangs on it but its subject, or the sentence it is put into."""
        outside = {token.i for token in subject.subtree if token.i < verb.i or subject.i > verb.i}
        if subject.pos_ == "NUM" or any(child.dep_ == "nummod" for child in subject.children):
            outside = set()  # "Fifteen women said they were raped" gives the number too
        top = verb
        own_clause = any(child.dep_ in _CLAUSES for child in verb.children)
        if not own_clause and (verb.dep_ in {"parataxis", "ccomp", "advcl"} or _ends(verb, self.document)):
            top = verb.sent.root if _ends(verb, self.document) else verb.head
        return frozenset(token.i for token in top.subtree if token.i not in outside and token.i != verb.i)

    # where it was said

    def _medium(self, verb: Token, speaker: Speaker) -> Agent | None:
        """The outlet to which or on which something is said, never the publisher or the speaker itself."""
        first, last = verb.sent.start, verb.sent.end
        for index, outlet in self.outlets:
            if first <= index < last and outlet.label not in {speaker.agent.label, *speaker.agent.also}:
                return outlet
        return self._told(verb)

    def _outlets(self) -> Iterator[tuple[int, Agent]]:
        """Every outlet that the text names as where something was said, with its position."""
        doc = self.document.doc
        for token in doc:
            if token.i in self.quoted or not token.is_alpha and token.text != "X.":
                continue
            word, mention = token.text.strip("."), self.speakers.at.get(token.i)
            platform, broadcast = word in _PLATFORMS, mention is None and token.lower_ in {"television", "radio", "tv"}
            if not platform and not broadcast and (mention is None or mention.start != token.i):
                continue
            before = [doc[index].lower_ for index in range(max(0, token.i - 4), token.i)]
            if platform and {"on", "via"} & set(before) and (word != "X" or before[-1] == "on"):
                yield token.i, Agent(word, kind="Organization")
            elif broadcast and before and before[-1] in {"state", "national", "local", "public"} and {"on", "told", "to"} & set(before):
                yield token.i, Agent(f"{before[-1]} {token.text}", kind="Organization")
            elif mention is not None and self._is_outlet(mention, set(before)):
                yield token.i, mention.agent

    def _is_outlet(self, mention: NameMention, before: set[str]) -> bool:
        """Whether a name is that of an outlet: by its own words, or by "the newspaper", "news agency" beside it."""
        doc = self.document.doc
        label = {word.casefold() for word in mention.agent.label.split()}
        beside = {doc[index].lower_ for index in (mention.start - 1, mention.end) if 0 <= index < len(doc)}
        known = mention.agent.label.split()[0] in _OUTLETS or label & _MEDIA_WORDS or beside & (_MEDIA_WORDS | {"website", "site", "daily", "station"})
        said_there = before & {"told", "tells", "to", "on", "in", "by", "over", "through", "with", "from", "of"}
        return bool(known and said_there) and mention.agent.kind not in {"State", "ArmedActor"} and not self.speakers.is_publisher(mention.agent)

    def _told(self, verb: Token) -> Agent | None:
        """The outlet that is told something: the name behind the verb, unless it is a body that is spoken to for its own sake."""
        doc = self.document.doc
        if verb.lemma_ != "tell":
            return None
        for index in range(verb.i + 1, min(verb.i + 6, verb.sent.end)):
            mention = self.speakers.at.get(index)
            if mention is not None:
                low = {word.casefold() for word in mention.agent.label.split()}
                named = mention.agent.kind in {"Organization", "Agent"} and not low & _SPOKEN_TO and mention.agent.label[0].isupper()
                return mention.agent if named and not self.speakers.is_publisher(mention.agent) else None
            if doc[index].pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "PUNCT", "ADP"} or doc[index].text in {",", "that"}:
                return None
        return None

    # "according to", "by the count of", sources and labels

    def _according(self, sentence: Span) -> Iterator[Saying]:
        doc = self.document.doc
        for token in sentence:
            word, after = token.text.casefold(), doc[token.i + 1].text if token.i + 1 < len(doc) else ""
            bare = word == "per" and token.i > sentence.start and doc[token.i - 1].text in {",", "("}
            if token.i in self.quoted or not bare and (word, after) not in {("according", "to"), ("as", "per")}:
                continue
            start = token.i + (1 if bare else 2)
            noun = _noun_from(doc[start : sentence.end])
            if noun is None:
                continue
            inside = {other.i for other in noun.subtree} | {token.i, token.i + 1}
            content = self._clause(token, sentence) - inside
            for one in _joined(noun):
                if (speaker := self.speaker(one)) is not None:
                    yield Saying(token.i, "according", "reports", speaker, content)

    def _counts(self, sentence: Span) -> Iterator[Saying]:
        """"by the ministry's count", "by the count of the ministry", "by UN estimates"."""
        doc = self.document.doc
        for token in sentence:
            if token.lemma_.casefold() not in {"count", "estimate", "figure", "reckoning", "tally", "calculation"} or token.pos_ != "NOUN" or token.i in self.quoted:
                continue
            if token.dep_ != "pobj" or token.head.text.casefold() not in {"by", "in", "on"}:
                continue
            speaker = self._owner(token)
            if speaker is not None:
                content = self._clause(token.head, sentence) - {other.i for other in token.subtree}
                yield Saying(token.head.i, "count", "reports", speaker, content)

    def _owner(self, noun: Token) -> Speaker | None:
        """Whose count or statement a noun is."""
        for child in noun.children:
            if child.dep_ == "poss" or (child.dep_ in {"compound", "nmod"} and child.i in self.speakers.at):
                return self._possessor(child)
        for child in noun.children:
            if child.dep_ in {"prep", "agent"} and child.text in {"of", "by", "from"}:
                for other in child.children:
                    if other.dep_ == "pobj":
                        return self.speaker(other)
            if child.dep_ == "relcl":
                for other in child.children:
                    if other.dep_ == "nsubj" and other.pos_ in {"NOUN", "PROPN"}:
                        return self.speaker(other)
            if child.dep_ == "acl":
                for by in child.children:
                    if by.dep_ == "agent" or by.text in {"by", "from"}:
                        for other in by.children:
                            if other.dep_ == "pobj":
                                return self.speaker(other)
        return None

    def _possessor(self, token: Token) -> Speaker | None:
        word = token.text.casefold()
        if word == "our":
            return self.speakers.publisher()
        if word in {"his", "her", "its", "their"}:
            return self._before({"his": "he", "her": "she", "its": "it", "their": "they"}[word], token)
        return self.speaker(token)

    def _clause(self, token: Token, sentence: Span) -> frozenset[int]:
        """The tokens of the part of a sentence, between semicolons, that a token stands in."""
        doc, start, end = self.document.doc, token.i, token.i
        while start > sentence.start and doc[start - 1].text != ";":
            start -= 1
        while end < sentence.end and doc[end].text != ";":
            end += 1
        return frozenset(range(start, end))

    def _labels(self, sentence: Span) -> Iterator[Saying]:
        """"Source: the ministry" at the end of an entry, which covers its paragraph, and "Ministry: 12 killed"."""
        doc = self.document.doc
        for token in sentence:
            dashed = token.text in {"–", "-"} and token.i > sentence.start and doc[token.i - 1].text.casefold() in {"source", "sources"}
            if (token.text != ":" and not dashed) or token.i in self.quoted or token.i == sentence.start:
                continue
            if doc[token.i - 1].text.casefold() in {"source", "sources"} and token.text in {":", "–", "-"}:
                line = self.document.paragraph_numbers[token.i]
                content = frozenset(index for index in range(self._line_start(token.i, line), token.i - 1))
                for speaker in self._listed(token.i + 1, sentence.end):
                    yield Saying(token.i - 1, "source", "reports", speaker, content)
            elif sentence.end - token.i > 4 and (speaker_ := self._label(sentence, token)) is not None:
                yield Saying(token.i, "label", "reports", speaker_, frozenset(range(token.i + 1, sentence.end)))
            return

    def _line_start(self, index: int, line: int) -> int:
        while index and self.document.paragraph_numbers[index - 1] == line:
            index -= 1
        return index

    def _label(self, sentence: Span, colon: Token) -> Speaker | None:
        """The speaker whose name alone stands between the beginning of a sentence and its colon."""
        doc = self.document.doc
        if colon.i - sentence.start > 14 or self.document.paragraph_numbers[colon.i] == 0 and colon.i + 4 > sentence.end:
            return None
        last = doc[colon.i - 1]
        if last.pos_ == "NOUN" and colon.i - sentence.start <= 5 and (self.speakers.is_role(last) or last.lemma_.casefold() in SPEAKING_NOUNS):
            return self.speakers.of(last)
        found = [mention for mention in self.speakers.names if sentence.start <= mention.start and mention.end <= colon.i]
        if not found or found[-1].agent.kind in {"State"} or any(doc[index].pos_ in {"VERB", "AUX"} for index in range(sentence.start, colon.i)):
            return None
        first, person = found[0], found[-1]
        if person.agent.kind == "Person" and (person.end == colon.i or doc[person.end].text == "("):
            return self.speakers.of(doc[person.end - 1])
        if any(doc[index].is_alpha and doc[index].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"} for index in range(sentence.start, first.start)):
            return None
        rest = range(first.end, colon.i)
        if any(doc[index].pos_ in {"NOUN", "ADP"} for index in rest) and doc[first.end].text not in {"(", ","}:
            return None
        place = any(place.start <= first.start < place.end for place in self.places)
        return Speaker(first.agent) if first.agent.kind != "Agent" and not place else None

    def _listed(self, start: int, end: int) -> Iterator[Speaker]:
        """The speakers in a list of sources."""
        doc, part = self.document.doc, start
        for index in range(start, end + 1):
            if index == end or doc[index].text in {",", ";", ".", "and", ")"}:
                speaker = self._source_named(part, index)
                if speaker is not None:
                    yield speaker
                part = index + 1

    def _source_named(self, start: int, end: int) -> Speaker | None:
        mentions = [mention for mention in self.speakers.names if start <= mention.start and mention.end <= end]
        if mentions and mentions[0].agent.kind != "State":
            return Speaker(mentions[0].agent)
        nouns = [token for token in self.document.doc[start:end] if token.pos_ in {"NOUN", "PROPN"}]
        return self.speakers.of(nouns[-1]) if nouns else None

    def _brackets(self, sentence: Span) -> Iterator[Saying]:
        """A source in brackets behind what it says: "five wounded (hospital)"."""
        doc = self.document.doc
        for token in sentence:
            if token.text != "(" or token.i + 1 >= sentence.end:
                continue
            close = next((index for index in range(token.i + 1, min(token.i + 9, sentence.end)) if doc[index].text == ")"), None)
            follows = doc[close + 1].text if close is not None and close + 1 < sentence.end else "."
            if close is None or follows not in {".", ";", ","} or any(index in self.speakers.definitions for index in (token.i, close)):
                continue
            inner = [doc[index] for index in range(token.i + 1, close) if not doc[index].is_punct]
            if not self._is_source(inner):
                continue
            start = token.i
            while start > sentence.start and doc[start - 1].text not in {";", ")"}:
                start -= 1
            for speaker in self._listed(token.i + 1, close):
                if self.speakers.is_publisher(speaker.agent) or self.document.paragraph_numbers[token.i] == 0:
                    continue
                yield Saying(token.i, "brackets", "reports", speaker, frozenset(range(start, token.i)))

    def _is_source(self, inner: list[Token]) -> bool:
        if not inner or any(token.like_num or token.pos_ in {"VERB", "AUX", "PRON", "NUM"} for token in inner):
            return False
        mention = self.speakers.at.get(inner[-1].i)
        if mention is not None:
            return mention.agent.kind in {"Organization", "ArmedActor"} and not (mention.agent.label == inner[-1].text and len(inner) == 1 and not inner[-1].text.isupper())
        return self.speakers.is_role(inner[-1]) and inner[-1].pos_ == "NOUN"

    # quotations that go on

    def _continued(self) -> Iterator[Saying]:
        """Sentences inside quotation marks that no saying covers: the words of the speaker around them."""
        covered = {index for saying in self.sayings for index in saying.content}
        for start, end in self.quotes:
            if end - start < 4:
                continue
            for number in sorted({self.document.sentence_numbers[index] for index in range(start, end)}):
                sentence = self.document.sentences[number]
                part = frozenset(range(max(start, sentence.start), min(end, sentence.end)))
                if len(part) < 4 or len(part & covered) > len(part) / 2:
                    continue
                speaker = self._around(start, end)
                if speaker is not None:
                    yield Saying(min(part), "quote", "reports", speaker, part, continued=True)

    def _around(self, start: int, end: int) -> Speaker | None:
        """The speaker of a quotation: of a saying that it touches, else the last one before it in its paragraph or the one above."""
        lines = self.document.paragraph_numbers
        for saying in self.sayings:
            if any(start <= index < end for index in saying.content):
                return saying.speaker
        before = [saying for saying in self.sayings if saying.cue < start and lines[saying.cue] == lines[start]]
        after = [saying for saying in self.sayings if end <= saying.cue < end + 4]
        if after:
            return after[0].speaker
        if before:
            return before[-1].speaker
        above = [saying for saying in self.sayings if lines[start] - 2 <= lines[saying.cue] < lines[start]]
        return above[-1].speaker if above else None

    # who

    def speaker(self, noun: Token) -> Speaker | None:
        """The speaker that a noun or pronoun stands for."""
        word = noun.text.casefold()
        if word in {"both", "all", "each", "some", "others", "many", "most", "several", "there"} and not any(child.dep_ == "prep" for child in noun.children):
            return self._before("they", noun)
        if noun.pos_ != "PRON" and noun.tag_ not in {"PRP", "WP", "WDT"}:
            if noun.lemma_.casefold() in _DOCUMENTS:
                owner = self._owner(noun)
                if owner is not None:
                    return owner
                if noun.lemma_.casefold() in {"statement", "communique", "communiqué"} and (last := self._before("it", noun)) is not None:
                    return last
            return self._resolved(noun)
        if word in {"we", "i"}:
            return self.speakers.publisher()
        if word in {"who", "that", "which"}:
            verb = noun.head
            while verb.dep_ in {"conj", "ccomp", "xcomp"} and verb.head.i != verb.i:
                verb = verb.head
            return self.speaker(verb.head) if verb.dep_ == "relcl" and verb.head.pos_ != "PRON" else None
        if word in {"he", "she", "it", "they"}:
            return self._before(word, noun)
        return None if word in {"one", "which", "what", "there", "that", "this"} and not list(noun.children) else self.speakers.of(noun)

    def _resolved(self, noun: Token) -> Speaker:
        """The speaker of a noun phrase; "the group", "the ministry", "the minister" are who was called so before."""
        if noun.i not in self.speakers.at and (beside := self.speakers.set_beside(noun)) is not None:
            return beside
        definite = any(child.text.casefold() in {"the", "this"} for child in noun.children if child.dep_ == "det")
        if definite and noun.i not in self.speakers.at and not any(child.dep_ in {"prep", "relcl", "acl", "compound", "amod", "poss", "appos"} for child in noun.children):
            named = self.speakers.called(noun, [saying.speaker for saying in self.sayings])
            if named is not None:
                return named
        return self.speakers.of(noun)

    def _before(self, word: str, pronoun: Token) -> Speaker | None:
        """The last speaker or name that a pronoun can stand for."""
        person = word in {"he", "she"}
        last = next((saying for saying in reversed(self.sayings) if _is_person(saying.speaker) == person), None)
        subject = next((mention for mention in reversed(self.speakers.names) if mention.end <= pronoun.i and self._fits(mention.agent, person=person) and self._is_topic(mention, pronoun)), None)
        if subject is not None and (last is None or subject.start > last.cue):
            return self.speakers.of(self.document.doc[subject.end - 1]) if person else Speaker(subject.agent)
        return last.speaker if last is not None else None

    def _fits(self, agent: Agent, *, person: bool) -> bool:
        return agent.kind == "Person" if person else agent.kind == "Organization" or (agent.kind == "ArmedActor" and agent.label[0].isupper())

    def _is_topic(self, mention: object, pronoun: Token) -> bool:
        doc = self.document.doc
        index: int = mention.end - 1  # type: ignore[attr-defined]
        return doc[index].dep_ in {"nsubj", "nsubjpass"} or (doc[index].dep_ == "pobj" and doc[index].sent == pronoun.sent and index < doc[index].sent.start + 8)


def quotations(document: Document) -> tuple[tuple[int, int], ...]:
    """The stretches inside quotation marks, as token positions; one that is never closed ends with its paragraph."""
    found, start = [], None
    line = -1
    for token, number in zip(document.doc, document.paragraph_numbers, strict=True):
        if number != line:
            if start is not None:
                found.append((start, token.i))
            line, start = number, None
        if token.text in {"“", "«", "„"} or (token.text in {'"', "''", "``"} and start is None):
            start = token.i
        elif token.text in {"”", "»", '"', "''"} and start is not None:
            found.append((start, token.i + 1))
            start = None
    if start is not None:
        found.append((start, len(document.doc)))
    return tuple(found)


def _is_person(speaker: Speaker) -> bool:
    return speaker.agent.kind == "Person" or (speaker.role is not None and speaker.agent.kind == "Agent")


def _beside(verb: Token) -> Token | None:
    """The noun before a verb that a comma or quotation mark sets off (", the ministry said"), or behind it (", said Ali")."""
    doc = verb.doc
    if verb.tag_ not in {"VBD", "VBZ", "VBP", "VBN"} or verb.lemma_ not in {"say", "tell", "report", "add", "explain", "claim", "announce", "confirm", "warn", "write", "recall", "insist", "show", "believe", "maintain", "allege"}:
        return None
    before = doc[verb.i - 1] if verb.i > verb.sent.start else None
    after = doc[verb.i + 1] if verb.i + 1 < verb.sent.end else None
    if before is not None and before.text in {",", "”", '"', "—", "–"} and after is not None and verb.lemma_ in {"say", "explain", "add", "recall", "warn", "insist"}:
        noun = _noun_from(doc[verb.i + 1 : verb.sent.end])
        behind = noun is not None and noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.i > noun.i and noun.head.i != verb.i
        if noun is not None and not behind and after.pos_ in {"DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM"} and noun.dep_ not in {"npadvmod"}:
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


def _noun_from(span: Iterable[Token]) -> Token | None:
    """The head of the noun phrase that begins a stretch."""
    tokens = list(span)
    if not tokens:
        return None
    for position, token in enumerate(tokens[:12]):
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and (token.dep_ not in {"compound", "nmod", "amod", "poss", "npadvmod", "nummod"} or token.head.i < token.i):
            return token
        if token.pos_ in {"VERB", "PUNCT"} and position and token.text != "-":
            return tokens[position - 1] if tokens[position - 1].pos_ in {"NOUN", "PROPN"} else None
    return None


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, or that of the verb it is joined to or explains; of a passive the one who does it."""
    for _ in range(4):
        agent = next((noun for child in verb.children if child.dep_ == "agent" for noun in child.children if noun.dep_ == "pobj"), None)
        if agent is not None and verb.tag_ == "VBN":
            return agent
        passive = any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children) or (verb.tag_ == "VBN" and verb.dep_ == "acl")
        if passive and verb.lemma_ not in {"quote"}:
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


def _joined(noun: Token) -> Iterator[Token]:
    """A noun and the ones joined to it by "and"."""
    yield noun
    for child in noun.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN"} and child.i - noun.i < 12 and any(word.dep_ == "cc" for word in noun.children):
            yield from _joined(child)


def _unreal(verb: Token) -> bool:
    """Whether a verb is negated or says what may or shall be said; a mere infinitive too."""
    return any(child.dep_ == "neg" or (child.dep_ == "aux" and child.text.casefold() in _MODALS) for child in verb.children)


def _ends(verb: Token, document: Document) -> bool:
    """Whether a verb of saying stands at the end of its sentence, behind what is said."""
    rest = [token for token in document.doc[verb.i + 1 : verb.sent.end] if token.is_alpha and token.ent_type_ not in {"DATE", "TIME"}]
    return len(rest) <= 3 and verb.i - verb.sent.start > 5
