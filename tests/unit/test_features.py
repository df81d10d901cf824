import pandas as pd
import pytest
from corpora import sentence

from crossframe import features, store
from crossframe.corpus.catalogue import Article
from crossframe.errors import StudyError
from crossframe.schemas import ANNOTATION, FEATURES, PARAGRAPHS

CATALOGUE = [
    Article("l-1", "Left", "On tides", "2031-03-02", "stated", "", "", ""),
    Article("r-1", "Right", "On boats", "2031-03", "inferred", "https://example.org", "", ""),
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
    ("l-1", 1, 1, 1, "own", "high tide"),
    ("l-1", 2, 1, 1, "quoted", "high tide"),
    ("r-1", 1, 1, 1, "own", "high tide"),
    ("l-1", 1, 2, 1, "own", "old boat"),
    ("l-1", 2, 2, 1, "own", "old boat"),
]
ENTITIES = [
    ("l-1", 1, 1, 1, "own", "Vey", "person"),
    ("l-1", 2, 1, 1, "own", "Vey", "person"),
    ("r-1", 1, 1, 1, "own", "Vey", "place"),
]
CORPUS = [
    ("l-1", 1, 1, "title", "headline", True, False, "On tides"),
    ("l-1", 2, 1, "furniture", "general", False, False, "Share this now"),
    ("r-1", 1, 1, "body", "default", True, False, "Boats"),
]


def frame(table, rows):
    return pd.DataFrame(rows, columns=list(table.columns))


def annotated(**changed):
    rows = {"words": WORDS, "phrases": PHRASES, "entities": ENTITIES} | changed
    tables = {name: frame(ANNOTATION[name], rows[name]) for name in rows if name != "sentences"}
    return tables | {
        "sentences": pd.DataFrame(changed.get("sentences", SENTENCES)),
        "corpus": frame(PARAGRAPHS, CORPUS),
    }


def build(parts_of_speech=("NOUN", "VERB", "ADJ"), phrase_min_passages=2, **changed):
    if "sentences" in changed:
        tables = annotated() | {"sentences": pd.DataFrame(changed["sentences"])}
    else:
        tables = annotated(**changed)
    return features.build(CATALOGUE, tables, parts_of_speech, phrase_min_passages)


def rows(table, *columns):
    return list(table[list(columns)].itertuples(index=False, name=None))


def test_every_table_is_built():
    assert set(build()) == set(FEATURES)


def test_terms_are_counted_by_passage_and_voice():
    assert rows(build()["terms"], "article", "passage", "voice", "term", "n") == [
        ("l-1", 1, "own", "rise", 1),
        ("l-1", 1, "own", "tide", 2),
        ("l-1", 1, "quoted", "tide", 1),
        ("l-1", 2, "quoted", "slow", 1),
        ("r-1", 1, "own", "boat", 1),
    ]


def test_only_the_configured_parts_of_speech_are_terms():
    assert set(build(parts_of_speech=["NOUN"])["terms"]["term"]) == {"tide", "boat"}


def test_passages_count_all_words_not_only_terms():
    assert rows(build()["passages"], "article", "passage", "voice", "n_tokens") == [
        ("l-1", 1, "own", 4),
        ("l-1", 1, "quoted", 1),
        ("l-1", 2, "quoted", 1),
        ("r-1", 1, "own", 1),
    ]


def test_a_sentence_is_counted_once_in_the_voice_it_has():
    # the second sentence is half quoted, which is own
    passages = build()["passages"].set_index(["article", "passage", "voice"])["n_sentences"]
    assert passages["l-1", 1, "own"] == 2
    assert passages["l-1", 1, "quoted"] == 0
    assert passages.sum() == len(SENTENCES)


def test_articles_state_their_sizes():
    left = build()["articles"].iloc[0]
    assert (left["n_tokens"], left["n_sentences"], left["n_passages"]) == (3 + 2 + 1, 3, 2)
    assert left["quoted_share"] == pytest.approx((1 + 1) / 6, abs=1e-6)
    assert left["n_marks_repaired"] == 1


def test_an_article_without_an_address_has_none():
    assert build()["articles"]["url"].isna().tolist() == [True, False]


@pytest.mark.parametrize(("least", "expected"), [(2, {"high tide"}), (3, set())])
def test_a_phrase_must_stand_in_enough_passages(least, expected):
    # 'old boat' stands twice, but in one passage; 'high tide' in two
    assert set(build(phrase_min_passages=least)["phrases"]["phrase"]) == expected


