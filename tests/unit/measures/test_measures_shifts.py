from dataclasses import replace
from math import sqrt

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features, one, run, run_all, sample_of
from scipy.stats import t

from crossframe import measures
from crossframe.errors import StudyError
from crossframe.measures.shifts import EMPHASIS, OTHERS
from crossframe.stats.ratios import FEW_HOLD, FEW_UNITS

OUTLETS = ("Left", "Right")
TEXTS = {
    "Left-1": [{"own": "ban . . . ."}, {"own": "ban . . . ."}],
    "Right-1": [{"own": "ban . . . ."}, {"own": "ban . . . .", "quoted": ". . . . ."}],
}
LEFT = {"outlet": "Left", "voice": "all"}


def sentence(article, number, passage, lexicon="afinn", **given):
    """A sentence that the other lexicon says nothing of."""
    return {"article": article, "number": number, "passage": passage, lexicon: 0.0, **given}


def valence(at, word, n, total, *, lexicon="afinn"):
    return *at, lexicon, word, n, total


# AFINN: good 3, fine 2, bad -3
L1, L2 = ("Left-1", 1, 1), ("Left-1", 2, 2)
R1, R2, R3 = ("Right-1", 1, 1), ("Right-1", 2, 2), ("Right-1", 3, 2)
AFINN_SENTENCES = [
    sentence(*L1, afinn=(3 - 6) / 3),
    sentence(*L2, afinn=3 / 1),
    sentence(*R1, afinn=-3 / 1),
    sentence(*R2, afinn=(2 + 3) / 2),
    sentence(*R3, afinn=0.0),
]
AFINN_VALENCES = [
    valence(L1, "good", 1, 3.0),
    valence(L1, "bad", 2, -6.0),
    valence(L2, "good", 1, 3.0),
    valence(R1, "bad", 1, -3.0),
    valence(R2, "fine", 1, 2.0),
    valence(R2, "good", 1, 3.0),
]
LEFT_MEAN, RIGHT_MEAN = (-1 + 3) / 2, (-3 + 2.5 + 0) / 3


def afinn(**given):
    tables = features(TEXTS, sentences=AFINN_SENTENCES, valences=AFINN_VALENCES)
    table = run("shifts", tables, OUTLETS, **given)
    return table[table["subject"] == "afinn"]


@each(
    ("word", "here", "there"),
    [
        ("good", (3 / 3 + 3 / 1) / 2, (3 / 2) / 3),
        ("bad", (-6 / 3) / 2, (-3 / 1) / 3),
        ("fine", 0, (2 / 2) / 3),
    ],
)
def test_a_word_of_afinn_adds_its_part_of_the_means(word, here, there):
    row = one(afinn(), **LEFT, word=word)
    assert row["value"] == pytest.approx(here - there)
    assert row["subject_difference"] == pytest.approx(LEFT_MEAN - RIGHT_MEAN)


def test_an_outlet_and_the_only_other_one_differ_by_the_sign():
    table = afinn().set_index("word")
    left, right = (table[(table["outlet"] == o) & (table["voice"] == "all")] for o in OUTLETS)
    for column in ("value", "subject_difference", "without"):
        assert left[column].to_dict() == pytest.approx((-right[column]).to_dict(), nan_ok=True)
    assert left["n"].to_dict() == right["n_rest"].to_dict()
    assert left["share"].to_dict() == pytest.approx(right["share"].to_dict())


@each(
    ("word", "left", "right"),
    [
        ("good", (-6 / 2 + 0) / 2, (-3 + 2 / 1 + 0) / 3),
        ("bad", (3 / 1 + 3) / 2, (0 + 2.5 + 0) / 3),
        ("fine", (-1 + 3) / 2, (-3 + 3 / 1 + 0) / 3),
    ],
)
def test_without_a_word_afinn_is_the_mean_of_the_others(word, left, right):
    assert one(afinn(), **LEFT, word=word)["without"] == pytest.approx(left - right)


