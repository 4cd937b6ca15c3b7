"""Text becomes terms: words without endings, and the concepts that they say."""

from __future__ import annotations

import time

import pytest

from connector.vocabulary import CONCEPT, MAX_TEXT, folded, nearest_word, stem, vocabulary

KNOWN = vocabulary(
    {
        "contact": ["customer", "cliente", "end user"],
        "delete": ["get rid of", "apagar", "drop"],
        "detach": ["drop"],
        "help_center": ["help center"],
    },
    ["the", "of", "não", "please"],
)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("", {}),
        ("the", {}),
        ("Customers", {"=contact": 1, "customer": 1}),
        ("get rid of the client", {"=delete": 1, "get": 1, "rid": 1, "=contact": 1, "client": 1}),
        ("apague o cliente", {"apagu": 1, "o": 1, "=contact": 1, "client": 1}),
        ("Não apagar", {"=delete": 1, "apag": 1}),
        ("drop", {"=delete": 1, "=detach": 1, "drop": 1}),
        ("help-center", {"=help_center": 1, "help": 1, "center": 1}),
        ("end user end", {"=contact": 1, "end": 2, "user": 1}),
        ("ada@example.com", {"=email": 1}),
        ("to <ada@example.com>, bob@example.com", {"=email": 1, "to": 1}),
        ("see https://example.com/a?b=1", {"=url": 1, "see": 1}),
        ("close 4412 and #99", {"=id": 1, "clos": 1, "and": 1}),
        ("who's customer 6762f0dd1bb6", {"=id": 1, "who": 1, "=contact": 1, "customer": 1}),
        (
            'drop "old customer"',
            {"=delete": 1, "=detach": 1, "drop": 1, "old": 0.5, "customer": 0.5, "=contact": 0.5},
        ),
        ('"customer"', {"=contact": 1, "customer": 1}),
    ],
)
def test_terms(text: str, terms: dict[str, float]) -> None:
    assert KNOWN.terms(text) == terms


def test_every_stem_may_be_corrected() -> None:
    asked: list[str] = []

    def corrected(word: str) -> str:
        asked.append(word)
        return "customer" if word == "custmer" else word

    assert KNOWN.terms("the custmer", corrected) == {"=contact": 1, "customer": 1}
    assert asked == ["custmer"], "words that say nothing are not corrected"


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("reply replies replied", "reply"),
        ("tag tags tagged tagging", "tag"),
        ("archive archives archived archiving", "archiv"),
        ("company companies", "company"),
        ("box boxes", "box"),
        ("fechar fecha feche fechando", "fech"),
        ("etiqueta etiquetas", "etiquet"),
        ("status", "status"),
        ("access", "access"),
        ("id ids", None),
    ],
)
def test_stems(words: str, same: str | None) -> None:
    stems = {stem(word) for word in words.split()}
    assert stems == ({same} if same else set(words.split()))


def test_folding_takes_accents_and_capitals_away() -> None:
    assert folded("Atenção: E-mail, post_tags") == "atencao: email, post tags"
    assert len(folded("x" * (MAX_TEXT + 5))) == MAX_TEXT


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("conversation", "conversation"),
        ("conversaton", "conversation"),
        ("converastion", "conversation"),
        ("conversattion", "conversation"),
        ("konversation", "conversation"),
        ("cnvrsation", "cnvrsation"),
        ("tga", "tga"),
        ("snooz", "snooz"),
    ],
)
def test_one_typo_is_mended(word: str, nearest: str) -> None:
    assert nearest_word(word, {"conversation", "tag"}, len) == nearest


def test_in_a_short_word_another_letter_is_another_word() -> None:
    assert nearest_word("mart", {"mark"}, len) == "mart"
    assert nearest_word("snoz", {"snooz"}, len) == "snooz"


def test_what_is_too_long_for_a_word_has_no_typo() -> None:
    assert nearest_word("a" * 39, {"a" * 40}, len) == "a" * 40
    assert nearest_word("a" * 41, {"a" * 40}, len) == "a" * 41


@pytest.mark.parametrize("text", ["@" * MAX_TEXT, "a@" * MAX_TEXT, "a@b." * MAX_TEXT, "a" * 9999])
def test_no_text_takes_long_to_read(text: str) -> None:
    started = time.process_time()
    KNOWN.terms(text, lambda word: nearest_word(word, KNOWN.words, len))
    assert time.process_time() - started < 1


def test_the_word_of_highest_rank_is_meant() -> None:
    assert (
        nearest_word("carts", {"cards", "cares"}, {"cards": 2.0, "cares": 1.0}.__getitem__)
        == "cards"
    )


def test_concepts_are_told_from_words() -> None:
    assert all(
        term[0] == CONCEPT or term.isalpha() for term in KNOWN.terms("drop a customer 12345")
    )
