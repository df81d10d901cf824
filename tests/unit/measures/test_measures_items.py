"""The measures that count items: terms, parts of speech, phrases, entities."""

import numpy as np
import pytest
from cases import each
from corpora import features, one, run
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from crossframe.measures.frequency import tf_idf

OUTLETS = ("Left", "Right")
# Left: 6 own tokens, 2 quoted. Right: 4 own tokens.
TEXTS = {
    "Left-1": [{"own": "ban ban/VERB .", "quoted": "ban ."}, {"own": "app . ."}],
    "Right-1": [{"own": "ban ."}, {"own": "app app"}],
}


def test_frequency_by_hand():
    table = run("frequency", features(TEXTS), OUTLETS)
    row = one(table, outlet="Left", voice="all", term="ban", pos="NOUN")
    assert (row["n"], row["n_of"]) == (2, 8)
    assert row["value"] == pytest.approx(1_000 * 2 / 8)
    assert row["rest"] == pytest.approx(1_000 * 1 / 4)


def test_frequency_leaves_out_terms_below_min_count():
    table = run("frequency", features(TEXTS), OUTLETS, min_count=3)
    assert set(table["term"]) == {"ban", "app"}
    assert set(table["pos"]) == {"NOUN"}


def test_tf_idf_by_hand():
    # two outlets; 'ban' as a verb in one of them, the nouns in both
    table = run("frequency", features(TEXTS), OUTLETS)
    weights = {"ban": 2 * 1.0, "ban/VERB": 1 * (np.log(3 / 2) + 1), "app": 1 * 1.0}
    length = np.sqrt(sum(weight**2 for weight in weights.values()))
    row = one(table, outlet="Left", voice="all", term="ban", pos="VERB")
    assert row["tf_idf"] == pytest.approx(weights["ban/VERB"] / length)


def test_tf_idf_is_that_of_scikit_learn():
    counts = np.random.default_rng(4).poisson(0.8, (5, 60))
    expected = TfidfTransformer().fit_transform(counts).toarray()
    assert tf_idf(sparse.csr_array(counts)).toarray() == pytest.approx(expected)


@each("voice", ["all", "own", "quoted"])
def test_tf_idf_of_the_table_is_that_of_the_counts_in_the_table(voice):
    table = run("frequency", features(TEXTS), OUTLETS)
    rows = table[table["voice"] == voice]
    wide = rows.pivot(index="outlet", columns=["term", "pos"], values=["n", "tf_idf"])
    expected = TfidfTransformer().fit_transform(wide["n"].to_numpy()).toarray()
    silent = rows.groupby("outlet")["n_of"].first().to_numpy() == 0
    expected[silent] = np.nan  # undefined, and so missing
    assert wide["tf_idf"].to_numpy() == pytest.approx(expected, nan_ok=True)


def test_tf_idf_of_an_outlet_has_length_1():
    table = run("frequency", features(TEXTS), OUTLETS)
    squares = table[table["voice"] == "all"].groupby("outlet")["tf_idf"].apply(
        lambda weights: (weights**2).sum()
    )  # fmt: skip
    assert squares.to_numpy() == pytest.approx([1, 1])


def test_tf_idf_of_no_terms_is_empty():
    assert tf_idf(sparse.csr_array((3, 0))).shape == (3, 0)


def test_parts_of_speech_add_their_terms_up():
    table = run("parts_of_speech", features(TEXTS), OUTLETS)
    row = one(table, outlet="Left", voice="own", pos="NOUN")
    assert row["value"] == pytest.approx(1_000 * (1 + 1) / 6)
    assert one(table, outlet="Right", voice="own", pos="VERB")["n"] == 0


def test_parts_of_speech_count_rare_terms_too():
    table = run("parts_of_speech", features(TEXTS), OUTLETS)
    n_terms = features(TEXTS)["terms"]["n"].sum()
    assert table[table["voice"] == "all"]["n"].sum() == n_terms


PHRASES = [("Left-1", 1, "own", "app ban", 2), ("Left-1", 2, "own", "app ban", 1),
           ("Right-1", 1, "own", "slow app", 1)]  # fmt: skip


def test_phrases_by_hand():
    table = run("phrases", features(TEXTS, phrases=PHRASES), OUTLETS)
    row = one(table, outlet="Left", voice="own", phrase="app ban")
    assert (row["n"], row["n_units_with"]) == (2 + 1, 2)
    assert row["value"] == pytest.approx(1_000 * (2 + 1) / 6)


def test_phrases_below_min_count_are_left_out():
    table = run("phrases", features(TEXTS, phrases=PHRASES), OUTLETS, min_count=2)
    assert set(table["phrase"]) == {"app ban"}


ENTITIES = [("Left-1", 1, "quoted", "Vey", "person", 1), ("Left-1", 2, "own", "Vey", "person", 2),
            ("Right-1", 1, "own", "Vey", "place", 1)]  # fmt: skip


def test_entities_by_hand():
    table = run("entities", features(TEXTS, entities=ENTITIES), OUTLETS)
    row = one(table, outlet="Left", voice="all", entity="Vey", entity_kind="person")
    assert row["value"] == pytest.approx(1_000 * (1 + 2) / 8)
    assert row["rest"] == 0


def test_entities_of_one_name_and_two_kinds_are_two():
    table = run("entities", features(TEXTS, entities=ENTITIES), OUTLETS)
    assert one(table, outlet="Right", voice="all", entity="Vey", entity_kind="place")["n"] == 1


def test_entities_below_min_count_are_left_out():
    table = run("entities", features(TEXTS, entities=ENTITIES), OUTLETS, min_count=2)
    assert set(table["entity_kind"]) == {"person"}


def test_a_phrase_of_exactly_min_count_is_kept():
    table = run("phrases", features(TEXTS, phrases=PHRASES), OUTLETS, min_count=3)
    assert set(table["phrase"]) == {"app ban"}  # 2 + 1