def test_occurrences_are_counted_here_and_in_the_rest():
    found = {row.word: (row.n, row.n_rest) for row in afinn().query("outlet == 'Left'").itertuples()
             if row.voice == "all"}  # fmt: skip
    assert found == {"good": (2, 1), "bad": (2, 1), "fine": (0, 1), OTHERS: (0, 0)}


def test_shares_are_of_the_sum_without_signs():
    # good 1.5, bad 0, fine -1/3
    shares = afinn().query("outlet == 'Left' and voice == 'all'").set_index("word")["share"]
    expected = {"good": 1.5 / (1.5 + 1 / 3), "bad": 0, "fine": (1 / 3) / (1.5 + 1 / 3), OTHERS: 0}
    assert shares.to_dict() == pytest.approx(expected, abs=1e-9)


def test_words_are_ranked_by_size_and_the_others_are_last():
    ranks = afinn().query("outlet == 'Left' and voice == 'all'").set_index("word")["rank"]
    assert ranks.to_dict() == {"good": 1, "fine": 2, "bad": 3, OTHERS: 4}


def test_words_beyond_the_most_are_together():
    rows = afinn(most_words=1).query("outlet == 'Left' and voice == 'all'").set_index("word")
    assert rows["rank"].to_dict() == {"good": 1, OTHERS: 2}
    others = rows.loc[OTHERS]
    assert others["value"] == pytest.approx(0 - 1 / 3)
    assert (others["n"], others["n_rest"]) == (2 + 0, 1 + 1)
    assert others["share"] == pytest.approx((1 / 3) / (1.5 + 1 / 3))
    assert others[["valence", "without"]].isna().all()
    assert rows["subject_difference"].tolist() == pytest.approx([LEFT_MEAN - RIGHT_MEAN] * 2)


def test_what_is_kept_does_not_depend_on_how_many_are():
    few, many = (afinn(most_words=n).set_index(["outlet", "voice", "word"]) for n in (1, 3))
    kept = few.drop(index=OTHERS, level="word")
    pd.testing.assert_frame_equal(kept, many.loc[kept.index])


def test_use_is_compared_by_the_sentence():
    rows = afinn().query("voice == 'all'").set_index(["outlet", "word"])
    # bad: 2 in two sentences, 1 in three; of the words not shown there is none
    assert rows["used_more"].xs("Left").to_dict() == {
        "good": True, "bad": True, "fine": False, OTHERS: False
    }  # fmt: skip
    assert not rows.loc[("Right", "bad"), "used_more"]
    assert rows.loc[("Right", "fine"), "used_more"]


def test_the_valence_is_the_mean_over_outlets():
    rows = afinn().query("voice == 'all' and outlet == 'Left'").set_index("word")
    assert rows["valence"].to_dict() == pytest.approx(
        {"good": 3, "bad": -3, "fine": 2, OTHERS: np.nan}, nan_ok=True
    )


def test_a_word_without_a_valence_takes_part_in_the_mean_alone():
    # AFINN lists words of valence 0: they add nothing, yet without them the mean is of fewer
    scores = [sentence(*L1, afinn=3 / 2), sentence(*R1, afinn=0.0)]
    words = [valence(L1, "good", 1, 3.0), valence(L1, "some kind", 1, 0.0)]
    table = run("shifts", features(TEXTS, sentences=scores, valences=words), OUTLETS)
    row = one(table, **LEFT, subject="afinn", word="some kind")
    assert row["value"] == 0
    assert (row["subject_difference"], row["without"]) == pytest.approx((1.5, 3))


def interval(sums, sizes):
    """The mean over sentences with the normal interval of few units, in which t decides."""
    sums, sizes = np.array(sums, float), np.array(sizes, float)
    mean, n = sums.sum() / sizes.sum(), len(sums)
    phi = n / (n - 1) * ((sums - mean * sizes) ** 2).sum() / sizes.sum()
    return mean, t.ppf(0.975, n - 1) * sqrt(phi / sizes.sum())


