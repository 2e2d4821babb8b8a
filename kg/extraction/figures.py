"""Bare figures without a word of harm: `further_outcome` says what they are of, from the count before or a toll they tell.

"The ministry puts it at 57", "up from eight", "the toll of the attack on the hall rose to 23".
"""

from kg.extraction.candidates import Document
from kg.extraction.tables import word_set

#: The last words before a figure that is one more figure for the people counted before.
_CUES = tuple(
    tuple(cue.split())
    for cue in [
        "it at",
        "that at",
        "this at",
        "number at",
        "figure at",
        "toll at",
        "toll to",
        "toll of",
        "toll was",
        "toll is",
        "stood at",
        "stands at",
        "put at",
        "number to",
        "figure to",
        "figure of",
        "speaks of",
        "spoke of",
        "speak of",
        "spoken of",
        "nearer to",
        "nearer",
        "closer to",
        "make it",
        "makes it",
        "made it",
        "estimates",
        "estimate of",
        "estimated",
        "dead at",
        "dead as",
        "wounded at",
        "killed at",
        "as to",
        "then as",
        "up from",
        "down from",
        "from the",
        "risen to",
        "rose to",
        "rises to",
        "climbed to",
        "keeps to",
        "keep to",
        "gave",
        "gives",
        "give",
        "counts",
        "counted",
        "counting",
        "verified",
        "confirmed",
        "listed",
        "lists",
        "names of",
        "total of",
        "total",
        "now",
        "says",
        "say",
        "said",
        "total :",
        "figure :",
        "then",
        "first",
        "had been",
        "was",
        "as",
        ", not",
        "and not",
        "figure is",
        "figure was",
        "number is",
        "number was",
        "count is",
        "reached",
        "at first",
    ]
)
_TOLL_CUES = frozenset({"to", "at", "from", "of", "is", "was"})
#: What may stand behind such a figure.
_ENDS = word_set(". , ; ) and in on from after but when while overnight to as names — –") | {"\n", ""}


def further_outcome(document: Document, start: int, end: int, last: tuple[int, str] | None) -> str | None:
    """The outcome of a figure at the tokens from `start` to before `end`; `last` is where the count before stands, and its outcome."""
    words = document.words
    sentence = document.sentences[document.sentence_numbers[start]]
    before = words[sentence.start : start]
    if "toll" in before and before[-1] in _TOLL_CUES:
        return "killed"
    if last is None or document.paragraph_numbers[start] - document.paragraph_numbers[last[0]] > 1:
        return None
    following = words[end] if end < len(words) else ""
    cued = any(words[max(0, start - len(cue)) : start] == cue for cue in _CUES)
    return last[1] if cued and following in _ENDS else None
