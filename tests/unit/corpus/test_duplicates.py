import random

import datasketch
import pandas as pd
import pytest
from cases import each

from crossframe.corpus import duplicates
from crossframe.corpus.duplicates import PERMUTATIONS, SHINGLE, clusters, digest, signature

# Four standard errors of the estimate at a similarity j are 4 * sqrt(j * (1 - j) / PERMUTATIONS).
BASE = [f"w{n}" for n in range(300)]


def articles(texts, dates=None, ids=None):
    """Articles of words; without dates, all of one day."""
    ids = ids or [f"a{n:04}" for n in range(len(texts))]
    words = [duplicates.words_of_text(text) for text in texts]
    return pd.DataFrame(
        {
            "article": pd.Series(ids, dtype="str"),
            "date": pd.Series(dates or ["2031"] * len(texts), dtype="str"),
            "digest": pd.Series([digest(w) for w in words], dtype="str"),
            "signature": pd.Series([signature(w) for w in words], dtype="str"),
        }
    )


def linked(texts, threshold=0.8, dates=None, ids=None):
    """The first article of each one's cluster; None where it has none."""
    found = clusters(articles(texts, dates, ids), threshold)
    return [None if pd.isna(first) else first for first in found]


def changed(n, seed=1):
    """The base text with every so many words replaced by ones of its own."""
    words = list(BASE)
    for at in random.Random(seed).sample(range(len(words)), n):
        words[at] = f"x{seed}n{at}"
    return " ".join(words)


def jaccard(one, other):
    """The similarity of the sets of shingles, by its definition."""
    sets = []
    for text in (one, other):
        words = text.lower().split()
        starts = range(max(1, len(words) - SHINGLE + 1))
        sets.append({tuple(words[at : at + SHINGLE]) for at in starts})
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def estimate(one, other):
    sketches = [
        duplicates._sketch(duplicates.np.frombuffer(bytes.fromhex(signature(text.split())), "u4"))
        for text in (one, other)
    ]
    return sketches[0].jaccard(sketches[1])


@pytest.fixture
def calls(monkeypatch):
    """A list that grows with every comparison of two articles."""
    made = []
    compare = datasketch.MinHash.jaccard

    def counted(self, other):
        made.append(1)
        return compare(self, other)

    monkeypatch.setattr(datasketch.MinHash, "jaccard", counted)
    return made


# copies


def test_exact_copies_share_their_text():
    assert linked(["the ferry sails", "a bell rings", "the ferry sails"]) == [
        "a0000",
        None,
        "a0000",
    ]


def test_case_and_punctuation_say_nothing():
    assert linked(["The ferry, sails.", "the FERRY sails!"]) == ["a0000", "a0000"]


@each("n_changed", [1, 2, 4])
def test_near_copies_share_their_text(n_changed):
    assert jaccard(" ".join(BASE), changed(n_changed)) > 0.85
    assert linked([" ".join(BASE), changed(n_changed)]) == ["a0000", "a0000"]


@each("n_changed", [25, 60, 290])
def test_articles_below_the_threshold_are_not_linked(n_changed):
    assert jaccard(" ".join(BASE), changed(n_changed)) < 0.6
    assert linked([" ".join(BASE), changed(n_changed)]) == [None, None]


def test_a_passage_in_common_is_no_copy():
    own = [" ".join(f"{letter}{n}" for n in range(300)) for letter in "yz"]
    assert linked([f"{' '.join(BASE[:150])} {text}" for text in own]) == [None, None]


@each("n_words", [1, 2, 3, 4])
def test_short_articles_are_told_apart(n_words):
    one, other = " ".join(BASE[:n_words]), " ".join(BASE[5 : 5 + n_words])
    assert linked([one, other, one]) == ["a0000", None, "a0000"]


@each("threshold", [0.5, 0.8, 0.95, 0.98, 0.99, 1.0])
def test_any_threshold_of_the_config_serves(threshold):
    texts = [" ".join(BASE), " ".join(BASE), changed(150)]
    assert linked(texts, threshold) == ["a0000", "a0000", None]


def test_one_article_or_none_is_alone():
    assert linked(["the ferry sails"]) == [None]
    assert linked([]) == []


# which is first


def test_the_earliest_is_first():
    dates = ["2031-03-02", "2031-03-01", "2030-12-31"]
    assert linked(["x y z"] * 3, dates=dates) == ["a0002"] * 3


def test_an_article_without_a_date_is_last():
    assert linked(["x y z"] * 2, dates=[None, "2031"]) == ["a0001"] * 2
    near = [" ".join(BASE), changed(1)]
    assert linked(near, dates=[None, "2031"]) == ["a0001"] * 2


def test_on_one_day_the_id_decides():
    assert linked(["x y z"] * 2, ids=["b", "a"]) == ["a", "a"]
    assert linked(["x y z"] * 2, ids=["b", "a"], dates=[None, None]) == ["a", "a"]


