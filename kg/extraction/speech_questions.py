"""The questions about statements: the sayings that the rules found go in; those that there are come out, each with its speaker and act.

Without somebody who answers, everything comes out as it went in.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Span

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, Document, NameMention
from kg.extraction.claim_questions import near
from kg.extraction.event_questions import line_word
from kg.extraction.questions import NO, Anchor, Option, nearest
from kg.extraction.tables import word_set
from kg.extraction.voices import Saying, Speaker
from kg.model import Agent
from kg.vocabulary import SCHEMES

_ACTS = tuple(SCHEMES["speech-act"])
#: How many names may be a saying's speaker, and how many sentences back the first of them stands.
_MOST, _BACK = 8, 2
#: Words that show whose a sentence without a word of saying may be, or that it takes a side.
_UNSAID = {
    "we": word_set("we our us ours"),
    "claims": word_set("claim claims allegation allegations report reports rumour rumours rumor rumors version"),
    "denies": word_set("not no never nobody none untrue false baseless unfounded lie lies fake"),
    "demands": word_set("must should shall demand demands appeal call"),
    "fears": word_set("may might could risk concerned afraid fear fears"),
    "judges": word_set("crime crimes genocide massacre terrorists terrorist mercenaries regime occupation enemy martyrs"),
}
#: Tokens from which on a sentence without a word of saying may be one.
_SHORTEST = 4


def sayings_of(document: Document, candidates: Candidates, attribution: Attribution) -> tuple[Saying, ...]:
    """The sayings of a document, with the right speakers, and sentences that are somebody's though no word says so, in order."""
    if document.judge is None:
        return attribution.sayings
    known = {saying.speaker.agent.label: saying.speaker for saying in reversed(attribution.sayings)}
    cues = {document.sentence_numbers[saying.cue] for saying in attribution.sayings}
    found = [replace(saying, speaker=_speaker(document, saying, candidates, known)) for saying in attribution.sayings]
    for number, sentence in enumerate(document.sentences):
        if number not in cues and document.paragraph_numbers[sentence.start] and len(sentence) >= _SHORTEST:
            found += _unsaid(document, sentence, candidates, known)
    return tuple(sorted(found, key=lambda saying: saying.cue))


def act_of(document: Document, saying: Saying, rules: str | None, signs: Iterable[str]) -> str | None:
    """What a speaker does by saying it, None where it is no statement; `signs` are what tells so in the words and the speaker."""
    if document.judge is None:
        return rules
    codes = (NO, *_ACTS)
    sentence = document.sentences[document.sentence_numbers[saying.cue]]
    options = [Option(code, sentence.start, sentence.end, saying.speaker.agent.label) for code in codes]
    chosen = codes[_anchor(document, saying, signs).choose("statement", options, codes.index(rules or NO))]
    return None if chosen == NO else chosen


def _speaker(document: Document, saying: Saying, candidates: Candidates, known: Mapping[str, Speaker]) -> Speaker:
    """The speaker of a saying: the rules' or another one named around it."""
    anchor, rules = _anchor(document, saying), saying.speaker
    named = _named(document, candidates, saying.cue)
    speakers = [rules]
    first = named.get(rules.agent.label)
    options = [_option(document, anchor, rules.agent, first)]
    for label, name in named.items():
        if label != rules.agent.label:
            speakers.append(known.get(label) or Speaker(name.agent))
            options.append(_option(document, anchor, name.agent, name))
    return speakers[anchor.choose("speaker", options, 0)]


def _unsaid(document: Document, sentence: Span, candidates: Candidates, known: Mapping[str, Speaker]) -> Iterator[Saying]:
    """A sentence as a saying of the publisher or of somebody named around it, where it is one."""
    root, publisher = sentence.root.i, document.report.publisher
    assert document.judge is not None  # noqa: S101 - the caller has looked
    anchor = Anchor(document.judge, sentence.start, sentence.end, (line_word(document, sentence.start), *_unsaid_signs(sentence)))
    speakers: list[Speaker] = []
    options = [Option(NO)]
    if publisher is not None:
        speakers.append(Speaker(Agent(publisher, kind="Organization"), publisher=True))
        options.append(Option("publisher", value=publisher))
    for label, name in _named(document, candidates, root).items():
        speakers.append(known.get(label) or Speaker(name.agent))
        options.append(_option(document, anchor, name.agent, name))
    chosen = anchor.choose("unsaid", options, 0)
    if chosen:
        yield Saying(root, "", "reports", speakers[chosen - 1], frozenset(range(sentence.start, sentence.end)))


def _unsaid_signs(sentence: Span) -> Iterator[str]:
    """What in a sentence without a word of saying may show that it is somebody's."""
    words = {token.lower_ for token in sentence}
    yield f"root {sentence.root.lemma_.casefold()}"
    for sign, some in _UNSAID.items():
        if not some.isdisjoint(words):
            yield sign
    if any(token.pos_ == "NUM" for token in sentence):
        yield "figures"


def _named(document: Document, candidates: Candidates, at: int) -> dict[str, NameMention]:
    """Who is named in the sentence of a token and those before it, each by the nearest mention."""
    here = document.sentence_numbers[at]
    found: dict[str, NameMention] = {}
    for name in nearest(candidates.names, at, lambda one: one.start):
        if len(found) < _MOST and 0 <= here - document.sentence_numbers[name.start] <= _BACK:
            found.setdefault(name.agent.label, name)
    return found


def _option(document: Document, anchor: Anchor, agent: Agent, name: NameMention | None) -> Option:
    if name is None:
        return Option(agent.kind, value=agent.label)
    return Option(agent.kind, name.start, name.end, agent.label, near(document, anchor.start, name.start))


def _anchor(document: Document, saying: Saying, signs: Iterable[str] = ()) -> Anchor:
    """The cue of a saying as an anchor."""
    assert document.judge is not None  # noqa: S101 - the caller has looked
    speaker = saying.speaker
    facts = (
        line_word(document, saying.cue),
        saying.verb,
        f"verb {saying.act}",
        speaker.agent.kind,
        "publisher" if speaker.publisher else "other",
        "role" if speaker.role else "no role",
        "continued" if saying.continued else "with a cue" if saying.verb else "unsaid",
        *signs,
    )
    return Anchor(document.judge, saying.cue, saying.cue + 1, facts)
