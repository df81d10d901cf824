import pandas as pd
from cases import each
from corpora import features, one, run

from crossframe.feature_tables import OUTCOMES
from crossframe.measures.corpus_flow import STEPS

OUTLETS = ("Right", "Left")  # not in the order of the alphabet
TEXTS = {"Left-1": [{"own": "a ."}], "Left-2": [{"own": "b ."}], "Right-1": [{"own": "c ."}]}
REJECTED = [
    {"outlet": "Left", "outcome": "too short"},
    {"outlet": "Left", "outcome": "too short"},
    {"outlet": "Right", "outcome": "duplicate"},
    {"outlet": "Far", "outcome": "other outlet"},
    {"outlet": None, "outcome": "no outlet"},
    {"outlet": None, "outcome": "malformed row", "article": None},
]


def flow(rejected=REJECTED, texts=TEXTS, outlets=OUTLETS, **given):
    return run("corpus_flow", features(texts, rejected=rejected, **given), outlets)


def n_of(table, outlet, outcome):
    return one(table, outlet=outlet, outcome=outcome)["n_records"]


def test_records_are_counted_by_outlet_and_outcome():
    table = flow()
    counts = [("read", 4), ("analysed", 2), ("too short", 2), ("duplicate", 0)]
    assert [(o, n_of(table, "Left", o)) for o, _ in counts] == counts
    counts = [("read", 2), ("analysed", 1), ("too short", 0), ("duplicate", 1)]
    assert [(o, n_of(table, "Right", o)) for o, _ in counts] == counts


def test_a_share_is_of_the_records_read_of_the_outlet():
    assert one(flow(), outlet="Left", outcome="too short")["share"] == 2 / 4
    assert one(flow(), outlet="Right", outcome="analysed")["share"] == 1 / 2


def test_records_of_no_outlet_of_the_study_stand_apart():
    table = flow()
    apart = table[table["outlet"].isna()].set_index("outcome")["n_records"]
    assert apart[apart > 0].to_dict() == {
        "read": 3, "other outlet": 1, "no outlet": 1, "malformed row": 1
    }  # fmt: skip


def test_what_is_read_is_the_sum_of_what_became_of_it():
    table = flow()
    read = table["outcome"] == "read"
    expected = table[~read].groupby("outlet", dropna=False)["n_records"].sum()
    found = table[read].set_index("outlet")["n_records"]
    assert found.to_dict() == expected.to_dict()
    assert found.sum() == len(TEXTS) + len(REJECTED)


def test_every_outlet_and_the_rest_have_every_outcome():
    table = flow(rejected=[])
    assert len(table) == (len(OUTLETS) + 1) * (len(OUTCOMES) + 1)
    assert set(STEPS) == {"read", *OUTCOMES}
    assert set(table["outlet"].dropna()) == set(OUTLETS)


def test_of_no_records_there_are_no_shares():
    table = flow(rejected=[])
    apart = table[table["outlet"].isna()]
    assert (apart["n_records"] == 0).all()
    assert apart["share"].isna().all()


@each("name", ["nan", "None", "no outlet of the study", "=1+1", "<b>"])
def test_an_outlet_may_have_any_name(name):
    table = flow([{"outlet": name}], facts={"Left-1": {"outlet": name}}, outlets=(name, *OUTLETS))
    assert n_of(table, name, "read") == 2
    assert table.loc[table["outlet"].isna(), "n_records"].sum() == 0


def test_without_records_nothing_was_read():
    tables = features(TEXTS)
    table = run("corpus_flow", tables | {"records": tables["records"].iloc[:0]}, OUTLETS)
    assert (table["n_records"] == 0).all()


def test_the_order_of_records_is_irrelevant():
    tables = features(TEXTS, rejected=REJECTED)
    shuffled = tables | {"records": tables["records"].sample(frac=1, random_state=2)}
    pd.testing.assert_frame_equal(
        run("corpus_flow", shuffled, OUTLETS), run("corpus_flow", tables, OUTLETS)
    )
