"""By which names the outlets call the actors, and with which modifiers."""

import numpy as np
import pandas as pd
import pytest
from cases import each
from corpora import features, one, run, run_all, sample_of, share_ends
from scipy.stats import t

from crossframe import measures, store
from crossframe.measures import modifiers, naming
from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.ratios import FEW_UNITS

OUTLETS = ("Left", "Right")
BOTH = ("naming", "modifiers")
TEXTS = {
    outlet: [{"own": "a " * 30, "quoted": "a " * 9}, {"own": "a " * 30}]
    for outlet in ("Left-1", "Right-1")
}
# article, passage, voice, actor, variant: how often
NAMED = {
    ("Left-1", 1, "own", "the group", "IS"): 3,
    ("Left-1", 2, "own", "the group", "IS"): 1,
    ("Left-1", 2, "own", "the group", "Daesh"): 2,
    ("Left-1", 1, "quoted", "the group", "Daesh"): 1,
    ("Left-1", 1, "own", "the app", "Riot"): 2,
    ("Right-1", 1, "own", "the group", "Daesh"): 2,
    ("Right-1", 2, "own", "the app", "Riot"): 4,
    ("Right-1", 2, "own", "the app", "the chat app"): 1,
    ("Right-1", 1, "own", "Alone", "Alone"): 5,
}
BESIDE = [
    ("Left-1", 1, "own", "the group", "IS", "armed", 2),
    ("Left-1", 2, "own", "the group", "Daesh", "armed", 3),  # more than there are mentions
    ("Left-1", 1, "quoted", "the group", "Daesh", "so-called", 1),
    ("Left-1", 1, "own", "the app", "Riot", "armed", 1),
    ("Right-1", 2, "own", "the app", "Riot", "popular", 2),
]


def mentions(named=NAMED):
    rows = []
    for (article, passage, voice, actor, variant), n in named.items():
        rows += [
            {"article": article, "sentence": passage, "number": len(rows) + k, "passage": passage,
             "voice": voice, "actor": actor, "variant": variant}
            for k in range(n)
        ]  # fmt: skip
    return [row | {"number": number} for number, row in enumerate(rows, start=1)]


@pytest.fixture
def tables():
    return features(TEXTS, mentions=mentions(), modifiers=BESIDE)


@pytest.fixture
def named(tables):
    return run("naming", tables, OUTLETS)


@pytest.fixture
def beside(tables):
    return run("modifiers", tables, OUTLETS)


# Names


@each(
    ("outlet", "voice", "shares"),
    [
        # n and the actor's mentions
        ("Left", "all", {"IS": (3 + 1, 7), "Daesh": (2 + 1, 7)}),
        ("Left", "own", {"IS": (3 + 1, 6), "Daesh": (2, 6)}),
        ("Left", "quoted", {"IS": (0, 1), "Daesh": (1, 1)}),
        ("Right", "all", {"IS": (0, 2), "Daesh": (2, 2)}),
    ],
)
def test_a_share_is_of_the_mentions_of_the_actor(named, outlet, voice, shares):
    for variant, (n, of) in shares.items():
        row = one(named, outlet=outlet, voice=voice, actor="the group", variant=variant)
        assert (row["n"], row["n_of"]) == (n, of)
        assert row["value"] == pytest.approx(n / of)


def test_shares_of_an_actor_add_up_to_1(named):
    by = named.groupby(["outlet", "voice", "actor"])["value"]
    # the group: Left in three voices, Right in two; the app: both in two
    assert by.sum(min_count=1).dropna().tolist() == pytest.approx([1] * (3 + 2 + 2 + 2))


def test_an_actor_of_one_name_is_left_out(named):
    assert set(named["actor"]) == {"the group", "the app"}


@each(("least", "actors"), [(7, 2), (8, 1), (9, 1), (10, 0)])
def test_an_actor_that_is_rarely_mentioned_is_left_out(tables, least, actors):
    # the app has 7 mentions, the group 9
    table = run("naming", tables, OUTLETS, min_mentions=least)
    assert table["actor"].nunique() == actors


def test_the_difference_to_the_rest_by_hand(named):
    row = one(named, outlet="Left", voice="own", actor="the group", variant="IS")
    assert (row["rest"], row["difference"]) == (0, pytest.approx(4 / 6))


def test_the_interval_of_a_share_by_hand(named):
    # IS: all of 3, and 1 of 3 in Left's passages; Right has none
    row = one(named, outlet="Left", voice="own", actor="the group", variant="IS")
    expected = share_ends(4 / 6, 6, (3 - 2) ** 2 + (1 - 2) ** 2, 2)
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_an_actor_that_an_outlet_does_not_mention_has_no_share(named):
    row = one(named, outlet="Right", voice="quoted", actor="the group", variant="IS")
    assert row[["value", "low", "high", "difference", "p"]].isna().all()
    assert (row["n_of"], row["note"]) == (0, FEW_UNITS)


def test_names_are_tested_with_those_of_their_actor(tables):
    sample = sample_of(tables, OUTLETS)
    families = [
        (c.voice, *c.items["actor"].unique()) for c in naming.NAMES.compared(tables, sample)
    ]
    assert families == [
        (voice, actor) for voice in sample.voices for actor in ("the app", "the group")
    ]


# Modifiers


