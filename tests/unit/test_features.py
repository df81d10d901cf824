from collections.abc import Iterator

import pandas as pd
import pytest
from cases import each
from corpora import sentence

from crossframe import features, store
from crossframe.errors import StudyError
from crossframe.feature_tables import FEATURES, OUTCOMES
from crossframe.stages import ANNOTATION, PARAGRAPHS, SELECTED


def selected(number: int, article: str | None, outlet: str | None, outcome: str, **given) -> dict:
    """Return a row of what became of the records, with what a test does not care about."""
    return {
        "number": number,
        "read_from": f"row {number + 1}",
        "article": article,
        "outlet": outlet,
        "title": f"On {article}",
        "date": "2031-03-02",
        "date_basis": "stated",
        "url": None,
        "stratum": None,
        "outcome": outcome,
        "reason": None,
        "n_words": 9,
        "language": "en",
        "other_language_share": 0.0,
        "wire": False,
        "genre": "news",
        "genre_basis": "none",
        "cluster": None,
        **given,
    }


RECORDS = [
    selected(1, "l-1", "Left", "analysed", title="On tides", cluster="l-1", wire=True),
    selected(
        *(2, "r-1", "Right", "analysed"),
        date="2031-03",
        date_basis="inferred",
        url="https://example.org",
        stratum="the storm",
        other_language_share=1 / 3,
        language=None,
    ),
    selected(3, "l-2", "Left", "duplicate", cluster="l-1"),
    selected(4, None, "The Middle", "other outlet", n_words=0, language=None, title=None),
]
# article, sentence, order, passage, voice, term, part of speech
WORDS = [
    ("l-1", 1, 1, 1, "own", "tide", "NOUN"),
    ("l-1", 1, 2, 1, "own", "tide", "NOUN"),
    ("l-1", 1, 3, 1, "own", None, "DET"),
    ("l-1", 2, 1, 1, "quoted", "tide", "NOUN"),
    ("l-1", 2, 2, 1, "own", "rise", "VERB"),
    ("l-1", 3, 1, 2, "quoted", "slow", "ADJ"),
    ("r-1", 1, 1, 1, "own", "boat", "NOUN"),
]
SENTENCES = [
    sentence("l-1", 1, n_tokens=3, afinn=-4 / 3, position=1 / 3),
    sentence("l-1", 2, n_tokens=2, n_quoted_tokens=1, n_marks_repaired=1),
    sentence("l-1", 3, passage=2, n_tokens=1, n_quoted_tokens=1),
    sentence("r-1", 1, n_tokens=1),
]
PHRASES = [
    ("l-1", 1, 1, 1, "own", "high tide", True),
    ("l-1", 2, 1, 1, "quoted", "high tide", True),
    ("r-1", 1, 1, 1, "own", "high tide", True),
    ("l-1", 1, 2, 1, "own", "old boat", True),
    ("l-1", 2, 2, 1, "own", "old boat", True),
]
# as WORDS, with the kind of the name
NAMES = [
    ("l-1", 1, 4, 1, "own", "Vey", "PROPN", "person"),
    ("l-1", 2, 3, 1, "own", "Vey", "PROPN", "person"),
    ("l-1", 2, 4, 1, "own", "Vey", "PROPN", None),  # the model missed it
    ("r-1", 1, 2, 1, "own", "Vey", "PROPN", "place"),
]
MODIFIERS = [
    ("l-1", 1, 1, 1, "own", "firm", "polluter", "old"),
    ("l-1", 2, 1, 1, "own", "firm", "polluter", "old"),
    ("l-1", 2, 2, 1, "reported", "firm", "polluter", "old"),
    ("l-1", 3, 1, 2, "own", "firm", "operator", "new"),
]
CUES = [("l-1", 1, 1, "own", "blame", "scandal", 2), ("r-1", 1, 1, "quoted", "nature", "tide", 1)]
LINES = [
    ("l-1", 1, 1, "title", "headline", True, False, None, "On tides"),
    ("l-1", 2, 1, "furniture", "recurring", False, False, 2 / 3, "Share this now"),
    ("l-2", 1, 1, "title", "headline", True, False, None, "On tides"),
    ("r-1", 1, 1, "body", "body", True, False, None, "Boats"),
]


