import numpy as np
import pytest
from cases import each
from corpora import features, one, run, run_all, sample_of, share_ends

from crossframe.stats.multiplicity import benjamini_hochberg
from crossframe.stats.permutation import compare
from crossframe.tables.columns import P_VALUES

OUTLETS = ("Left", "Right")
TEXTS = {
    f"{outlet}-1": [{"own": "ban . .", "quoted": "ban ."}, {"own": "ban . ."}] for outlet in OUTLETS
}


def mention(number, part="other", **given):
    verb = None if part == "other" else "ban"
    return {
        "article": "Left-1",
        "sentence": 1,
        "number": number,
        "semantic_role": part,
        "verb": verb,
    } | given


RIGHT, SECOND = {"article": "Right-1"}, {"passage": 2, "sentence": 2}
MENTIONS = [
    mention(1, "agent"),
    mention(2, "agent", passive=True),
    mention(3, "patient", passive=True, agent_deleted=True),
    mention(4),
    mention(1, "agent", **SECOND),
    mention(2, "patient", **SECOND),
    mention(3, "patient", passive=True, **SECOND, voice="quoted"),
    mention(4, **SECOND),
    mention(5, **SECOND),
    mention(1, "patient", **RIGHT),
    mention(2, **RIGHT),
    mention(3, "agent", **RIGHT, **SECOND),
    mention(4, "agent", actor="group", **RIGHT),
]
LEFT = {"outlet": "Left", "actor": "firm", "voice": "all"}


def table_of(mentions=MENTIONS, **options):
    return run("agency", features(TEXTS, mentions=mentions), OUTLETS, **options)


@pytest.fixture(scope="module")
def table():
    return table_of()


@each(
    ("statistic", "n", "of"),
    [
        ("agent", 3, 9),
        ("patient", 3, 9),
        ("agent_share", 3, 6),
        ("passive", 3, 6),
        ("agent_deleted", 1, 3),
    ],
)
def test_shares_by_hand(table, statistic, n, of):
    row = one(table, **LEFT, statistic=statistic)
    assert (row["n"], row["n_of"], row["value"]) == (n, of, n / of)


@each(
    ("voice", "statistic", "n", "of"),
    [
        ("own", "agent_share", 3, 5),
        ("own", "patient", 2, 8),
        ("own", "agent_deleted", 1, 2),
        ("quoted", "agent_share", 0, 1),
        ("quoted", "passive", 1, 1),
        ("quoted", "agent_deleted", 0, 1),
    ],
)
def test_a_voice_has_its_own_mentions(table, voice, statistic, n, of):
    row = one(table, **LEFT | {"voice": voice}, statistic=statistic)
    assert (row["n"], row["n_of"], row["value"]) == (n, of, n / of)


def test_an_actor_has_its_own_mentions(table):
    at = {"outlet": "Right", "actor": "group", "voice": "all"}
    assert one(table, **at, statistic="agent_share")["value"] == 1
    assert one(table, **at, statistic="agent")["n_of"] == 1


def test_the_rest_and_the_difference_by_hand(table):
    row = one(table, **LEFT, statistic="agent")
    assert (row["rest"], row["difference"]) == (1 / 3, 0)
    row = one(table, **LEFT, statistic="passive")
    assert (row["rest"], row["difference"]) == (0, 1 / 2)


def test_the_interval_of_a_share_by_hand(table):
    # the agent is left out with one patient of one, and with none of two
    row = one(table, **LEFT, statistic="agent_deleted")
    expected = share_ends(1 / 3, 3, (1 - 1 / 3) ** 2 + (0 - 2 / 3) ** 2, 2)
    assert [row["low"], row["high"]] == pytest.approx(expected)


def test_agents_and_patients_are_the_parts_of_the_agent_share(table):
    wide = table.pivot_table(
        index=["outlet", "voice", "actor"], columns="statistic", values="value"
    )
    own = wide.dropna(subset=["agent_share"])
    assert len(own) > 3
    expected = own["agent"] / (own["agent"] + own["patient"])
    assert own["agent_share"].to_numpy() == pytest.approx(expected.to_numpy())


@each("marked", ["passive", "agent_deleted"])
def test_what_is_neither_agent_nor_patient_counts_as_no_passive(marked):
    more = [*MENTIONS, mention(9, **{marked: True}), mention(10, "agent", agent_deleted=True)]
    table = table_of(more)
    assert one(table, **LEFT, statistic="passive")["n"] == 3
    assert one(table, **LEFT, statistic="agent_deleted")["n"] == 1


@each(("least", "actors"), [(1, {"firm", "group"}), (2, {"firm"}), (8, {"firm"}), (9, set())])
def test_an_actor_needs_so_many_mentions_as_agent_or_patient_in_the_corpus(least, actors):
    table = table_of(min_mentions=least)
    assert set(table["actor"]) == actors


def test_an_outlet_without_patients_has_no_share_of_them(table):
    row = one(table, outlet="Right", actor="group", voice="all", statistic="agent_deleted")
    assert row[["value", "low", "high", *P_VALUES]].isna().all()
    assert row["note"]


def test_an_outlet_that_names_an_actor_in_no_voice_has_no_value(table):
    rows = table[(table["actor"] == "group") & (table["outlet"] == "Left")]
    assert len(rows) == 4 * 5
    assert rows["value"].isna().all()
    assert rows["note"].notna().all()


def test_the_statistics_of_one_whole_are_tested_together():
    tables = features(TEXTS, mentions=MENTIONS)
    table, pairs = run_all("agency", tables, OUTLETS)
    # agents, and agents or patients of a passive, of Left 1 and 2, then of Right
    counts, sizes = np.array([[2, 2], [1, 1], [0, 0], [1, 0]]), np.array([3, 3, 1, 1])
    for found, family in ((table, "rest"), (pairs[pairs["comparison"] == "pair"], "pairs")):
        evidence = compare(sample_of(tables, OUTLETS), [family], counts, sizes)[family]
        for at, statistic in enumerate(("agent_share", "passive")):
            row = one(found, **LEFT, statistic=statistic)
            for column in ("p", "p_pooled", "p_max_t"):
                assert row[column] == pytest.approx(getattr(evidence, column)[0, at, 0])


def test_q_is_over_all_actors_of_a_voice_and_statistic():
    # of two outlets, the omnibus test is that of the only pair
    articles = ("Left-1", "Right-1", "Third-1")
    many = [
        mention(10 * at + n, "agent" if n > at + place else "patient", actor=actor,
                article=article, passage=1 + n % 2, voice="own" if n % 3 else "quoted")
        for place, article in enumerate(articles)
        for at, actor in enumerate(("firm", "group", "app"))
        for n in range(1, 7)
    ]  # fmt: skip
    tables = features(dict.fromkeys(articles, TEXTS["Left-1"]), mentions=many)
    for table in run_all("agency", tables, (*OUTLETS, "Third")):
        by = [name for name in ("voice", "statistic", "comparison") if name in table]
        assert table["q"].notna().any()
        for _, rows in table.groupby(by):
            expected = benjamini_hochberg(rows["p_pooled"].to_numpy())
            assert rows["q"].to_numpy() == pytest.approx(expected, nan_ok=True)
