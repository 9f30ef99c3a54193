"""The window translates a reason by looking the sentence up: so every one must be listed, once, and be a sentence."""

from __future__ import annotations

from core.photos import sentences


def test_every_sentence_is_listed_once() -> None:
    constants = [value for name, value in vars(sentences).items() if name.isupper() and isinstance(value, str)]
    assert sorted(constants) == sorted(sentences.SENTENCES)
    assert len(set(sentences.SENTENCES)) == len(sentences.SENTENCES)


def test_sentences_are_plain() -> None:
    for sentence in sentences.SENTENCES:
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert "%" not in sentence