def test_phrases_are_counted_by_passage_and_voice():
    assert rows(build()["phrases"], "article", "voice", "n") == [
        ("l-1", "own", 1),
        ("l-1", "quoted", 1),
        ("r-1", "own", 1),
    ]


def test_an_entity_has_the_kind_that_most_of_its_mentions_have():
    entities = build()["entities"]
    assert set(entities["kind"]) == {"person"}
    assert entities["n"].sum() == len(ENTITIES)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("person", "place"), "person"),
        (("organisation", "place"), "place"),
        (("people", "organisation"), "people"),
        (("person", "platform"), "platform"),  # a kind of the study's own names
        (("zone", "agency"), "agency"),
    ],
)
@pytest.mark.parametrize("turn", [1, -1])
def test_where_kinds_tie_a_fixed_order_decides(kinds, expected, turn):
    both = [("l-1", n, 1, 1, "own", "Vey", kind) for n, kind in enumerate(kinds[::turn], start=1)]
    assert set(build(entities=both)["entities"]["kind"]) == {expected}


def test_lines_hold_no_text():
    lines = build()["lines"]
    assert "text" not in lines
    assert rows(lines, "article", "line", "n_words") == [
        ("l-1", 1, 2),
        ("l-1", 2, 3),
        ("r-1", 1, 1),
    ]


def test_no_table_holds_the_order_of_words():
    assert all("order" not in table for table in build().values())


def test_an_article_without_an_analysed_sentence_is_named():
    with pytest.raises(StudyError, match=r"'r-1'.*no sentence but its title is left"):
        build(sentences=[row for row in SENTENCES if row["article"] == "l-1"])


def test_the_order_of_annotation_is_irrelevant():
    turned = {name: table[::-1].reset_index(drop=True) for name, table in annotated().items()}
    built = features.build(CATALOGUE, turned, ("NOUN", "VERB", "ADJ"), 2)
    for name, table in build().items():
        pd.testing.assert_frame_equal(built[name], table)


def test_annotation_without_phrases_and_entities_builds_empty_tables():
    built = build(phrases=[], entities=[])
    assert built["phrases"].empty
    assert built["entities"].empty


# Release and return


@pytest.fixture
def released(tmp_path):
    for name, table in build().items():
        store.write_csv(table, tmp_path / f"{name}.csv")
    return tmp_path


def load(folder, outlets=("Left", "Right")):
    return features.load([folder / f"{name}.csv" for name in FEATURES], outlets)


@pytest.mark.parametrize("name", FEATURES)
def test_a_released_table_returns_as_it_was(released, name):
    pd.testing.assert_frame_equal(load(released)[name], build()[name])


@pytest.mark.parametrize("term", ["=SUM(1)", "-", "'s", "NA", "nan", "null", "None", "a,b", 'a"b'])
def test_a_term_that_looks_like_something_else_returns_as_it_was(tmp_path, term):
    built = build(words=[("l-1", 1, 1, 1, "own", term, "NOUN"), WORDS[-1]])["terms"]
    store.write_csv(built, tmp_path / "terms.csv")
    again = FEATURES["terms"].validate(store.read_csv(tmp_path / "terms.csv"))
    pd.testing.assert_frame_equal(again, built)


@pytest.mark.parametrize("score", [-4 / 3, 5 / 3, 1e-6, 4 + 1 / 7, -5.0])
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


def test_a_number_that_is_none_is_a_mistake(released):
    edit(released, "terms", "tide,NOUN,2", "tide,NOUN,two")
    with pytest.raises(StudyError, match=r"terms\.csv.*n"):
        load(released)


def test_a_truth_value_that_is_none_is_a_mistake(released):
    edit(released, "lines", "headline,True", "headline,yes")
    with pytest.raises(StudyError, match=r"lines\.csv.*kept"):
        load(released)


def test_a_row_given_twice_is_a_mistake(released):
    path = released / "terms.csv"
    last = path.read_text(encoding="utf-8").splitlines()[-1]
    path.write_text(path.read_text(encoding="utf-8") + last + "\n", encoding="utf-8")
    with pytest.raises(StudyError, match=r"terms\.csv"):
        load(released)


def test_terms_of_an_article_that_is_not_listed_are_a_mistake(released):
    edit(released, "terms", "r-1,1,own,boat", "r-2,1,own,boat")
    with pytest.raises(StudyError, match="r-2"):
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