def test_the_interval_of_a_contribution_by_hand():
    # good adds 1 and 3 to Left's two passages of a sentence each; 0 and 1.5 to Right's, the second
    # of two sentences
    (here, margin), (there, other) = interval([1, 3], [1, 1]), interval([0, 1.5], [1, 2])
    row, width = one(afinn(), **LEFT, word="good"), sqrt(margin**2 + other**2)
    expected = [here - there - width, here - there + width]
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_the_others_have_the_interval_of_their_sum():
    # bad and fine: -2 and 0 here, -3 and 1 there
    (here, margin), (there, other) = interval([-2, 0], [1, 1]), interval([-3, 1], [1, 2])
    row, width = one(afinn(most_words=1), **LEFT, word=OTHERS), sqrt(margin**2 + other**2)
    expected = [here - there - width, here - there + width]
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_a_word_that_few_units_hold_says_so():
    assert set(afinn()["note"].dropna()) == {
        FEW_HOLD, FEW_UNITS, "no occurrence"
    }  # fmt: skip
    assert one(afinn(), **LEFT, word="good")["note"] == FEW_HOLD


# VADER


def scale(total):
    return total / sqrt(total**2 + 15)


EMPHASISED = round(scale(2 - 1 + 0.292), 4)  # an exclamation mark
VADER_SENTENCES = [
    sentence(*L1, vader=EMPHASISED),
    sentence(*L2, vader=round(scale(2), 4)),
    sentence(*R1, vader=round(scale(-1), 4)),
    sentence(*R2, vader=0.0),
]
VADER_VALENCES = [
    valence(L1, "good", 1, 2.0, lexicon="vader"),
    valence(L1, "bad", 1, -1.0, lexicon="vader"),
    valence(L2, "good", 1, 2.0, lexicon="vader"),
    valence(R1, "bad", 1, -1.0, lexicon="vader"),
]


def vader(**given):
    tables = features(TEXTS, sentences=VADER_SENTENCES, valences=VADER_VALENCES)
    table = run("shifts", tables, OUTLETS, **given)
    return table[table["subject"] == "vader"]


def test_a_word_of_vader_adds_its_valence_on_the_scale_of_its_sentence():
    good = (2 / sqrt((2 - 1) ** 2 + 15) + 2 / sqrt(2**2 + 15)) / 2
    bad = (-1 / sqrt((2 - 1) ** 2 + 15)) / 2 - (-1 / sqrt(1 + 15)) / 2
    assert one(vader(), **LEFT, word="good")["value"] == pytest.approx(good)
    assert one(vader(), **LEFT, word="bad")["value"] == pytest.approx(bad, abs=1e-12)


def test_what_words_do_not_explain_is_emphasis():
    row = one(vader(), **LEFT, word=EMPHASIS)
    rounding = round(scale(2), 4) - scale(2)
    expected = (EMPHASISED - scale(2 - 1) + rounding) / 2 - (round(-0.25, 4) + 0.25) / 2
    assert row["value"] == pytest.approx(expected)
    assert (row["n"], row["n_rest"]) == (1, 0)
    assert row["without"] == pytest.approx(row["subject_difference"] - row["value"])
    assert np.isnan(row["valence"])


def test_rounding_alone_is_no_emphasis():
    tables = features(TEXTS, sentences=VADER_SENTENCES[1:], valences=VADER_VALENCES[2:])
    table = run("shifts", tables, OUTLETS)
    assert EMPHASIS not in set(table["word"])


def test_without_a_word_vader_is_of_the_other_valences():
    emphasis, rounding = EMPHASISED - scale(1), round(scale(2), 4) - scale(2)
    # bad is left in the first, which emphasis then makes more negative; nothing in the second
    left = (scale(-1) - emphasis + 0) / 2
    assert one(vader(), **LEFT, word="good")["without"] == pytest.approx(left - -0.25 / 2)
    # good is left in both, nothing in Right's
    left = (scale(2) + emphasis + scale(2) + rounding) / 2
    assert one(vader(), **LEFT, word="bad")["without"] == pytest.approx(left - 0)


