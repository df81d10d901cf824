import json
import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from configs import altered, config_of
from corpora import features, options_of, run_all

from crossframe import io, measures, store
from crossframe.exports.excerpts import Excerpt
from crossframe.report.docstrings import labelled, paragraphs
from crossframe.report.explorer import FIELDS, as_script, terms
from crossframe.report.markup import allowed, asset, coded, isolated, short
from crossframe.report.outlets import MOST_YEARS, outlets, years
from crossframe.report.plates import embedded
from crossframe.report.sections import FEWER, Section, _fewer, grouped
from crossframe.results import Results, Row

DOCSTRING = """What is
counted.

Reads: terms.
Formula: rate = n / N: a share.
Reads as: the more,
the more.
Cannot show: why. Reads nothing else.
Departs from others: by little.
Source: A. (1990). Book: a title.
"""
HOSTILE = "</script><!-- \u2028 & =1"
TEXTS = {
    "Left-1": [{"own": "sea sea <!--<script>&"}, {"quoted": "sea boat"}],
    "Right-1": [{"own": "boat . . ."}, {"own": "boat tide"}],
}


def article(outlet, date="2031-01-02", words=10, quoted="0.5"):
    return {"outlet": outlet, "date": date, "n_tokens": str(words), "quoted_share": quoted}


# ---- docstrings


def test_a_docstring_has_a_paragraph_for_each_label():
    assert paragraphs(DOCSTRING) == [
        "What is counted.", "Reads: terms.", "Formula: rate = n / N: a share.",
        "Reads as: the more, the more.", "Cannot show: why. Reads nothing else.",
        "Departs from others: by little.", "Source: A. (1990). Book: a title.",
    ]  # fmt: skip


def test_the_parts_of_a_docstring_are_found_by_label():
    parts = labelled(DOCSTRING)
    assert parts[""] == "What is counted."
    assert parts["Reads as"] == "the more, the more."
    assert parts["Formula"] == "rate = n / N: a share."
    assert "Departs from others" not in parts


def test_every_measure_tells_how_it_reads_and_what_it_cannot_show():
    told = {name: labelled(measures.load(name).about).keys() for name in measures.names()}
    assert [n for n, keys in told.items() if not {"", "Reads as", "Cannot show"} <= keys] == []


# ---- short names


def test_a_row_has_one_short_name_and_other_rows_have_others():
    names = [short(f"frames | Post | own | {n}") for n in range(2000)]
    assert len(set(names)) == 2000
    assert all(re.fullmatch(r"[a-z2-7]+", name) for name in names)
    assert short("frames | Post | own | 7") == names[7]


# ---- outlets


def test_outlets_have_sums_and_shares_of_words_in_the_order_given():
    late, early = article("B", "2031", 30, "0"), article("B", "2030-05", 10, "1")
    held = [late, article("A", "", 0, ""), early]
    first, second = outlets(held, ["B", "A"], [Row("c | B", {"outlet": "B"})])
    assert first == ("B", 2, 40, f"{100 * 10 / (30 + 10):.3g} %", "2030-05", "2031", "c | B")
    assert second == ("A", 1, 0, "", "", "", "")


def test_articles_are_counted_by_year_with_those_of_none():
    held = [article("A", "2031-01"), article("A", "2031"), article("B", "2029"), article("B", "")]
    assert years(held, ["A", "B"]) == (
        ["2029", "2031", "no date"],
        {"A": [0, 2, 0], "B": [1, 0, 1]},
    )


def test_early_years_stand_together_where_there_are_many():
    held = [article("A", str(year)) for year in range(1990, 1990 + MOST_YEARS + 3)]
    names, counts = years(held, ["A"])
    assert names[:2] == ["to 1992", "1993"]
    assert counts["A"] == [3] + [1] * MOST_YEARS


# ---- explorer


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    folder = tmp_path_factory.mktemp("terms")
    tables = features(TEXTS)
    for name in FIELDS:
        written = run_all(name, tables, ("Left", "Right"))
        for schema, table in zip(measures.load(name).tables, written, strict=True):
            store.write_csv(table, folder / f"{schema.name}.csv")
    return Results.of(folder.glob("*.csv"))


def terms_of(results, outlets=("Left", "Right"), names=FIELDS, most=100):
    """The terms of a study that has some measures."""
    config = config_of(
        outlets=[*outlets], measures={name: options_of(name).model_dump() for name in names}
    )
    return terms(results, altered(config, ("report", "most_terms"), most))


