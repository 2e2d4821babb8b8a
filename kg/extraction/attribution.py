"""From a document with its candidates to who the text says each word is according to.

The sayings cover stretches of the text; what no saying covers is the publisher's, except for a breakdown ("of them, …") of
what a speaker said in the sentence before.
"""

from dataclasses import dataclass
from itertools import islice

from kg.extraction.candidates import Candidates, Document
from kg.extraction.sayings import find_sayings
from kg.extraction.voices import Saying
from kg.model import Agent

#: How a sentence begins that breaks the figures of the one before it down.
_BREAKDOWNS = (
    ("of", "those"), ("of", "them"), ("of", "these"), ("of", "the"), ("among", "them"), ("among", "the"), ("among", "those"), ("they", "include"),
    ("they", "included"), ("the", "dead"), ("the", "victims"), ("most", "of"), ("half", "of"),
)  # fmt: skip

#: How those are spoken of whom the sentence before counts, and within how many words at its beginning.
_COUNTED = frozenset({"them", "those", "these", "whom"})
_COUNTED_NOUNS = frozenset(("the", noun) for noun in ("dead", "victims", "wounded", "injured", "missing", "bodies"))
_OPENING = 4


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words the tokens of a document are."""

    sayings: tuple[Saying, ...]
    agents: tuple[Agent | None, ...]

    def source(self, token_index: int) -> Agent | None:
        """Who the text says the words at this token are according to; None for the publisher."""
        return self.agents[token_index]


def attribute(document: Document, candidates: Candidates) -> Attribution:
    """Find every saying of a document and who speaks at each of its tokens."""
    sayings = find_sayings(document, candidates)
    agents = _covered(document, sayings)
    _carry_over(document, sayings, agents)
    _carry_on(document, sayings, agents)
    return Attribution(sayings, tuple(agents))


def _covered(document: Document, sayings: tuple[Saying, ...]) -> list[Agent | None]:
    """For each token the agent whose words it is: the widest saying first, so that a narrower clause keeps its own speaker.

    Of those who say the same together it is the first.
    """
    agents: list[Agent | None] = [None] * len(document.doc)
    for _, saying in sorted(enumerate(sayings), key=lambda one: (-len(one[1].content), -one[0])):
        for index in saying.content:
            agents[index] = None if saying.speaker.publisher else saying.speaker.agent
    return agents


def _carry_over(document: Document, sayings: tuple[Saying, ...], agents: list[Agent | None]) -> None:
    """Give a breakdown without a saying of its own the source of the sentence before it, in the same paragraph."""
    own = {document.sentence_numbers[saying.cue] for saying in sayings}
    lines = document.paragraph_numbers
    for number, sentence in enumerate(document.sentences[1:], 1):
        words = tuple(islice((word for word in document.words[sentence.start : sentence.end] if word.isalpha()), _OPENING))
        before = document.sentences[number - 1]
        if number in own or not _breaks_down(words) or lines[sentence.start] != lines[before.start]:
            continue
        inherited = next((agents[token.i] for token in before if token.like_num and agents[token.i] is not None), None)
        for token in sentence:
            agents[token.i] = agents[token.i] or inherited


def _breaks_down(words: tuple[str, ...]) -> bool:
    """Whether the first words of a sentence break down whom the one before counts: "Of those, …", "Five of them …"."""
    return words[:2] in _BREAKDOWNS or any(
        opener in ("of", "among") and (words[place] in _COUNTED or words[place : place + 2] in _COUNTED_NOUNS)
        for place, opener in enumerate(words[:-1], 1)
    )


def _carry_on(document: Document, sayings: tuple[Saying, ...], agents: list[Agent | None]) -> None:
    """Give all that stands behind a label that opens a paragraph ("Radio Sol: …") to who speaks, up to the next saying."""
    own = {document.sentence_numbers[saying.cue] for saying in sayings}
    lines = document.paragraph_numbers
    for saying in sayings:
        number = document.sentence_numbers[saying.cue]
        first = document.sentences[number].start
        if saying.verb != "label" or (first and lines[first - 1] == lines[first]):
            continue
        for following in range(number + 1, len(document.sentences)):
            sentence = document.sentences[following]
            if lines[sentence.start] != lines[first] or following in own:
                break
            for index in range(sentence.start, sentence.end):
                agents[index] = agents[index] or saying.speaker.agent
