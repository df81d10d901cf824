import pytest
from corpora import features, one, run, share_ends

OUTLETS = ("Left", "Right")
TEXTS = {"Left-1": [{"own": ". ."}, {"own": ". ."}], "Right-1": [{"own": ". ."}, {"own": ". ."}]}
SOURCES = [
    {"article": "Left-1", "quotation": 1, "n_tokens": 4},
    {"article": "Left-1", "quotation": 2, "n_tokens": 1, "voice": "reported"},
    {"article": "Left-1", "quotation": 3, "passage": 2, "speaker": "minister", "named": False,
     "n_tokens": 2},
    {"article": "Left-1", "quotation": 4, "passage": 2, "speaker": None, "named": False,
     "speaker_kind": "unnamed", "verb": None, "n_tokens": 3},
    {"article": "Right-1", "quotation": 1, "n_tokens": 5},
    {"article": "Right-1", "quotation": 2, "speaker_kind": "company", "n_tokens": 5},
    {"article": "Right-1", "quotation": 3, "passage": 2, "speaker": "minister", "named": True,
     "n_tokens": 6},
]  # fmt: skip
LEFT = {"outlet": "Left", "voice": "all", "speaker": "Ann Bell", "speaker_kind": "official"}


def table_of(**options):
    return run("speakers", features(TEXTS, sources=SOURCES), OUTLETS, **options)


@pytest.fixture(scope="module")
def table():
    return table_of()


def test_a_speaker_has_a_share_of_quotations_and_of_words_said(table):
    row = one(table, **LEFT, statistic="share_of_quotations")
    assert (row["n"], row["n_of"], row["value"]) == (2, 4, 2 / 4)
    row = one(table, **LEFT, statistic="share_of_words")
    assert (row["n"], row["n_of"], row["value"]) == (5, 10, 5 / 10)


def test_a_voice_has_its_own_quotations(table):
    row = one(table, **LEFT | {"voice": "quoted"}, statistic="share_of_words")
    assert (row["n"], row["n_of"]) == (4, 4 + 2 + 3)
    assert set(table["voice"]) == {"all", "quoted", "reported"}


def test_one_name_of_two_kinds_is_two_speakers(table):
    at = {"outlet": "Right", "voice": "all", "speaker": "Ann Bell", "statistic": "share_of_words"}
    assert one(table, **at, speaker_kind="official")["value"] == 5 / 16
    assert one(table, **at, speaker_kind="company")["value"] == 5 / 16


def test_a_name_is_told_from_a_description(table):
    at = {"voice": "all", "speaker": "minister", "statistic": "share_of_words"}
    assert one(table, **at, named=True, outlet="Left")["value"] == 0
    assert one(table, **at, named=False, outlet="Left")["value"] == 2 / 10
    assert one(table, **at, named=True, outlet="Right")["value"] == 6 / 16


def test_nobody_is_no_speaker_but_counts_in_the_whole(table):
    assert table["speaker"].notna().all()
    rows = table[(table["outlet"] == "Left") & (table["voice"] == "all")]
    assert rows.groupby("statistic")["value"].sum().to_dict() == pytest.approx(
        {"share_of_quotations": 3 / 4, "share_of_words": 7 / 10}
    )


def test_rare_speakers_are_left_out_and_count_in_the_whole(table):
    fewer = table_of(min_quotations=3)
    assert set(fewer["speaker"]) == {"Ann Bell"}
    assert set(fewer["speaker_kind"]) == {"official"}
    same = table.merge(
        fewer, on=["outlet", "voice", "speaker", "speaker_kind", "named", "statistic"]
    )
    assert len(same) == len(fewer)
    assert same["value_x"].to_numpy() == pytest.approx(same["value_y"], nan_ok=True)


def test_the_interval_of_a_share_by_hand(table):
    # none of two quotations of a passage, one of two of the other
    row = one(table, **LEFT | {"speaker": "minister"}, named=False, statistic="share_of_quotations")
    squares = (0 - 1 / 2) ** 2 + (1 - 1 / 2) ** 2
    assert [row["low"], row["high"]] == pytest.approx(share_ends(1 / 4, 4, squares, n=2))


def test_an_outlet_that_quotes_nobody_in_a_voice_has_no_share_in_it(table):
    rows = table[(table["outlet"] == "Right") & (table["voice"] == "reported")]
    assert len(rows)
    assert rows["value"].isna().all()
    assert rows["note"].notna().all()
