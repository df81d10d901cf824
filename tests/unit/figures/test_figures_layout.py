"""What every figure must be in both widths: legible, within its page, told in words."""

import re
from functools import cache
from itertools import combinations, product
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import plots
import pytest
from cases import each
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from PIL import Image, ImageColor
from plots import A_SHAPE_EACH, SUBJECTS, TWO, WIDTHS

from crossframe.figures import layout, style, svg, words
from crossframe.figures.files import size_mm
from crossframe.figures.style import Canvas

HOSTILE = ("W" * 40, "A Gazette of a Long Name and Commercial Intelligencer of the North",
           "$x^2$ <b>", "=1+1", "Left", *(f"The {n} Herald" for n in "GHIJKLM"))  # fmt: skip


@cache
def rows_of(name, n=2):
    """What a figure plots of a corpus of hostile names."""
    # outlets have ids in the features that a name cannot break
    table = plots.table_of(name, term="M" * 60)
    if "outlet" in table and "other" not in table:
        named = table.replace({"outlet": dict(zip(TWO, HOSTILE[:2], strict=True))})
        one = named[named["outlet"] == HOSTILE[0]]
        table = pd.concat([named, *(one.assign(outlet=o) for o in HOSTILE[2:n])])
    return plots.select(name, table, Canvas(HOSTILE[:n], 180.0, 15))


@cache
def drawn(name, width, n=2):
    rows = rows_of(name, n)
    outlets = TWO if "pair" in rows else HOSTILE[:n]
    return plots.draw(name, rows, Canvas(outlets, width, 15))


def shown(figure):
    """The texts that are drawn, each with its place."""
    axes = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
    ticks = {tick.label1 for axis in axes for tick in [*axis.majorTicks, *axis.minorTicks]}
    drawn = {tick.label1 for axis in axes for tick in axis._update_ticks()}
    for text in figure.findobj(Text):
        hidden = text.axes is not None and not text.axes.get_visible()
        held = text.get_text().strip() and text.get_visible() and not hidden
        if held and (text not in ticks or text in drawn):
            yield text, text.get_window_extent()


@each("name, width, n", product(A_SHAPE_EACH, WIDTHS, (2, 12)))
def test_every_text_is_on_the_page_and_large_enough(name, width, n):
    figure = drawn(name, width, n)
    whole = Bbox.from_bounds(-2, -2, figure.bbox.width + 4, figure.bbox.height + 4)
    assert figure.get_figheight() * 25.4 <= 240
    for text, box in shown(figure):
        assert text.get_fontsize() >= 6, text
        assert whole.x0 <= box.x0, text
        assert box.x1 <= whole.x1, text
        assert whole.y0 <= box.y0, text
        assert box.y1 <= whole.y1, text


@each("name, width", product(A_SHAPE_EACH, WIDTHS))
def test_no_text_overlaps_another(name, width):
    texts = list(shown(drawn(name, width)))
    assert texts
    for (one, box), (other, second) in combinations(texts, 2):
        if "\n" not in one.get_text()[:1] and "\n" not in other.get_text()[:1]:
            assert not box.shrunk(0.96, 0.9).overlaps(second.shrunk(0.96, 0.9)), (one, other)


@each("name", SUBJECTS)
def test_what_is_plotted_does_not_depend_on_the_width(name):
    narrow, wide = (plots.select(name, plots.table_of(name), Canvas(TWO, w, 15)) for w in WIDTHS)
    pd.testing.assert_frame_equal(narrow, wide)


@each("name", [name for name in SUBJECTS if name != "corpus_flow"])
def test_the_plotted_rows_name_their_rows_of_the_table(name):
    table = plots.table_of(name).assign(row=lambda t: [f"id {n}" for n in range(len(t))])
    rows = plots.select(name, table, Canvas(TWO, 180.0, 15))
    assert rows["row"].is_unique
    assert set(rows["row"]) <= set(table["row"])


# In words


@each("name", SUBJECTS)
def test_the_words_are_few_and_the_same_every_time(name):
    rows = rows_of(name, 12)
    told = plots.describe(name, rows, Canvas(HOSTILE, 180.0, 15))
    assert 15 < len(told.split()) <= 130
    assert told == plots.describe(name, rows, Canvas(HOSTILE, 89.0, 15))
    assert "nan" not in told
    assert "\n" not in told