def test_emphasis_goes_with_the_only_word():
    scores = [sentence(*L1, vader=round(scale(2 + 0.292), 4)), sentence(*R1, vader=0.0)]
    words = [valence(L1, "good", 1, 2.0, lexicon="vader")]
    table = run("shifts", features(TEXTS, sentences=scores, valences=words), OUTLETS)
    assert one(table, **LEFT, subject="vader", word="good")["without"] == pytest.approx(0)


# Frames

FRAMES = [
    ("Left-1", 1, 1, "own", "threat", "bomb", 2),
    ("Left-1", 2, 2, "own", "threat", "attack", 1),
    ("Left-1", 2, 2, "own", "privacy", "bomb", 1),
    ("Right-1", 2, 2, "quoted", "threat", "attack", 3),
]


def frames(subject="threat", **given):
    table = run("shifts", features(TEXTS, frames=FRAMES), OUTLETS, **given)
    return table[table["subject"] == subject]


def test_a_cue_adds_its_own_rate():
    # ten words in Left, fifteen in Right
    rows = frames().query("outlet == 'Left' and voice == 'all'").set_index("word")
    expected = {"bomb": 1000 * 2 / 10, "attack": 1000 * (1 / 10 - 3 / 15), OTHERS: 0}
    assert rows["value"].to_dict() == pytest.approx(expected)
    assert rows["subject_difference"].to_dict() == pytest.approx(
        dict.fromkeys(rows.index, 1000 * (3 / 10 - 3 / 15))
    )
    assert rows["without"].drop(OTHERS).to_dict() == pytest.approx({
        "bomb": 1000 * (1 / 10 - 3 / 15), "attack": 1000 * 2 / 10
    })  # fmt: skip
    assert rows["n"].to_dict() == {"bomb": 2, "attack": 1, OTHERS: 0}
    assert rows["n_rest"].to_dict() == {"bomb": 0, "attack": 3, OTHERS: 0}
    assert rows["used_more"].to_dict() == {"bomb": True, "attack": False, OTHERS: False}
    assert rows["valence"].isna().all()


def test_a_cue_of_two_frames_is_counted_in_each():
    assert one(frames("privacy"), **LEFT, word="bomb")["n"] == 1
    assert one(frames("threat"), **LEFT, word="bomb")["n"] == 2


def test_a_cue_has_the_voice_in_which_it_stands():
    row = one(frames(), outlet="Right", voice="own", word="attack")
    assert row["n"] == 0
    assert one(frames(), outlet="Right", voice="quoted", word=OTHERS)["note"] is not None


@each("cue", ["bomb", "attack"])
def test_without_a_cue_the_difference_is_that_of_a_dictionary_without_it(cue):
    left = [row for row in FRAMES if row[5] != cue]
    table = run("shifts", features(TEXTS, frames=left), OUTLETS)
    (expected,) = table[(table["subject"] == "threat") & (table["voice"] == "all")
                        & (table["outlet"] == "Left")]["subject_difference"].unique()  # fmt: skip
    assert one(frames(), **LEFT, word=cue)["without"] == pytest.approx(expected)


# What holds of any corpus

THREE = ("Left", "Right", "Third")
WORDS = {"good": 1.9, "bad": -2.5, "fine": 0.8, "harm": -1.7, "hope": 1.3, "kind": 0.0}


