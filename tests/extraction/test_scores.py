"""A model's answers: what it has learnt decides, what it hasn't is left to the rules; its file keeps what it needs."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.extraction.encoding import TrainedModel, metadata, weights_from, windows
from kg.extraction.pieces import Pieces
from kg.extraction.questions import Option, Question
from kg.extraction.scores import Array, ScoringJudge, Weights, distances, words_of

SIZE, HIDDEN, MIXED = 4, 3, 2
OPTIONS = (Option("no"), Option("killed"), Option("injured", 3, 4, facts=("near",)))
QUESTION = Question("count", 1, 2, OPTIONS, 1, ("headline",))
PIECES = [(0, 1), (1, 2), (2, 4), (4, 5)]


def head(trust: float = 1.0) -> dict[str, Array]:
    shapes = {
        "anchor.weight": (HIDDEN, 3 * SIZE),
        "anchor.bias": (HIDDEN,),
        "option.weight": (HIDDEN, 2 * SIZE),
        "mix_anchor.weight": (MIXED, 3 * SIZE),
        "mix_anchor.bias": (MIXED,),
        "mix_option.weight": (MIXED, 2 * SIZE),
        "mix_option.bias": (MIXED,),
        "mix_words.weight": (MIXED, 2 * SIZE),
        "mix_words.bias": (MIXED,),
        "number.weight": (HIDDEN, 4),
        "score.weight": (1, HIDDEN),
    }
    arrays = {name: np.zeros(shape, np.float32) for name, shape in shapes.items()}
    return arrays | {"trust": np.array(trust, np.float32)}


def weights(known: dict[str, float] | None = None, *, trust: float = 1.0, caution: float = 0.0) -> Weights:
    """Weights that say nothing but so much for each of some words."""
    known = known or {}
    numbers = {word: number for number, word in enumerate(known, 1)}
    plain = np.array([[0.0], *[[value] for value in known.values()]], np.float32)
    words, mixed = (np.zeros((len(known) + 1, size), np.float32) for size in (HIDDEN, MIXED))
    return Weights(numbers, words, mixed, plain, {"count": head(trust)}, {"count": caution})


def judge(with_weights: Weights) -> ScoringJudge:
    vectors = np.linspace(0, 2, 5 * SIZE, dtype=np.float32).reshape(5, SIZE)
    return ScoringJudge(with_weights, vectors, PIECES)


def test_a_model_that_has_learnt_nothing_answers_as_the_rules_do() -> None:
    assert judge(weights()).choose(QUESTION) == QUESTION.rules


def test_a_model_says_how_sure_it_was_of_its_answer_and_nothing_of_what_it_was_not_asked() -> None:
    asked = judge(weights(trust=0.0))
    asked.choose(QUESTION)
    assert asked.sure("count", 1) == pytest.approx(1 / 3)
    assert asked.sure("count", 2) is None


def test_a_task_that_it_has_not_learnt_is_left_to_the_rules() -> None:
    other = Question("date", 1, 2, OPTIONS, 2)
    assert judge(weights({"date option no": 9.0})).choose(other) == 2


def test_a_word_that_it_has_learnt_outweighs_the_rules() -> None:
    assert judge(weights({"count of near": 1.5})).choose(QUESTION) == 2
    assert judge(weights({"count of near": 0.5})).choose(QUESTION) == QUESTION.rules


def test_caution_speaks_for_the_first_option() -> None:
    assert judge(weights(caution=1.5)).choose(QUESTION) == 0
    assert judge(weights(caution=0.5)).choose(QUESTION) == QUESTION.rules


def test_that_it_is_so_is_answered_where_it_is_likelier_in_all_its_kinds_together_than_no() -> None:
    split = Question("count", 1, 2, OPTIONS, 0)
    unsure = judge(weights({"count option no": 0.3, "count option injured": 0.2}, trust=0.0))
    assert unsure.choose(split) == 2
    assert unsure.sure("count", 1) == pytest.approx(0.342, abs=0.001)
    assert judge(weights({"count option no": 1.0}, trust=0.0)).choose(split) == 0


def test_the_words_of_the_text_count_where_an_option_stands_somewhere() -> None:
    learnt = weights(trust=0.0)
    learnt.heads["count"]["option.weight"][:] = 1.0
    learnt.heads["count"]["score.weight"][:] = 1.0
    scores = judge(learnt).scores(QUESTION)
    assert scores[2] > scores[0] == scores[1]


def test_what_the_words_of_the_anchor_say_tells_apart_options_that_stand_nowhere() -> None:
    learnt = weights({"count option killed": 0.0}, trust=0.0)
    learnt.heads["count"]["mix_anchor.weight"][:] = 1.0
    learnt.mixed[1] = 1.0
    scores = judge(learnt).scores(QUESTION)
    assert scores[1] > scores[0] == scores[2]


def test_what_is_seen_names_the_task_so_that_tasks_do_not_mix() -> None:
    assert all(word.startswith("count ") for place in range(3) for word in words_of(QUESTION, place))
    assert "count rules" in words_of(QUESTION, 1)
    assert "count rules" not in words_of(QUESTION, 0)


def test_distance_is_counted_in_tokens_between_and_zero_for_what_stands_nowhere() -> None:
    assert distances(QUESTION, 0) == (0.0, 0.0, 0.0, 0.0)
    near = Question("count", 5, 6, (Option("a", 6, 7), Option("b", 20, 21), Option("c", 1, 2)), 0)
    assert distances(near, 0)[0] < distances(near, 1)[0]
    assert [distances(near, place)[2] for place in range(3)] == [0.0, 0.0, 1.0]


@given(st.integers(1, 3000))
def test_windows_give_each_piece_one_vector_from_a_window_that_holds_it(length: int) -> None:
    found = windows(length)
    assert [place for one in found for place in range(one.first, one.last)] == list(range(length))
    assert all(one.start <= one.first < one.last <= one.end for one in found)


def test_what_a_model_has_learnt_comes_back_from_its_file() -> None:
    learnt = weights({"count of near": 1.5, "count option no": -0.5}, caution=0.25)
    back = weights_from(metadata("small", learnt, ["[UNK]"]))
    assert back.known == learnt.known
    assert back.caution == {"count": 0.25}
    assert back.plain.tolist() == learnt.plain.tolist()
    assert judge(back).scores(QUESTION).tolist() == judge(learnt).scores(QUESTION).tolist()


def test_a_file_that_is_no_model_is_named(tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    path.write_bytes(b"no model")
    with pytest.raises(InputError, match=r"^model\.onnx is no model that can be read"):
        TrainedModel(path)


KNOWN = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "shell", "##ed", "cafe", ",", "-", "the"]


@pytest.mark.parametrize(
    ("tokens", "numbers", "spans"),
    [
        (["The", "shelled", "Café"], [9, 4, 5, 6], [(0, 1), (1, 3), (3, 4)]),
        (["the", "\n\n", "shell"], [9, 4], [(0, 1), (1, 2), (1, 2)]),
        (["shell", "\n"], [4], [(0, 1), (0, 1)]),
        (["cafe-the,"], [6, 8, 9, 7], [(0, 4)]),
        (["blast", "x" * 200], [1, 1], [(0, 1), (1, 2)]),
        ([], [], []),
    ],
)
def test_tokens_are_taken_apart_and_each_knows_its_pieces(
    tokens: list[str], numbers: list[int], spans: list[tuple[int, int]]
) -> None:
    assert Pieces(KNOWN).of(tokens) == (numbers, spans)
