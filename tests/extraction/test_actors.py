"""Who can do violence in a report: everyone named, demonyms and common nouns, but nobody who only speaks."""

from kg.extraction.actors import Actors
from kg.extraction.language import documents
from kg.extraction.steps import find_candidates
from kg.model import Report


def test_parties_are_told_with_their_words_in_order() -> None:
    (document,) = documents([Report("r", "The army and the Dawn Front fought. Police came.")])
    parties = Actors(document, find_candidates(document).names).parties
    assert [agent.label for _, _, agent in parties] == ["army", "Dawn Front", "Police"]


def test_a_demonym_and_one_who_does_something_are_parties_and_a_speaker_is_none() -> None:
    (document,) = documents(
        [Report("r", 'Israeli planes flew over the town. Amir Dostan shot two men. "It was awful," Lena Orel said.')]
    )
    parties = Actors(document, find_candidates(document).names).parties
    assert [agent.label for _, _, agent in parties] == ["Israel", "Amir Dostan"]