def drawn(seed, emphasis=True):
    """A corpus drawn at random: three outlets, sentences of several words in three voices."""
    rng = np.random.default_rng(seed)
    texts, sentences, valences, frames = {}, [], [], []
    for article in (f"{outlet}-{n}" for outlet in THREE for n in (1, 2)):
        texts[article] = [{"own": "ban . . .", "quoted": ". . .", "reported": ". ."}] * 2
        for number in range(1, 9):
            at = article, number, 1 + (number > 4)
            held = sorted(rng.choice(sorted(WORDS), rng.integers(0, 5), replace=False))
            counts = rng.integers(1, 4, len(held))
            totals = [float(n * WORDS[w] * rng.choice([1, -0.74, 1.5])) for w, n in
                      zip(held, counts, strict=True)]  # fmt: skip
            plain = [round(WORDS[w]) for w in held]
            marks = 0.292 * rng.integers(0, 3) * emphasis
            vader = scale(sum(totals) + np.sign(round(sum(totals), 6)) * marks)
            of_afinn = sum(n * p for n, p in zip(counts, plain, strict=True))
            sentences.append(
                sentence(*at, vader=round(vader, 4) if emphasis else vader, lexicon="afinn")
                | {"afinn": of_afinn / counts.sum() if held else 0.0}
                | {"n_quoted_tokens": int(rng.choice([2, 8])), "n_tokens": 10}
            )
            for word, n, total, value in zip(held, counts, totals, plain, strict=True):
                voice = str(rng.choice(["own", "quoted", "reported"]))
                valences.append(valence(at, word, int(n), total, lexicon="vader"))
                valences.append(valence(at, word, int(n), float(n * value)))
            voice, cue = ("own", "quoted")[number % 2], str(rng.choice(["bomb", "attack", "plot"]))
            frames.append((*at, voice, "threat", cue, 1))
    return features(texts, sentences=sentences, valences=valences, frames=frames)


ANY = [drawn(seed) for seed in range(3)]
any_corpus = each("tables", ANY)
GROUP = ["outlet", "voice", "subject"]


@any_corpus
@each("most_words", [1, 3, 100])
def test_contributions_add_up_to_the_published_difference(tables, most_words):
    shifts = run("shifts", tables, THREE, most_words=most_words).groupby(GROUP)
    added = shifts["value"].sum(min_count=1)
    sentiment = run("sentiment", tables, THREE).query("statistic == 'mean'")
    frames = run("frames", tables, THREE).query("statistic == 'rate_per_1000'")
    named = [sentiment.assign(subject=sentiment["lexicon"]), frames.assign(subject=frames["frame"])]
    published = pd.concat(named).set_index(GROUP)["difference"]
    stated = shifts["subject_difference"].agg(["min", "max"])
    assert set(added.index) == set(published.index)
    published = published[added.index]
    assert published.notna().sum() > 20
    for found in (added, stated["min"], stated["max"]):
        assert found.to_numpy() == pytest.approx(published.to_numpy(), abs=1e-12, nan_ok=True)


@any_corpus
def test_shares_add_up_to_one(tables):
    shifts = run("shifts", tables, THREE, most_words=2)
    sums = shifts.dropna(subset="share").groupby(GROUP)["share"].sum()
    assert len(sums) > 20
    assert sums.to_numpy() == pytest.approx(1)


@any_corpus
def test_occurrences_add_up(tables):
    shifts = run("shifts", tables, THREE, most_words=2)
    words = shifts[(shifts["word"] != EMPHASIS) & (shifts["voice"] == "all")]
    found = words.groupby(["outlet", "subject"])["n"].sum()
    rows = tables["valences"].assign(outlet=tables["valences"]["article"].str.split("-").str[0])
    expected = rows.groupby(["outlet", "lexicon"])["n"].sum()
    emphasis = run("shifts", tables, THREE, most_words=100)
    marked = emphasis[(emphasis["word"] == EMPHASIS) & (emphasis["voice"] == "all")]
    marked = marked.set_index(["outlet", "subject"])["n"]
    shown = shifts[(shifts["word"] == EMPHASIS) & (shifts["voice"] == "all")]
    shown = shown.set_index(["outlet", "subject"])["n"]
    for key, n in expected.items():
        hidden = marked.get(key, 0) - shown.get(key, 0)
        assert found[key] - hidden == n