@each("name", SUBJECTS)
def test_nothing_is_told_of_nothing(name):
    canvas = Canvas(TWO, 180.0, 15)
    empty = plots.select(name, plots.table_of(name).iloc[:0], canvas)
    assert len(plots.describe(name, empty, canvas).split()) < 10


def some_rows():
    return pd.DataFrame({"item": ["a", "a", "b", "b"], "outlet": ["L", "R", "L", "R"],
                         "value": [0.1, 0.5, 0.25, 0.3], "low": [0, 0.4, np.nan, 0.2],
                         "high": [0.2, 0.6, np.nan, 0.4], "q": [0.5, 0.04, 0.9, None]})  # fmt: skip


def test_the_words_state_the_extremes_with_their_intervals():
    told = words.ends(some_rows(), percent=True)
    assert told == "Highest: a in R, 50 % (40 to 60). Lowest: a in L, 10 % (0 to 20)."
    assert words.ends(some_rows().assign(value=np.nan)) == "No value is defined."
    assert "all values are the same" in words.ends(some_rows().assign(value=2.0))


def test_the_words_state_where_outlets_lie_furthest_apart_and_what_is_surest():
    assert "in a: 0.1 in L, 0.5 in R" in words.gap(some_rows())
    assert words.surest(some_rows()).endswith("0.04, a in R.")
    assert words.surest(some_rows().drop(columns="q")) == ""


def test_many_names_are_listed_as_the_first_and_how_many_more():
    assert words.listed(list("abcdefgh")) == "a, b, c, d, e and 3 more"
    assert words.listed(list("abcdef")) == "a, b, c, d, e and f"


# Room


@each("text", ["WWWW " * 30, "i" * 300, "a b", "Süd-Kurier 字", ""])
@pytest.mark.filterwarnings("ignore:Glyph")
def test_text_fits_its_room_and_says_where_it_is_cut(text):
    found = layout.wrapped(text, 20, 2)
    assert found.count("\n") < 2
    assert all(layout.width_mm(line) <= 20 for line in found.split("\n"))
    whole = "".join(found.split()) == "".join(text.split())
    assert whole or found.endswith("…")
    assert layout.width_mm(layout.shortened(text, 12)) <= 12


@each(("room", "n", "shown_rows"), [(100, 15, 15), (50, 15, 15), (32, 15, 10)])
def test_rows_are_lower_before_they_are_left_out(room, n, shown_rows):
    found = layout.rows_in(room, n)
    assert found.shown == shown_rows
    assert found.shown * found.height_mm <= room + 1e-6
    assert layout.LEAST_ROW_MM <= found.height_mm <= layout.ROW_MM


def test_a_figure_says_that_rows_had_no_room():
    assert layout.axis_name("rate", 5, 5) == "rate"
    assert "first 4 of 5" in layout.axis_name("rate", 4, 5)


# Files


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("figure")
    plots.sheet("frequency", plots.rows_of("frequency", term="<&>ban"), folder).print()
    return folder / "one_column" / "frequency"


def test_an_svg_holds_text_as_text_and_its_font(saved):
    root = ElementTree.parse(saved.with_suffix(".svg")).getroot()
    space = f"{{{svg.NAMESPACE}}}"
    assert any("<&>" in text.text for text in root.iter(f"{space}text"))
    sheet = root.find(f"{space}style").text
    assert sheet.count("data:font/woff;base64,") == 2
    used = set(re.findall(r"url\(#(\w+)\)", sheet))
    assert used == {e.get("id") for e in root.iter() if e.get("id")}
    classes = {e.get("class") for e in root.iter() if e.get("class")}
    assert classes == set(re.findall(r"\.(s\d+){", sheet))


def test_an_svg_states_its_size_in_mm(saved):
    width, height = size_mm(saved.with_suffix(".svg"))
    assert width == pytest.approx(89)
    assert 20 < height <= 240


def test_a_pdf_embeds_its_fonts(saved):
    content = saved.with_suffix(".pdf").read_bytes()
    assert b"/FontFile2" in content
    assert b"/CIDFontType2" in content


def test_a_png_keeps_the_colours_of_outlets(saved):
    image = Image.open(saved.with_suffix(".png")).convert("RGB")
    held = {colour for _, colour in image.getcolors(1 << 24)}
    for look in style.look(TWO).values():
        assert ImageColor.getrgb(look["color"]) in held