def frame(table, rows):
    columns = list(table.columns)
    padded = [(*row, *[None] * (len(columns) - len(row))) for row in rows]
    return pd.DataFrame(padded, columns=columns)


def annotated(**changed) -> dict[str, pd.DataFrame]:
    """Return what the features are made of, by name."""
    given = {"words": WORDS, "phrases": PHRASES, "paragraphs": LINES}
    given |= {"modifiers": MODIFIERS, "frames": CUES}
    schemas = ANNOTATION | {"paragraphs": PARAGRAPHS}
    empty = {name: [] for name in ANNOTATION if name != "sentences"}
    rows = empty | given | {name: v for name, v in changed.items() if name != "sentences"}
    tables = {name: schemas[name].validate(frame(schemas[name], rows[name])) for name in rows}
    sentences = pd.DataFrame(changed.get("sentences", SENTENCES))
    return tables | {"sentences": ANNOTATION["sentences"].validate(sentences)}


def build_parts(
    shards: list[dict[str, pd.DataFrame]],
    records=RECORDS,
    parts_of_speech=("NOUN", "VERB", "ADJ"),
    phrase_min_passages=2,
) -> dict[str, list[pd.DataFrame]]:
    """Return the parts of every table."""

    def read(name: str) -> Iterator[pd.DataFrame]:
        return (shard[name] for shard in shards)

    table = SELECTED.validate(pd.DataFrame(records))
    made = features.build(table, read, parts_of_speech, phrase_min_passages)
    return {name: list(parts) for name, parts in made}


