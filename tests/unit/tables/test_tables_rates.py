import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import NO_FACTS, features, one, sample_of
from scipy import stats

from crossframe import schemas
from crossframe.stats.permutation import compare
from crossframe.stats.ratios import FEW_HOLD
from crossframe.stats.units import VOICES
from crossframe.tables.columns import P_VALUES
from crossframe.tables.compared import NO_STRATUM
from crossframe.tables.rates import Frequent, Rates
from crossframe.tables.values import frequent
from crossframe.tables.values import rates as compared_rates

# Tokens: Left 5 + 5 own and 2 quoted; Right 4 + 6 own. Two passages each.
TEXTS = {
    "Left-1": [{"own": "ban ban app . .", "quoted": "ban ."}, {"own": "ban . . . ."}],
    "Right-1": [{"own": "app app . ."}, {"own": "ban . . . . ."}],
}
ITEM = {name: schemas.column("str", name) for name in ("term", "pos")}
TEMPLATE = Rates("terms", "Terms.", "terms", ITEM)


def rates(texts=TEXTS, outlets=("Left", "Right"), min_count=1, facts=NO_FACTS, **inference):
    tables = features(texts, facts=facts)
    sample = sample_of(tables, outlets, **inference)
    return TEMPLATE.compute(tables, sample, Frequent(min_count=min_count))[0]


def test_a_rate_is_occurrences_per_thousand_tokens():
    row = one(rates(), outlet="Left", voice="own", term="ban")
    assert (row["n"], row["n_of"]) == (3, 5 + 5)
    assert row["value"] == pytest.approx(1_000 * 3 / (5 + 5))


def test_words_that_are_no_terms_count_as_tokens():
    row = one(rates(), outlet="Right", voice="all", term="app")
    assert row["value"] == pytest.approx(1_000 * 2 / (4 + 6))


def test_both_voices_together_are_all():
    row = one(rates(), outlet="Left", voice="all", term="ban")
    assert row["value"] == pytest.approx(1_000 * (3 + 1) / (5 + 5 + 2))


def test_the_difference_is_the_rate_less_that_of_the_rest():
    row = one(rates(), outlet="Left", voice="own", term="ban")
    assert row["rest"] == pytest.approx(1_000 * 1 / (4 + 6))
    assert row["difference"] == pytest.approx(1_000 * 3 / 10 - 1_000 * 1 / 10)


def test_a_rate_of_an_outlet_without_tokens_in_a_voice_is_missing():
    row = one(rates(), outlet="Right", voice="quoted", term="ban")
    assert row[["value", "low", "difference"]].isna().all()
    assert row["n_units"] == 0


def test_an_item_that_one_unit_carries_is_flagged():
    table = rates()
    assert one(table, outlet="Left", voice="all", term="app")["one_unit"]
    assert not one(table, outlet="Left", voice="all", term="ban")["one_unit"]


def test_dispersion_is_over_the_units_of_the_outlet():
    row = one(rates(), outlet="Left", voice="all", term="ban")
    # passages of 7 and 5 tokens with 3 and 1 occurrences
    assert row["dp"] == pytest.approx((abs(3 / 4 - 7 / 12) + abs(1 / 4 - 5 / 12)) / 2)
    assert row["n_units_with"] == 2


def test_the_scope_is_that_of_the_unit():
    assert set(rates()["scope"]) == {"within-article"}
    texts = {f"{outlet}-{n}": TEXTS[f"{outlet}-1"] for outlet in ("Left", "Right") for n in (1, 2)}
    across = rates(texts, min_articles=2)
    assert set(across["scope"]) == {"across-articles"}
    assert set(across["unit"]) == {"article"}


def test_a_missing_interval_has_its_reason():
    table = rates(min_units=3)
    missing = table["low"].isna()
    assert missing.all()
    assert table["note"].notna().all()


@each(("n_articles", "note"), [(9, FEW_HOLD), (10, None)])
def test_an_interval_that_stands_has_no_note_but_that_few_units_hold_the_item(n_articles, note):
    texts = {"Left": [{"own": "ban . . ."}], "Right": [{"own": "ban ban . ."}]}
    many = {f"{outlet}-{n}": texts[outlet] for outlet in texts for n in range(n_articles)}
    row = one(rates(many, min_articles=2), outlet="Left", voice="all", term="ban")
    assert np.isfinite(row["low"])
    assert row["note"] == note if note else pd.isna(row["note"])


def test_the_interval_of_a_rate_by_hand():
    row = one(rates(), outlet="Right", voice="own", term="ban")
    # passages of 4 and 6 words with 0 and 1 occurrences; with two, Student's t decides
    phi = 2 / 1 * ((0 - 4 / 10) ** 2 + (1 - 6 / 10) ** 2) / 1
    half = stats.t.ppf(0.975, 1) ** 2 * phi / (2 * 10)
    root = np.sqrt(half**2 + 2 * half * 1 / 10)
    assert row["low"] == pytest.approx(1_000 * (1 / 10 + half - root))
    assert row["high"] == pytest.approx(1_000 * (1 / 10 + half + root))