@each("lexicon", ["vader", "afinn"])
@each("word", ["good", "bad", "kind"])
def test_without_a_word_the_difference_is_that_of_a_lexicon_without_it(lexicon, word):
    tables = drawn(11, emphasis=False)
    kept = tables["valences"][tables["valences"]["word"] != word]
    own = kept[kept["lexicon"] == lexicon].groupby(["article", "sentence"])[["n", "valence"]].sum()
    scores = own["valence"].map(scale) if lexicon == "vader" else own["valence"] / own["n"]
    key = pd.MultiIndex.from_frame(tables["sentences"][["article", "sentence"]])
    sentences = tables["sentences"].assign(
        **{lexicon: scores.reindex(key, fill_value=0.0).to_numpy()}
    )
    expected = run("sentiment", tables | {"sentences": sentences}, THREE)
    expected = expected[(expected["lexicon"] == lexicon) & (expected["statistic"] == "mean")]
    table = run("shifts", tables, THREE, most_words=100)
    table = table[(table["subject"] == lexicon) & (table["word"] == word)]
    at = ["outlet", "voice"]
    found, expected = table.set_index(at)["without"], expected.set_index(at)["difference"]
    assert len(found) >= 6
    assert found.to_dict() == pytest.approx(expected[found.index].to_dict())


def test_with_one_word_a_sentence_it_is_the_classical_word_shift():
    # Gallagher et al. (2021): with scores that do not change, a word adds (p - q) (h - r), with h
    # its score, p and q its shares of the words of both texts, and r the reference, here 0
    scores = {"good": 3.0, "bad": -3.0}
    texts = {"Left": ["good"] * 3 + ["bad"], "Right": ["good"] + ["bad"] * 3}
    sentences, words = [], []
    for outlet, held in texts.items():
        for number, word in enumerate(held, start=1):
            at = f"{outlet}-1", number, 1 + (number > 2)
            sentences.append(sentence(*at, afinn=scores[word]))
            words.append(valence(at, word, 1, scores[word]))
    table = run("shifts", features(TEXTS, sentences=sentences, valences=words), OUTLETS)
    good = one(table, **LEFT, subject="afinn", word="good")
    bad = one(table, **LEFT, subject="afinn", word="bad")
    assert good["value"] == pytest.approx((3 / 4 - 1 / 4) * 3)
    assert bad["value"] == pytest.approx((1 / 4 - 3 / 4) * -3)
    assert good["subject_difference"] == pytest.approx((3 * 3 - 3) / 4 - (3 - 3 * 3) / 4)


def test_words_count_with_the_voice_of_their_sentence():
    scores = [sentence(*L1, afinn=3.0, n_quoted_tokens=9), sentence(*L2, afinn=-3.0),
              sentence(*R1, afinn=1.0), sentence(*R2, afinn=1.0, n_quoted_tokens=9)]  # fmt: skip
    words = [valence(L1, "good", 1, 3.0), valence(L2, "bad", 1, -3.0)]
    table = run("shifts", features(TEXTS, sentences=scores, valences=words), OUTLETS)
    table = table[(table["subject"] == "afinn") & (table["outlet"] == "Left")]
    assert one(table, voice="quoted", word="good")["value"] == pytest.approx(3)
    assert one(table, voice="own", word="bad")["value"] == pytest.approx(-3)
    assert set(table.query("voice == 'own'")["word"]) == {"bad", EMPHASIS, OTHERS}


def test_a_word_that_stands_twice_in_a_sentence_is_left_out_twice():
    words = [valence(L1, "good", 2, 6.0), valence(L1, "bad", 1, -3.0)]
    scores = [sentence(*L1, afinn=(6 - 3) / 3), sentence(*R1, afinn=0.0)]
    table = run("shifts", features(TEXTS, sentences=scores, valences=words), OUTLETS)
    row = one(table, **LEFT, subject="afinn", word="good")
    assert (row["n"], row["value"]) == (2, pytest.approx(6 / 3))
    assert row["without"] == pytest.approx(-3)