@each(
    ("where", "n", "of"),
    [
        (("Left", "all", "the group", "armed"), 2 + 3, 7),
        (("Left", "own", "the group", "armed"), 2 + 3, 6),
        (("Left", "quoted", "the group", "so-called"), 1, 1),
        (("Left", "all", "the app", "armed"), 1, 2),
        (("Right", "own", "the app", "popular"), 2, 5),
        (("Right", "own", "the group", "armed"), 0, 2),
    ],
)
def test_modifiers_are_counted_per_100_mentions_of_the_actor(beside, where, n, of):
    keys = ("outlet", "voice", "actor", "modifier")
    row = one(beside, **dict(zip(keys, where, strict=True)))
    assert (row["n"], row["n_of"]) == (n, of)
    assert row["value"] == pytest.approx(100 * n / of)


def test_there_can_be_more_modifiers_than_mentions():
    named = {("Left-1", p, "own", "the group", "IS"): 1 for p in (1, 2)}
    beside = [("Left-1", p, "own", "the group", "IS", "armed", 2 + p) for p in (1, 2)]
    tables = features(TEXTS, mentions=mentions(named), modifiers=beside)
    row = one(run("modifiers", tables, OUTLETS), outlet="Left", voice="own")
    # 3 and 4 of one mention each
    own = 2 / 1 * 2 * 50**2 / 2 / 350
    half = t.ppf(0.975, 1) ** 2 * own / (2 * 2)
    assert row["value"] == 350
    assert row["high"] == pytest.approx(350 + half + np.sqrt(half**2 + 2 * half * 350))


def test_an_actor_that_is_not_mentioned_has_no_modifiers(beside):
    row = one(beside, outlet="Right", voice="quoted", actor="the group", modifier="armed")
    assert row[["value", "low", "high", "difference", "p"]].isna().all()
    assert (row["n_of"], row["note"]) == (0, FEW_UNITS)


@each(("least", "kept"), [(1, 4), (2, 2), (3, 1), (6, 0)])
def test_rare_modifiers_are_left_out(tables, least, kept):
    # of the group: armed 5, so-called 1; of the app: popular 2, armed 1
    table = run("modifiers", tables, OUTLETS, min_count=least)
    assert len(table[["actor", "modifier"]].drop_duplicates()) == kept


def test_modifiers_are_tested_with_those_of_their_actor(tables):
    sample = sample_of(tables, OUTLETS)
    found = list(modifiers.MODIFIERS.compared(tables, sample, min_count=1))
    assert [(c.voice, c.items["actor"].unique().item()) for c in found] == [
        (voice, actor) for voice in sample.voices for actor in ("the app", "the group")
    ]
    assert [c.items["modifier"].tolist() for c in found[:2]] == [
        ["armed", "popular"], ["armed", "so-called"]
    ]  # fmt: skip


# Of both


@each("name", BOTH)
def test_q_is_over_all_actors_of_a_voice(name):
    articles = ("Left-1", "Right-1", "Third-1")
    said = {
        (article, 1 + n % 2, "own" if n % 3 else "quoted", actor, f"{actor} {n > place + at}"): n
        for place, article in enumerate(articles)
        for at, actor in enumerate(("firm", "group", "app"))
        for n in range(1, 6)
    }
    beside = [(*where[:4], *where[3:], n) for where, n in said.items()]
    tables = features(dict.fromkeys(articles, TEXTS["Left-1"]), mentions=mentions(said),
                      modifiers=beside)  # fmt: skip
    for table in run_all(name, tables, (*OUTLETS, "Third")):
        by = [column for column in ("voice", "comparison") if column in table]
        assert table["q"].notna().any()
        for _, rows in table.groupby(by):
            expected = benjamini_hochberg(rows["p_pooled"].to_numpy())
            assert rows["q"].to_numpy() == pytest.approx(expected, nan_ok=True)


@each("name", BOTH)
@each("outlets", [OUTLETS, OUTLETS[::-1]])
def test_the_order_of_rows_and_outlets_is_irrelevant(name, tables, outlets):
    shuffled = {key: rows.sample(frac=1, random_state=2) for key, rows in tables.items()}
    pd.testing.assert_frame_equal(run(name, shuffled, outlets), run(name, tables, OUTLETS))


@each("name", BOTH)
def test_outlets_of_the_same_text_do_not_differ(name):
    left = {key: n for key, n in NAMED.items() if key[0] == "Left-1"}
    left |= {("Right-1", *key[1:]): n for key, n in left.items()}
    beside = [row for row in BESIDE if row[0] == "Left-1"]
    beside += [("Right-1", *row[1:]) for row in beside]
    tables = features(TEXTS, mentions=mentions(left), modifiers=beside)
    for table in run_all(name, tables, OUTLETS):
        assert table["difference"].dropna().abs().max() == pytest.approx(0, abs=1e-12)
        assert (table["p"].dropna() == 1).all()


@each("name", BOTH)
def test_tables_read_from_files_say_the_same(name, tables, tmp_path):
    paths = {key: tmp_path / key for key in ("articles", "passages", "mentions", "modifiers")}
    for key, path in paths.items():
        store.write_parquet(tables[key], path)
    read = measures.read({key: str(path) for key, path in paths.items()}, "split")
    for found, expected in zip(
        run_all(name, read, OUTLETS), run_all(name, tables, OUTLETS), strict=True
    ):
        pd.testing.assert_frame_equal(found, expected)


@each("name", BOTH)
def test_without_any_mention_there_is_no_row(name):
    for table, output in zip(
        run_all(name, features(TEXTS), OUTLETS), measures.load(name).tables, strict=True
    ):
        assert table.empty
        assert list(table.columns) == list(output.columns)