def test_the_interval_of_an_item_that_the_outlet_lacks_by_hand():
    texts = TEXTS | {"Left-1": [{"own": "ban ban . . ."}, {"own": ". . . . ."}]}
    row = one(rates(texts), outlet="Left", voice="own", term="app")
    assert (row["value"], row["low"]) == (0, 0)
    # Right's passages of 4 and 6 words have 2 and 0 occurrences
    phi = 2 / 1 * ((2 - 4 * 0.2) ** 2 + (0 - 6 * 0.2) ** 2) / 2
    assert row["high"] == pytest.approx(1_000 * stats.norm.ppf(0.975) ** 2 * phi / 10)


@each("voice", VOICES)
@each("name", P_VALUES)
def test_the_evidence_stands_in_the_row_of_its_outlet_and_item(voice, name):
    # each reports in two passages, enough for a test; quoted voices are in one of Left and Third
    said = {"Left-1": ("ban app .", "ban"), "Right-1": ("app .", "ban app app")}
    texts = {a: [p | {"reported": s} for p, s in zip(TEXTS[a], said[a], strict=True)] for a in said}
    texts |= {
        "Third-1": [
            {"own": "ban app app .", "quoted": ". . .", "reported": "app"},
            {"own": "app .", "reported": "ban ."},
        ]
    }
    tables, outlets = features(texts), ("Left", "Right", "Third")
    sample = sample_of(tables, outlets)
    items = frequent(tables["terms"], ITEM, 1)
    table, _ = TEMPLATE.compute(tables, sample, Frequent(min_count=1))
    counts = sample.units.counts(tables["terms"], items, voice)
    tokens = sample.units.tokens(tables["passages"], voice)
    evidence = compare(sample, ["rest"], counts, tokens)["rest"]
    for place, outlet in enumerate(outlets):
        for at, (term, pos) in enumerate(items):
            row = one(table, outlet=outlet, voice=voice, term=term, pos=pos)
            if (place,) in evidence.sides:
                found = getattr(evidence, name)[evidence.sides.index((place,)), at, 0]
                assert row[name] == pytest.approx(found, nan_ok=True)
            else:
                assert np.isnan(row[name])
    assert (voice == "quoted") == table.loc[table["voice"] == voice, name].isna().all()


def test_strata_that_no_two_outlets_share_leave_no_test():
    facts = {"Left-1": {"stratum": "storm"}, "Right-1": {"stratum": "calm"}}
    table = rates(facts=facts)
    assert table["p"].isna().all()
    row = one(table, outlet="Left", voice="own", term="ban")
    assert row["note"] == f"{FEW_HOLD}; {NO_STRATUM}"
    assert np.isfinite(row["low"])
    one_stratum = rates(facts=facts | {"Right-1": {"stratum": "storm"}})
    assert np.isfinite(one(one_stratum, outlet="Left", voice="own", term="ban")["p"])


def test_rates_are_compared_in_every_voice_by_their_counts():
    tables = features(TEXTS)
    sample, items = sample_of(tables, ("Left", "Right")), frequent(tables["terms"], ITEM, 1)
    parts = list(compared_rates(sample, tables["terms"], tables["passages"], items))
    assert [part.voice for part in parts] == [*VOICES]
    own = parts[1]
    assert own.counts
    assert own.items[[*ITEM]].to_numpy().tolist() == [["app", "NOUN"], ["ban", "NOUN"]]
    # passages of Left, then of Right
    assert own.numerators.toarray().tolist() == [[1, 2], [0, 1], [2, 0], [0, 1]]
    assert own.sizes.tolist() == [5, 5, 4, 6]
    assert own.result.value[0] == pytest.approx([1_000 * 1 / 10, 1_000 * 3 / 10])


def test_items_are_counted_over_the_whole_corpus_before_they_are_left_out():
    tables = features(TEXTS)
    assert list(frequent(tables["terms"], ITEM, 5)) == [("ban", "NOUN")]  # 3 + 1 + 1
    assert len(frequent(tables["terms"], ITEM, 6)) == 0


def test_a_term_of_two_parts_of_speech_is_two_items():
    tables = features({"Left-1": [{"own": "ban ban/VERB ban/VERB"}]})
    assert list(frequent(tables["terms"], ITEM, 2)) == [("ban", "VERB")]


def test_a_table_of_no_items_is_empty():
    assert rates(min_count=100).empty


def test_outlets_of_the_same_text_have_the_same_rates():
    table = rates({"Left-1": TEXTS["Left-1"], "Right-1": TEXTS["Left-1"]})
    assert (table["difference"].dropna() == 0).all()


def test_items_are_in_sorted_order():
    items = frequent(features(TEXTS)["terms"][::-1], ITEM, 1)
    assert list(items) == sorted(items)


def test_a_note_is_text_or_missing():
    assert rates()["note"].map(lambda note: pd.isna(note) or bool(note)).all()


def test_a_missing_interval_of_a_difference_has_its_reason():
    texts = {"Left-1": TEXTS["Left-1"], "Right-1": TEXTS["Right-1"][:1]}
    row = one(rates(texts), outlet="Left", voice="all", term="ban")
    assert pd.isna(row["difference_low"])
    assert pd.notna(row["note"])


def test_an_item_that_no_unit_carries_is_not_flagged():
    row = one(rates(), outlet="Left", voice="quoted", term="app")
    assert row["n_units_with"] == 0
    assert not row["one_unit"]