def test_ties_are_in_alphabetical_order():
    words = [valence(L1, word, 1, 1.0) for word in ("zeal", "calm", "hope")]
    scores = [sentence(*L1, afinn=1.0), sentence(*R1, afinn=0.0)]
    table = run("shifts", features(TEXTS, sentences=scores, valences=words), OUTLETS)
    rows = table[(table["subject"] == "afinn") & (table["voice"] == "all")]
    ranks = rows[rows["outlet"] == "Left"].set_index("word")["rank"].to_dict()
    assert ranks == {"calm": 1, "hope": 2, "zeal": 3, OTHERS: 4}


@any_corpus
def test_the_order_of_rows_and_outlets_is_irrelevant(tables):
    shuffled = {k: v.sample(frac=1, random_state=2) for k, v in tables.items()}
    expected = run("shifts", tables, THREE)
    pd.testing.assert_frame_equal(run("shifts", shuffled, THREE), expected)
    pd.testing.assert_frame_equal(run("shifts", tables, THREE[::-1]), expected)


def test_two_outlets_alike_have_no_contributions():
    twins = {}
    for name, table in drawn(5).items():
        if len(table) and name != "records":
            own = table[table["article"] == "Left-1"]
            other = own.assign(article="Right-1")
            other = other.assign(outlet="Right") if name == "articles" else other
            twins[name] = pd.concat([own, other], ignore_index=True)
    table = run("shifts", twins, OUTLETS)
    assert table["value"].dropna().abs().max() == pytest.approx(0, abs=1e-12)
    assert table["without"].dropna().abs().max() == pytest.approx(0, abs=1e-12)
    assert not table["used_more"].any()


@any_corpus
def test_a_silent_outlet_has_one_row_without_a_value(tables):
    own = tables["sentences"]["article"].str.startswith("Left")
    quiet = tables["sentences"].assign(
        n_quoted_tokens=tables["sentences"]["n_quoted_tokens"].mask(own, 0)
    )
    table = run("shifts", tables | {"sentences": quiet}, THREE)
    row = one(table, outlet="Left", voice="quoted", subject="afinn")
    assert (row["word"], row["n"], row["rank"], row["note"]) == (OTHERS, 0, 1, FEW_UNITS)
    assert row[["value", "low", "high", "share", "subject_difference", "without"]].isna().all()
    # its words are left out of the rest of nobody
    assert len(table.query("outlet == 'Right' and voice == 'quoted' and subject == 'afinn'")) > 1


def test_without_sentences_there_is_no_difference():
    table = run("shifts", features(TEXTS), OUTLETS)
    assert set(table["subject"]) == {"vader", "afinn"}
    assert (table["word"] == OTHERS).all()
    assert table[["value", "subject_difference", "low", "high"]].isna().all(axis=None)
    assert table["note"].notna().all()


def test_too_few_units_leave_intervals_missing_and_nothing_else():
    (table,) = run_all("shifts", ANY[0], THREE, min_units=50)
    assert table[["low", "high"]].isna().all(axis=None)
    assert table["value"].notna().any()
    assert table["note"].notna().all()


def test_words_of_an_unknown_sentence_are_refused():
    tables = features(TEXTS, sentences=AFINN_SENTENCES[1:], valences=AFINN_VALENCES)
    with pytest.raises(StudyError, match=r"article 'Left-1': sentence 1 is not among"):
        run("shifts", tables, OUTLETS)


def test_a_voice_that_the_study_folds_has_no_rows():
    sample = replace(sample_of(ANY[0], THREE), voices=("all", "own"))
    measure = measures.load("shifts")
    (table,) = measure.compute(ANY[0], sample, measure.options(most_words=2))
    assert set(table["voice"]) == {"all", "own"}
