"""The heads: vectors of pieces and the questions about them go in, a score for each option comes out.

Every task has a small head of its own, and all are built alike. It sees the anchor (its first piece, the mean of its pieces,
that of all pieces), the option's words where it has any, what the rules see in both as learned vectors for words, four
numbers for how far apart they stand, and which option is the rules' own. At the beginning that last sight alone decides, so that training
starts at the rules' level.
"""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from kg.extraction.questions import NO
from kg.extraction.scores import distances, words_of
from training.features import Asked, Example

TASKS = (
    "told", "mention", "same", "event", "type", "negated", "suspected", "date", "place", "also", "weapon", "perpetrator", "facility", "count", "facility-count",
    "scope", "event-of", "source", "part", "victim", "speaker", "unsaid", "statement",
)  # fmt: skip
HIDDEN, MIXED, NUMBERS = 64, 32, 4
#: How much the rules' answer counts before anything is learnt.
_TRUST = 2.0
_RAREST = 8
#: How often, while training, the mean of all pieces is seen, and how often a word of the rules is not.
_AROUND, _UNSEEN = 0.5, 0.3
#: By task and right answer, how much more than others a question counts.
_WEIGHTS = {("told", NO): 3.0}


def vocabulary(examples: Iterable[Example]) -> dict[str, int]:
    """The words that occur in some options of the examples, by their number; 0 is kept for all others."""
    seen = Counter(
        word
        for one in examples
        for asked in one.asked
        for place in range(len(asked.question.options))
        for word in set(words_of(asked.question, place))
    )
    return {word: number for number, word in enumerate(sorted(word for word, count in seen.items() if count >= _RAREST), 1)}


def weight_of(asked: Asked) -> float:
    """How much a question counts: one, but those that are rarely answered with "no" while much depends on it."""
    return _WEIGHTS.get((asked.question.task, asked.question.options[asked.answer].code), 1.0)


@dataclass(frozen=True, slots=True)
class Batch:
    """The questions about one report as tensors: questions are rows, options of all questions stand one below the other, task by task.

    `tasks` says for each task which questions and which options are its own, as slices. `anchors` and `spans` hold first piece and
    the one behind the last (-1 for options that stand nowhere); `of` is each option's question and `slot` its position; `words` with
    their `offsets` are the vocabulary's numbers; `weights` one for each question.
    """

    tasks: dict[str, tuple[slice, slice]]
    anchors: Tensor
    spans: Tensor
    of: Tensor
    slot: Tensor
    words: Tensor
    offsets: Tensor
    numbers: Tensor
    rules: Tensor
    answers: Tensor
    weights: Tensor


def _pieces(example: Example, start: int, end: int) -> tuple[int, int]:
    return (example.pieces[start][0], example.pieces[end - 1][1]) if start >= 0 else (-1, -1)


def batch_of(example: Example, known: dict[str, int]) -> Batch | None:
    """The questions of an example, None where nothing is asked."""
    asked = sorted(example.asked, key=lambda one: TASKS.index(one.question.task))
    if not asked:
        return None
    words: list[int] = []
    spans, of, slot, offsets, numbers, rules = [], [], [], [], [], []
    tasks: dict[str, tuple[slice, slice]] = {}
    for row, one in enumerate(asked):
        question = one.question
        rows, options = tasks.get(question.task, (slice(row, row), slice(len(of), len(of))))
        for place, option in enumerate(question.options):
            spans.append(_pieces(example, option.start, option.end))
            of.append(row)
            slot.append(place)
            offsets.append(len(words))
            words += [known[word] for word in words_of(question, place) if word in known]
            numbers.append(distances(question, place))
            rules.append(float(place == question.rules))
        tasks[question.task] = slice(rows.start, row + 1), slice(options.start, len(of))
    anchors = [_pieces(example, one.question.start, one.question.end) for one in asked]
    weights = [weight_of(one) for one in asked]
    return Batch(
        tasks, torch.tensor(anchors), torch.tensor(spans), torch.tensor(of), torch.tensor(slot), torch.tensor(words or [0]),
        torch.tensor(offsets), torch.tensor(numbers), torch.tensor(rules), torch.tensor([one.answer for one in asked]),
        torch.tensor(weights),
    )  # fmt: skip


#: Of each option of a task: its question's row, its distances, whether it is the rules'.
Apart = tuple[Tensor, Tensor, Tensor]


