import pytest
from corpora import features, one, run

OUTLETS = ("Left", "Right")
TEXTS = {"Left-1": [{"own": ". ."}, {"own": ". ."}], "Right-1": [{"own": ". ."}, {"own": ". ."}]}
SOURCES = [
    {"article": "Left-1", "quotation": 1},
    {"article": "Left-1", "quotation": 2},
    {"article": "Left-1", "quotation": 3, "passage": 2, "verb": "claim", "stance": "doubting",
     "voice": "reported"},
    {"article": "Left-1", "quotation": 4, "passage": 2, "verb": None},
    {"article": "Right-1", "quotation": 1, "verb": "point out", "stance": "endorsing"},
]  # fmt: skip


def table_of(**options):
    return run("reporting_verbs", features(TEXTS, sources=SOURCES), OUTLETS, **options)


@pytest.fixture(scope="module")
def table():
    return table_of()


def test_a_verb_has_a_share_of_the_quotations_that_have_one(table):
    row = one(table, outlet="Left", voice="all", verb="say")
    assert (row["n"], row["n_of"], row["value"]) == (2, 3, 2 / 3)
    row = one(table, outlet="Left", voice="all", verb="claim")
    assert (row["stance"], row["value"]) == ("doubting", 1 / 3)


def test_a_voice_has_its_own_verbs(table):
    row = one(table, outlet="Left", voice="reported", verb="claim")
    assert (row["n"], row["n_of"], row["value"]) == (1, 1, 1)
    assert one(table, outlet="Left", voice="quoted", verb="claim")["value"] == 0


def test_shares_add_up_to_one_where_a_verb_is_used(table):
    sums = table.groupby(["outlet", "voice"])["value"].sum(min_count=1)
    assert sums.drop(("Right", "reported")).to_numpy() == pytest.approx(1)


def test_rare_verbs_are_left_out_and_count_in_the_whole():
    fewer = table_of(min_count=2)
    assert set(fewer["verb"]) == {"say"}
    assert one(fewer, outlet="Left", voice="all")["value"] == 2 / 3
    assert one(fewer, outlet="Right", voice="all")["n_of"] == 1


def test_an_outlet_without_a_verb_in_a_voice_has_no_share_in_it(table):
    rows = table[(table["outlet"] == "Right") & (table["voice"] == "reported")]
    assert len(rows) == table["verb"].nunique()
    assert rows["value"].isna().all()
    assert rows["note"].notna().all()