def test_a_copy_of_a_near_copy_belongs_to_the_first():
    texts = [" ".join(BASE), changed(1), changed(1)]
    assert linked(texts) == ["a0000"] * 3


def window(start):
    """A run of words of a longer text."""
    return " ".join(f"w{n}" for n in range(start, start + 270))


def test_a_chain_is_no_cluster():
    texts = [window(0), window(20), window(40)]
    assert jaccard(texts[0], texts[1]) == jaccard(texts[1], texts[2]) == (266 - 20) / (266 + 20)
    assert jaccard(texts[0], texts[2]) == (266 - 40) / (266 + 40)
    assert linked(texts, threshold=0.8) == ["a0000", "a0000", None]


def test_the_threshold_decides_and_not_what_is_proposed(calls):
    texts = [changed(8, seed) for seed in range(40)]
    below = [text for text in texts if estimate(" ".join(BASE), text) < 0.8]
    calls.clear()
    assert {first for text in below for first in linked([" ".join(BASE), text], 0.8)} == {None}
    assert calls  # some were proposed, compared and found less alike


def test_nearly_all_that_reach_the_threshold_are_linked():
    texts = [changed(6, seed) for seed in range(40)]
    alike = [text for text in texts if estimate(" ".join(BASE), text) >= 0.8]
    found = [linked([" ".join(BASE), text], 0.8)[1] for text in alike]
    assert len(alike) > 20
    assert found.count("a0000") >= 0.9 * len(alike)


def test_the_most_similar_first_article_is_joined():
    first, second, third = window(0), window(60), window(40)
    assert jaccard(first, second) < 0.7 < jaccard(first, third) < jaccard(second, third)
    assert linked([first, second, third], threshold=0.7) == [None, "a0001", "a0001"]


def test_the_order_of_rows_is_irrelevant():
    texts = [changed(n % 7, seed=n % 5) for n in range(30)]
    table = articles(texts, [f"2031-03-{n % 9 + 1:02}" for n in range(30)])
    found = clusters(table, 0.8)
    mixed = table.sample(frac=1, random_state=1)
    assert clusters(mixed, 0.8).reindex(table.index).equals(found)
    assert found.notna().sum() > 10


def test_the_rows_keep_their_labels():
    table = articles(["x y z"] * 2).set_index(pd.Index([7, 3]))
    assert clusters(table, 0.8).to_dict() == {7: "a0000", 3: "a0000"}


# estimates and cost


@each("n_changed", [0, 1, 3, 6, 12, 25, 60, 300])
def test_the_estimate_is_near_the_similarity(n_changed):
    one, other = " ".join(BASE), changed(n_changed)
    true = jaccard(one, other)
    error = 4 * (true * (1 - true) / PERMUTATIONS) ** 0.5
    assert abs(estimate(one, other) - true) <= error


def test_estimates_are_not_biased():
    pairs = [(changed(8, seed), changed(8, seed + 100)) for seed in range(30)]
    gaps = [estimate(*pair) - jaccard(*pair) for pair in pairs]
    variance = sum(jaccard(*pair) * (1 - jaccard(*pair)) for pair in pairs) / PERMUTATIONS
    # copies of one base are not independent, so the bound is that of one pair
    assert abs(sum(gaps) / len(gaps)) <= 4 * (variance / len(pairs)) ** 0.5


def test_a_signature_is_that_of_a_set():
    assert signature(BASE) == signature(BASE)
    assert signature(["a"] * 5) == signature(["a"] * 50)
    assert len(signature(["a"])) == PERMUTATIONS * 8


def test_the_last_words_are_in_the_signature():
    assert signature(BASE[:6]) != signature([*BASE[:5], "other"])
    assert signature(BASE[:5]) != signature(BASE[:6])


def test_a_signature_may_be_hashed_in_batches(monkeypatch):
    whole = signature(BASE)
    monkeypatch.setattr(duplicates, "BATCH", 7)
    assert signature(BASE) == whole


@each("n", [20, 40, 80])
def test_identical_articles_are_never_compared(calls, n):
    assert set(linked([" ".join(BASE)] * n)) == {"a0000"}
    assert len(calls) == 0


@each("n", [20, 40, 80])
def test_near_copies_are_compared_with_their_first_alone(calls, n):
    calls.clear()
    texts = [" ".join([*BASE, f"x{number}"]) for number in range(n)]
    assert set(linked(texts)) == {"a0000"}
    assert len(calls) == n - 1


@each("n", [20, 40, 80])
def test_articles_that_share_nothing_are_not_compared(calls, n):
    texts = [" ".join(f"w{number}n{word}" for word in range(50)) for number in range(n)]
    assert set(linked(texts)) == {None}
    assert len(calls) == 0