def joined(parts: dict[str, list[pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    return {name: pd.concat(tables, ignore_index=True) for name, tables in parts.items()}


def build(
    parts_of_speech=("NOUN", "VERB", "ADJ"), phrase_min_passages=2, records=RECORDS, **changed
) -> dict[str, pd.DataFrame]:
    """Return the features of a corpus of one shard."""
    shards = [annotated(**changed)]
    return joined(build_parts(shards, records, parts_of_speech, phrase_min_passages))


@pytest.fixture(scope="module")
def built() -> dict[str, pd.DataFrame]:
    """The features of the corpus as it stands."""
    return build()


def rows(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_every_table_is_built(built):
    assert set(built) == set(FEATURES)


# Parts


def shard(*articles: str) -> dict[str, pd.DataFrame]:
    """Return a shard of some of the articles."""
    return {name: table[table["article"].isin(articles)] for name, table in annotated().items()}


@each(
    "shards",
    [
        [("l-1", "l-2"), ("r-1",)],
        [("l-1",), ("l-2",), ("r-1",)],
        [(), ("l-1", "l-2", "r-1"), ()],
        [("l-1",), (), ("l-2", "r-1")],
    ],
)
def test_the_shards_leave_no_trace(shards, built):
    # phrases and kinds of names are decided over all shards
    parts = build_parts([shard(*articles) for articles in shards])
    for name, table in joined(parts).items():
        pd.testing.assert_frame_equal(table, built[name])


def test_a_table_has_a_part_for_each_shard_so_that_memory_does_not_grow_with_them():
    parts = build_parts([shard("l-1"), shard("l-2"), shard("r-1")])
    whole = {"articles", "records"}
    assert {name: len(tables) for name, tables in parts.items()} == {
        name: 1 if name in whole else 3 for name in FEATURES
    }


def test_a_part_without_rows_has_the_columns_and_types_of_the_others():
    parts = build_parts([shard("l-1"), shard("l-2"), shard("r-1")])
    for name in ("passages", "terms", "parts_of_speech", "phrases", "sentences"):
        first, empty, _ = parts[name]
        assert empty.empty
        assert empty.dtypes.to_dict() == first.dtypes.to_dict()


def test_tables_come_in_the_order_of_the_schemas():
    assert list(build_parts([annotated()])) == list(FEATURES)


# Records and articles


def test_an_article_that_failed_is_recorded_with_its_reason_and_is_not_among_the_articles():
    failed = pd.DataFrame({"article": ["r-1"], "reason": ["ValueError in speech.speech"]})
    parts = annotated(sentences=SENTENCES[:3], words=WORDS[:-1], failed=failed.to_numpy())
    found = joined(build_parts([parts]))
    records = found["records"].set_index("number")
    assert records.loc[2, ["outcome", "reason"]].tolist() == ["failed", failed["reason"][0]]
    assert records.loc[1, "outcome"] == "analysed"
    assert pd.isna(records.loc[1, "reason"])
    assert found["articles"]["article"].tolist() == ["l-1"]


def test_every_record_is_listed_with_what_became_of_it(built):
    found = built["records"]
    assert rows(found, "number", "read_from", "outcome", "n_words") == [
        (1, "row 2", "analysed", 9),
        (2, "row 3", "analysed", 9),
        (3, "row 4", "duplicate", 9),
        (4, "row 5", "other outlet", 0),
    ]
    assert found["wire"].tolist() == [True, False, False, False]
    assert found["cluster"].fillna("").tolist() == ["l-1", "", "l-1", ""]


def test_a_record_that_nobody_named_has_no_id(built):
    assert built["records"]["article"].isna().tolist() == [False, False, False, True]


def test_only_what_is_analysed_is_an_article(built):
    assert built["articles"]["article"].tolist() == ["l-1", "r-1"]


@each("outcome", [outcome for outcome in OUTCOMES if outcome != "analysed"])
def test_what_is_left_out_for_any_reason_is_no_article(outcome):
    left_out = [*RECORDS[:3], RECORDS[3] | {"outcome": outcome, "article": "x-1"}]
    built = build(records=left_out)
    assert "x-1" not in set(built["articles"]["article"])
    assert built["records"]["outcome"].tolist()[-1] == outcome


def test_articles_keep_what_was_found_out_about_them(built):
    found = built["articles"]
    assert rows(found, "outlet", "title", "date", "date_basis", "wire") == [
        ("Left", "On tides", "2031-03-02", "stated", True),
        ("Right", "On r-1", "2031-03", "inferred", False),
    ]
    assert found["stratum"].fillna("").tolist() == ["", "the storm"]
    assert found["cluster"].fillna("").tolist() == ["l-1", ""]
    assert found["other_language_share"].tolist() == [0, 0.333333]


# Counts


def test_terms_are_counted_by_passage_and_voice(built):
    assert rows(built["terms"], "article", "passage", "voice", "term", "n") == [
        ("l-1", 1, "own", "rise", 1),
        ("l-1", 1, "own", "tide", 2),
        ("l-1", 1, "quoted", "tide", 1),
        ("l-1", 2, "quoted", "slow", 1),
        ("r-1", 1, "own", "boat", 1),
    ]


def test_only_the_configured_parts_of_speech_are_terms():
    assert set(build(parts_of_speech=["NOUN"])["terms"]["term"]) == {"tide", "boat"}


def test_passages_count_all_words_not_only_terms(built):
    assert rows(built["passages"], "article", "passage", "voice", "n_tokens") == [
        ("l-1", 1, "own", 4),
        ("l-1", 1, "quoted", 1),
        ("l-1", 2, "quoted", 1),
        ("r-1", 1, "own", 1),
    ]


def test_a_sentence_is_counted_once_in_the_voice_it_has(built):
    # the second sentence is half quoted, which is own
    passages = built["passages"].set_index(["article", "passage", "voice"])["n_sentences"]
    assert passages["l-1", 1, "own"] == 2
    assert passages["l-1", 1, "quoted"] == 0
    assert passages.sum() == len(SENTENCES)


@each(
    ("quoted", "reported", "voice"),
    [
        (0, 0, "own"),
        (5, 0, "own"),  # half of ten words
        (6, 0, "quoted"),
        (0, 6, "reported"),
        (3, 3, "quoted"),  # together more than half
        (2, 4, "reported"),
        (3, 2, "own"),
    ],
)
def test_a_sentence_is_own_unless_others_say_more_than_half_of_it(quoted, reported, voice):
    row = sentence("l-1", 1, n_quoted_tokens=quoted, n_reported_tokens=reported)
    assert features.sentence_voice(pd.DataFrame([row])).tolist() == [voice]


def test_modifiers_are_counted_by_passage_and_voice(built):
    assert rows(built["modifiers"], "article", "passage", "voice", "modifier", "n") == [
        ("l-1", 1, "own", "old", 2),
        ("l-1", 1, "reported", "old", 1),
        ("l-1", 2, "own", "new", 1),
    ]


def test_what_annotation_counts_by_sentence_is_taken_as_it_is(built):
    assert rows(built["frames"], *FEATURES["frames"].columns) == CUES


def test_articles_state_their_sizes(built):
    left = built["articles"].iloc[0]
    assert (left["n_tokens"], left["n_sentences"], left["n_passages"]) == (3 + 2 + 1, 3, 2)
    assert left["quoted_share"] == pytest.approx((1 + 1) / 6, abs=1e-6)
    assert left["reported_share"] == 0
    assert left["n_marks_repaired"] == 1


def test_an_article_without_an_address_has_none(built):
    assert built["articles"]["url"].isna().tolist() == [True, False]


@each(("least", "expected"), [(2, {"high tide"}), (3, set())])
def test_a_phrase_must_stand_in_enough_passages(least, expected):
    # 'old boat' stands twice, but in one passage; 'high tide' in two
    assert set(build(phrase_min_passages=least)["phrases"]["phrase"]) == expected


def test_a_phrase_of_the_list_is_counted_within_longer_ones_and_makes_no_list_by_that():
    within = [("r-1", 1, 2, 1, "own", "high tide", False), ("r-1", 1, 3, 1, "own", "a b", False)]
    found = build(phrases=[*PHRASES, *within, ("l-1", 3, 3, 2, "own", "a b", False)])["phrases"]
    assert set(found["phrase"]) == {"high tide"}
    assert found.set_index(["article", "voice"])["n"].to_dict() == {
        ("l-1", "own"): 1, ("l-1", "quoted"): 1, ("r-1", "own"): 2,
    }  # fmt: skip


def test_phrases_are_counted_by_passage_and_voice(built):
    assert rows(built["phrases"], "article", "voice", "n") == [
        ("l-1", "own", 1),
        ("l-1", "quoted", 1),
        ("r-1", "own", 1),
    ]


def test_a_name_has_one_kind_and_counts_wherever_it_stands():
    built = build(words=[*WORDS, *NAMES], parts_of_speech=("NOUN", "PROPN"))
    entities, terms = built["entities"], built["terms"]
    assert set(entities["entity_kind"]) == {"person"}
    assert entities["n"].sum() == len(NAMES)
    assert terms.loc[terms["term"] == "Vey", "n"].sum() == len(NAMES)


def test_a_name_counts_where_names_are_no_terms():
    built = build(words=[*WORDS, *NAMES])
    assert built["entities"]["n"].sum() == len(NAMES)
    assert "Vey" not in set(built["terms"]["term"])


@each(("n_read", "names"), [(1, set()), (2, set()), (3, {"Vey"})])
def test_a_term_is_a_name_where_most_of_its_occurrences_are_read_as_one(n_read, names):
    kinds = ["person"] * n_read + [None] * (4 - n_read)
    words = [("l-1", 3, n, 2, "own", "Vey", "PROPN", kind) for n, kind in enumerate(kinds, start=2)]
    assert set(build(words=[*WORDS, *words])["entities"]["entity"]) == names


def test_a_term_has_the_part_of_speech_that_it_has_most_often():
    words = [("r-1", 1, n, 1, "own", "rise", "NOUN") for n in (2, 3)]
    built = build(words=[*WORDS, *words])
    rise = built["terms"][built["terms"]["term"] == "rise"]
    assert set(rise["pos"]) == {"NOUN"}
    assert rise["n"].sum() == 3
    parts = built["parts_of_speech"].groupby("pos")["n"].sum()
    assert parts.to_dict() == {"NOUN": 6, "VERB": 1, "ADJ": 1}


@each(
    ("kinds", "expected"),
    [
        (("person", "place"), "person"),
        (("organisation", "place"), "place"),
        (("people", "organisation"), "people"),
        (("person", "platform"), "platform"),  # a kind of the study's own names
        (("zone", "agency"), "agency"),
    ],
)
@each("turn", [1, -1])
def test_where_kinds_tie_a_fixed_order_decides(kinds, expected, turn):
    both = [
        ("l-1", 3, n, 2, "own", "Vey", "PROPN", kind)
        for n, kind in enumerate(kinds[::turn], start=2)
    ]
    assert set(build(words=[*WORDS, *both])["entities"]["entity_kind"]) == {expected}


def test_lines_hold_no_text(built):
    lines = built["lines"]
    assert "text" not in lines
    assert rows(lines, "article", "line", "n_words") == [
        ("l-1", 1, 2),
        ("l-1", 2, 3),
        ("l-2", 1, 2),  # also of an article that is left out
        ("r-1", 1, 1),
    ]
    assert lines["recurring_share"].fillna(-1).tolist() == [-1, 0.666667, -1, -1]


def test_no_table_holds_the_order_of_words(built):
    assert all("order" not in table for table in built.values())


def test_an_article_without_an_analysed_sentence_is_named():
    with pytest.raises(StudyError, match=r"'r-1'.*no sentence but its title is left"):
        build(sentences=[row for row in SENTENCES if row["article"] == "l-1"])


def test_the_order_of_annotation_is_irrelevant(built):
    turned = {name: table[::-1].reset_index(drop=True) for name, table in annotated().items()}
    found = joined(build_parts([turned], RECORDS[::-1]))
    for name, table in built.items():
        pd.testing.assert_frame_equal(found[name], table)


def test_an_article_of_which_only_the_title_is_left_is_named():
    titled = [row | {"role": "title"} if row["article"] == "r-1" else row for row in SENTENCES]
    with pytest.raises(StudyError, match=r"'r-1'.*no sentence but its title is left"):
        build(sentences=titled)


def test_annotation_without_phrases_and_entities_builds_empty_tables():
    built = build(phrases=[])
    assert built["phrases"].empty
    assert built["entities"].empty


# Release and return


@pytest.fixture
def released(tmp_path, built):
    for name, table in built.items():
        store.write_csv(table, tmp_path / f"{name}.csv")
    return tmp_path


def load(folder, outlets=("Left", "Right")) -> dict[str, pd.DataFrame]:
    loaded = features.load([folder / f"{name}.csv" for name in FEATURES], outlets)
    return joined({name: list(parts) for name, parts in loaded})


@pytest.fixture(params=[1, 2, 3, 1000])
def rows_of_a_part(request, monkeypatch):
    """How many rows of a released table are in memory at once."""
    monkeypatch.setattr(store, "PART", request.param)
    return request.param


def test_every_released_table_returns_as_it_was(released, rows_of_a_part, built):
    loaded = load(released)
    assert list(loaded) == list(FEATURES)
    for name, table in built.items():
        pd.testing.assert_frame_equal(loaded[name], table)


@each("term", ["=SUM(1)", "-", "'s", "NA", "nan", "null", "None", "a,b", 'a"b'])
def test_a_term_that_looks_like_something_else_returns_as_it_was(tmp_path, term):
    built = build(words=[("l-1", 1, 1, 1, "own", term, "NOUN"), WORDS[-1]])["terms"]
    store.write_csv(built, tmp_path / "terms.csv")
    again = FEATURES["terms"].validate(store.read_csv(tmp_path / "terms.csv"))
    pd.testing.assert_frame_equal(again, built)


@each("score", [-4 / 3, 5 / 3, 1e-6, 4 + 1 / 7, -5.0])
def test_a_score_returns_as_it_was(tmp_path, score):
    changed = [SENTENCES[0] | {"afinn": score}, *SENTENCES[1:]]
    built = build(sentences=changed)["sentences"]
    store.write_csv(built, tmp_path / "sentences.csv")
    again = FEATURES["sentences"].validate(store.read_csv(tmp_path / "sentences.csv"))
    assert again["afinn"].tolist() == built["afinn"].tolist()


def edit(folder, name, before, after):
    path = folder / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_missing_column_is_named_with_its_file(released):
    edit(released, "terms", "voice", "voices")
    with pytest.raises(StudyError, match=r"terms\.csv.*voice"):
        load(released)


def test_an_outlet_that_the_config_does_not_name_is_a_mistake(released):
    with pytest.raises(StudyError, match=r"Left, Right.*Left, Write"):
        load(released, ("Left", "Write"))


def test_an_outlet_of_the_config_without_articles_is_a_mistake(released):
    with pytest.raises(StudyError, match="the config names"):
        load(released, ("Left", "Right", "Third"))


def test_a_number_that_is_none_is_a_mistake(released, rows_of_a_part):
    edit(released, "terms", "tide,NOUN,2", "tide,NOUN,two")
    with pytest.raises(StudyError, match=r"terms\.csv.*n"):
        load(released)


def test_a_truth_value_that_is_none_is_a_mistake(released):
    edit(released, "lines", "headline,True", "headline,yes")
    with pytest.raises(StudyError, match=r"lines\.csv.*kept"):
        load(released)


def test_a_row_given_twice_is_a_mistake(released, rows_of_a_part):
    path = released / "terms.csv"
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    path.write_text(path.read_text(encoding="utf-8") + last + "\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"terms\.csv"):
        load(released)


def test_terms_of_an_article_that_is_not_listed_are_a_mistake(released, rows_of_a_part):
    edit(released, "terms", "r-1,1,own,boat", "r-2,1,own,boat")
    with pytest.raises(StudyError, match="r-2"):
        load(released)


def test_records_and_lines_of_what_is_left_out_are_none(released):
    lines = load(released)["lines"]
    assert "l-2" in set(lines["article"]) - set(load(released)["articles"]["article"])


@pytest.mark.parametrize("name", ["passages", "terms", "phrases", "parts_of_speech", "sentences"])
def test_counts_of_an_article_that_is_left_out_are_a_mistake(released, name):
    edit(released, name, "r-1,", "l-2,")
    with pytest.raises(StudyError, match=rf"{name}\.csv.*'l-2'.*articles"):
        load(released)


def test_articles_of_which_there_is_no_other_table_are_a_mistake(released):
    edit(released, "articles", "l-1,", "l-9,")
    with pytest.raises(StudyError, match=r"'l-1'.*not in the table of articles"):
        load(released)


def turned(folder, name) -> None:
    """Turn the rows of a released table round."""
    path = folder / f"{name}.csv"
    head, *body = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([head, *body[::-1], ""]), encoding="utf-8")


@pytest.mark.parametrize("name", ["passages", "terms", "sentences", "lines", "records"])
def test_rows_read_by_parts_must_be_in_order(released, monkeypatch, name):
    # else a measure that reads article by article would count one twice
    monkeypatch.setattr(store, "PART", 1)
    turned(released, name)
    with pytest.raises(StudyError, match=rf"{name}\.csv: rows are not in the order of "):
        load(released)


def test_rows_of_one_part_are_put_in_order(released, built):
    turned(released, "terms")
    pd.testing.assert_frame_equal(load(released)["terms"], built["terms"])


def test_a_reason_that_does_not_exist_is_a_mistake(released):
    edit(released, "records", "duplicate", "dull")
    with pytest.raises(StudyError, match=r"records\.csv.*dull"):
        load(released)


def test_a_message_is_one_line(released):
    edit(released, "sentences", "body", "bodies")
    with pytest.raises(StudyError) as caught:
        load(released)
    assert "\n" not in str(caught.value)


def test_the_message_of_a_wrong_number_names_the_value(released):
    edit(released, "sentences", "-1.33333", "-13.3333")
    with pytest.raises(StudyError, match=r"sentences\.csv.*afinn"):
        load(released)
