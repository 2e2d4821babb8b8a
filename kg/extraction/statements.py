"""From the sayings of a document to its statements: one per speaker, stance and paragraph, with its speech act."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.extraction.attribution import Attribution
from kg.extraction.candidates import Candidates, Document
from kg.extraction.sayings import Saying
from kg.model import Passage, Statement

_LEGAL_TERMS = {
    "war crime": "war crime",
    "war crimes": "war crime",
    "crime against humanity": "crime against humanity",
    "crimes against humanity": "crime against humanity",
    "genocide": "genocide",
    "genocidal": "genocide",
}


def decide_statements(
    document: Document, candidates: Candidates, attribution: Attribution, about: Mapping[Passage, str] = {}  # noqa: B006
) -> tuple[Statement, ...]:
    """The statements of a document; `about` gives for passages of events and counts their ids in the account."""
    grouped: dict[tuple[str, str, int], list[Saying]] = defaultdict(list)
    for saying in attribution.sayings:
        act = speech_act(document, saying)
        if saying.continued and act == "reports":
            act = next((other for (label, other, line) in grouped if label == saying.speaker.agent.label and line == document.paragraph_numbers[saying.cue]), act)
        grouped[saying.speaker.agent.label, act, document.paragraph_numbers[saying.cue]].append(saying)
    return tuple(_statement(document, act, sayings, about) for (_, act, _), sayings in grouped.items())


def speech_act(document: Document, saying: Saying) -> str:
    """What the speaker does by saying it."""
    return saying.act


def _statement(document: Document, act: str, sayings: list[Saying], about: Mapping[Passage, str]) -> Statement:
    first = sayings[0]
    sentences = sorted({document.sentence_numbers[saying.cue] for saying in sayings})
    evidence = tuple(document.passage(document.sentences[number]) for number in sentences)
    words = " ".join(passage.words(document.report.text) for passage in evidence).casefold()
    spoken = [saying.speaker for saying in sayings]
    return Statement(
        evidence=evidence,
        method="rules",
        according_to=first.speaker.agent,
        speaker=first.speaker.agent,
        speech_act=act,
        speaker_role=next((speaker.role for speaker in spoken if speaker.role), None),
        speaker_organization=next((speaker.organization for speaker in spoken if speaker.organization), None),
        legal_term=next((term for words_, term in _LEGAL_TERMS.items() if words_ in words), None),
        medium=next((saying.medium for saying in sayings if saying.medium), None),
        about=tuple(dict.fromkeys(id_ for passage, id_ in about.items() if any(p.start <= passage.start < p.end for p in evidence))),
    )