class Head(nn.Module):
    """The head of one task."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.anchor = nn.Linear(3 * size, HIDDEN)
        self.option = nn.Linear(2 * size, HIDDEN, bias=False)
        self.mix_anchor = nn.Linear(3 * size, MIXED)
        self.mix_option = nn.Linear(2 * size, MIXED)
        self.mix_words = nn.Linear(2 * size, MIXED)
        self.number = nn.Linear(NUMBERS, HIDDEN, bias=False)
        self.score = nn.Linear(HIDDEN, 1)
        self.trust = nn.Parameter(torch.tensor(_TRUST))

    def forward(self, apart: Apart, anchor: Tensor, option: Tensor, seen: tuple[Tensor, Tensor], drop: nn.Module) -> Tensor:
        """Scores of all options, from what is seen of anchors (one for each question) and of options.

        The products of anchor and option are what tells apart options that stand nowhere: their words have vectors of their own in
        them. So do those of an option's code and the words where it stands.
        """
        of, numbers, rules = apart
        hidden = self.anchor(anchor).index_select(0, of) + self.option(option) + self.number(numbers) + seen[0]
        scores: Tensor = self.score(drop(functional.gelu(hidden, approximate="tanh")))[:, 0] + self.trust * rules
        product: Tensor = self.mix_anchor(anchor).index_select(0, of) * (self.mix_option(option) + seen[1])
        return scores + (product + self.mix_words(option) * seen[1]).sum(1)


class Heads(nn.Module):
    """The heads of all tasks, with the vocabulary's vectors."""

    def __init__(self, size: int, known: int, drop: float = 0.2) -> None:
        super().__init__()
        self.drop = nn.Dropout(drop)
        self.words = nn.EmbeddingBag(known + 1, HIDDEN, mode="sum", padding_idx=0)
        self.mixed = nn.EmbeddingBag(known + 1, MIXED, mode="sum", padding_idx=0)
        self.plain = nn.EmbeddingBag(known + 1, 1, mode="sum", padding_idx=0)
        nn.init.normal_(self.words.weight, std=0.05)
        nn.init.normal_(self.mixed.weight, std=0.05)
        nn.init.zeros_(self.plain.weight)
        self.heads = nn.ModuleDict({f"{task}?": Head(size) for task in TASKS})  # "type" by itself is taken

    def forward(self, batch: Batch, pieces: Tensor) -> Tensor:
        """Scores, questions × options, -inf where a question has fewer; `pieces` are the vectors of the report's pieces."""
        sums = torch.cat([pieces.new_zeros(1, pieces.shape[1]), pieces.cumsum(0)])
        around = pieces.mean(0, keepdim=True)
        if self.training:  # a report is easily known again by all of its words together
            around = around * (torch.rand(1, 1, device=pieces.device) < _AROUND) / _AROUND
        around = around.expand(len(batch.anchors), -1)
        anchor = self.drop(torch.cat([_span(pieces, sums, batch.anchors), around], 1))
        option = self.drop(_span(pieces, sums, batch.spans.clamp(min=0))) * (batch.spans[:, :1] >= 0)
        words = batch.words
        if self.training:  # 0 is the word that says nothing
            words = words * (torch.rand(len(words), device=words.device) >= _UNSEEN)
        seen = self.words(words, batch.offsets), self.mixed(words, batch.offsets)
        plain: Tensor = self.plain(words, batch.offsets)[:, 0]
        parts = []
        for task, (rows, options) in batch.tasks.items():
            apart = batch.of[options] - rows.start, batch.numbers[options], batch.rules[options]
            head = self.heads[f"{task}?"]
            parts.append(head(apart, anchor[rows], option[options], (seen[0][options], seen[1][options]), self.drop))
        scores = plain + torch.cat(parts)
        table = scores.new_full((len(batch.anchors), int(batch.slot.max()) + 1), -math.inf)
        return table.index_put((batch.of, batch.slot), scores)


def _span(pieces: Tensor, sums: Tensor, spans: Tensor) -> Tensor:
    """First piece and mean of each span."""
    first, last = spans[:, 0], torch.maximum(spans[:, 1], spans[:, 0] + 1)
    mean = (sums.index_select(0, last) - sums.index_select(0, first)) / (last - first)[:, None]
    return torch.cat([pieces.index_select(0, first), mean], 1)


def loss(scores: Tensor, batch: Batch) -> Tensor:
    """The sum of the questions' cross-entropies, each by its weight."""
    each = functional.cross_entropy(scores, batch.answers, reduction="none")
    return (each * batch.weights).sum()