def test_the_explorer_holds_the_numbers_of_both_tables(counted):
    data = json.loads(terms_of(counted, ["Right", "Left"]).data)
    for name, fields in FIELDS.items():
        columns, rows = io.read_rows(counted.tables[name])
        assert len(rows) == len(data["terms"]) * len(data["voices"]) * 2
        for row in (dict(zip(columns, cells, strict=True)) for cells in rows):
            at = data["terms"].index([row["term"], row["pos"]])
            voice = data["voices"].index(row["voice"])
            outlet = data["outlets"].index(row["outlet"])
            packed = dict(zip(fields, data["cells"][name][at][voice][outlet], strict=True))
            if "note" in packed:
                assert data["notes"][packed.pop("note")] == row["note"]
            for field, value in packed.items():
                assert (value is None) == (row[field] == "")
                assert value is None or value == pytest.approx(float(row[field]), rel=1e-3)


def test_the_most_frequent_terms_are_held_and_the_rest_counted(counted):
    held = terms_of(counted, most=2)
    everything = terms_of(counted)
    assert (held.n, held.of) == (2, everything.n)
    assert json.loads(held.data)["terms"] == [["boat", "NOUN"], ["sea", "NOUN"]]  # 3 times each
    assert [term for term, _ in held.listed] == [("boat", "NOUN"), ("sea", "NOUN")]


def test_a_study_without_keywords_has_rates_alone(counted):
    held = terms_of(counted, names=["frequency"])
    assert not held.keyness
    assert list(json.loads(held.data)["fields"]) == ["frequency"]


def test_data_of_a_script_end_no_element(counted):
    text = as_script({HOSTILE: ["\u2029"]})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text) == {HOSTILE: ["\u2029"]}
    held = terms_of(counted)
    assert "<" not in held.data
    assert ["<!--<script>&", "NOUN"] in json.loads(held.data)["terms"]


# ---- markup


def test_only_names_that_turn_directions_are_kept_apart():
    assert isolated("A <b> says.", ["A"]) == "A &lt;b&gt; says."
    assert isolated("שלום & \u202eA, 5 %.", ["שלום", "\u202eA"]) == (
        "<bdi>שלום</bdi> &amp; <bdi>\u202eA</bdi>, 5 %."
    )


def test_code_in_prose_is_marked_and_text_is_escaped():
    assert coded("`a` < `b<`") == "<code>a</code> &lt; <code>b&lt;</code>"


def test_what_is_allowed_is_the_digest_of_the_content():
    # the digest of the empty string, as in FIPS 180-4
    assert allowed("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_columns_of_numbers_are_aligned_up_to_the_widest_table():
    style = asset("page.css", 3)
    assert ".n3 td:nth-child(3)" in style
    assert ".n4 td" not in style


# ---- plates


def test_a_picture_is_the_drawing_itself(tmp_path):
    text = 'a "b" &lt;i&gt; 100%25 #1\n\u2028 שלום'
    drawing = (
        '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="180mm" '
        f'height="72pt"><text>{text}</text></svg>\n'
    )
    io.write_text(drawing, tmp_path / "a.svg")
    picture = embedded(tmp_path / "a.svg")
    assert (picture.width, picture.height) == (round(180 / 25.4 * 96), 96)
    start, _, content = picture.address.partition(",")
    assert start == "data:image/svg+xml"
    assert not set('"&#\n') & set(content)
    root = ElementTree.fromstring(unquote(content))
    assert root[0].text == 'a "b" <i> 100%25 #1\n\u2028 שלום'


# ---- sections


def test_only_tables_by_their_lowest_q_are_cut():
    rows, table = [[str(n)] for n in range(50)], measures.load("comparability").table
    for shown, kept in (("the 50 rows of the lowest q", FEWER), ("the rows of the figure", 50)):
        excerpt = Excerpt(table, {}, ["outlet"], rows, [f"c | {n}" for n in range(50)], 90, shown)
        cut = _fewer(excerpt)
        assert cut.rows == rows[:kept]
        assert cut.ids == excerpt.ids[:kept]
        assert str(kept) in cut.shown or cut.shown == shown


def test_sections_stand_by_category_in_the_order_in_which_these_come():
    made = [Section(n, n, c, "", [], None, []) for n, c in ("aX", "bC", "cX", "dA")]
    assert [(c, [s.name for s in held]) for c, held in grouped(made)] == [
        ("X", ["a", "c"]), ("C", ["b"]), ("A", ["d"]),
    ]  # fmt: skip
