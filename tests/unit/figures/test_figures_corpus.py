"""The figures that describe the corpus: flow and corpora."""

from itertools import product

import pandas as pd
import plots
import pytest
from cases import each
from corpora import features, run
from matplotlib.transforms import Bbox

from crossframe.feature_tables import OUTCOMES
from crossframe.figures import layout
from crossframe.figures.flow import NO_OUTLET
from crossframe.figures.style import Canvas
from crossframe.measures.corpus_flow import STEPS

NAMES = ("Right", "Left", "A Gazette of a Long Name and Commercial Intelligencer of the North",
         "Wochenblattdergrenzüberschreitendenzusammenarbeit", "$x^2$ <b>", "=1+1",
         *(f"The {letter} Herald" for letter in "GHIJKL"))  # fmt: skip
REASONS = [outcome for outcome in OUTCOMES if outcome != "analysed"]
DATES = ["2031", "2031-02", "2032-03-04", None]
DRAWN = ("corpus_flow", "comparability")


def tables(outlets, rejected=REASONS, dates=DATES):
    """Articles of every outlet, the more the later it stands, and records left out."""
    texts = {f"{at}-{n}": [{"own": "a " * (100 * n + at)}]
             for at in range(len(outlets)) for n in range(1, at + 3)}  # fmt: skip
    facts = {
        article: {"outlet": outlets[int(article.partition("-")[0])], "wire": article.endswith("1"),
                  "date": dates[place % len(dates)]}
        for place, article in enumerate(texts)
    }  # fmt: skip
    lost = [{"outlet": o, "outcome": reason} for o in outlets for reason in rejected]
    lost += [{"outlet": None, "outcome": reason} for reason in rejected] * 30
    return features(texts, facts=facts, rejected=lost)


def selected(name, outlets=NAMES[:2], width=180.0, **given):
    canvas = Canvas(tuple(outlets), width, 15)
    table = run(name, tables(outlets, **given), outlets)
    return plots.select(name, table, canvas), canvas


def drawn(name, *args, **given):
    rows, canvas = selected(name, *args, **given)
    return plots.draw(name, rows, canvas)


def shown(figure):
    return {ax.get_title(loc="left").replace("\n", " "): ax for ax in figure.axes
            if ax.get_visible()}  # fmt: skip


# Flow


def test_outcomes_stand_in_the_order_in_which_a_record_meets_them():
    rows, _ = selected("corpus_flow")
    assert list(dict.fromkeys(rows["outcome"])) == list(STEPS)
    assert rows["step"].is_monotonic_increasing


def test_a_reason_that_never_occurs_is_not_shown():
    assert list(shown(drawn("corpus_flow", rejected=["too short"]))) == [
        "read", "too short", "analysed"
    ]  # fmt: skip


def test_records_of_no_outlet_are_shown_where_there_are_some():
    rows, _ = selected("corpus_flow", rejected=["no outlet"])
    assert rows["outlet"].isna().any()
    rows, _ = selected("corpus_flow", rejected=[])
    assert rows["outlet"].notna().all()


def labels_of(figure):
    return [label.get_text() for label in figure.axes[0].get_yticklabels()]


def test_rows_are_the_outlets_in_the_order_of_display():
    assert labels_of(drawn("corpus_flow")) == ["Right", "Left", NO_OUTLET]
    assert labels_of(drawn("corpus_flow", rejected=[])) == ["Right", "Left"]
    assert labels_of(drawn("comparability")) == ["Right", "Left"]


def test_bars_are_shares_and_numbers_are_records():
    ax = shown(drawn("corpus_flow", rejected=["too short"]))["too short"]
    # one of each outlet, of the three or four that it has; thirty of no outlet
    assert [text.get_text() for text in ax.texts] == ["1", "1", "30"]
    # outlets in the order of the alphabet: Left, Right, none
    lengths = {path.vertices[0, 1]: path.vertices[1, 0] for path in ax.collections[0].get_paths()}
    assert lengths == {0: pytest.approx(1 / 3), 1: pytest.approx(1 / 4), 2: 1.0}


def test_an_outlet_named_as_the_rest_keeps_its_row():
    figure = drawn("corpus_flow", (NO_OUTLET, "Left"))
    assert labels_of(figure) == [NO_OUTLET, "Left", NO_OUTLET]
    texts = shown(figure)["read"].texts
    found = {int(text.xy[1]): text.get_text() for text in texts}
    assert found == {0: f"{2 + len(REASONS)}", 1: f"{3 + len(REASONS)}", 2: f"{30 * len(REASONS)}"}


# Corpora


def ends_of(ax):
    return [label.get_text().strip() for label in ax.get_xticklabels()]


def test_the_ends_of_every_axis_are_named():
    axes = shown(drawn("comparability"))
    assert ends_of(axes["articles"]) == ["0", "3"]
    assert ends_of(axes["dates"]) == ["2031", "2032-03-04"]
    assert ends_of(axes["words of an article"]) == ["0", "301"]
    assert ends_of(axes["words quoted"]) == ["0", "100 %"]


def test_a_date_is_drawn_over_its_whole_period():
    ax = shown(drawn("comparability", dates=["2031-02"]))["dates"]
    (line,) = ax.collections[0].get_paths()
    assert line.vertices[1, 0] - line.vertices[0, 0] == 27


@each("dates", [[None], ["2031-05-06"], ["2031"]])
def test_outlets_of_one_date_or_none_are_drawn(dates):
    assert "dates" in shown(drawn("comparability", dates=dates))


def test_an_outlet_without_articles_has_no_mark_but_its_row():
    outlets = ("Right", "Left")
    table = run("comparability", tables(outlets), (*outlets, "Third"))
    canvas = Canvas((*outlets, "Third"), 180.0, 15)
    figure = plots.draw("comparability", plots.select("comparability", table, canvas), canvas)
    axes = shown(figure)
    assert labels_of(figure) == [*outlets, "Third"]
    assert len(axes["words quoted"].collections) == 2
    assert len(axes["articles"].collections) == 3


# Layout


def boxes(figure):
    """The place of every text, in inches; that of an empty first line is left out."""
    for ax in shown(figure).values():
        title = ax._left_title  # as `get_title`, but with its place
        for text in [*ax.get_yticklabels(), *ax.get_xticklabels(), *ax.texts, title]:
            if text.get_text().strip() and text.get_visible():
                box = text.get_window_extent().transformed(figure.dpi_scale_trans.inverted())
                if text.get_text().startswith("\n"):
                    box = Bbox.from_extents(box.x0, box.y0, box.x1, (box.y0 + box.y1) / 2)
                yield text.get_text(), box


@each("name, width, n", product(DRAWN, (180.0, 89.0), (2, 12)))
def test_no_text_overlaps_another_or_leaves_the_figure(name, width, n):
    figure = drawn(name, NAMES[:n], width)
    found = list(boxes(figure))
    for place, (text, box) in enumerate(found):
        assert box.x0 >= 0, text
        assert box.x1 <= figure.get_figwidth(), text
        assert box.y0 >= 0, text
        assert box.y1 <= figure.get_figheight(), text
        for other, second in found[place + 1 :]:
            assert not box.overlaps(second), (text, other)


@each("name", DRAWN)
def test_twelve_outlets_fit_the_narrowest_figure_that_the_config_allows(name):
    assert len(labels_of(drawn(name, NAMES, 80.0))) >= len(NAMES)


@each("name", DRAWN)
def test_a_hostile_name_is_drawn_as_text(name, tmp_path):
    rows, canvas = selected(name, NAMES[:6])
    assert {"$x^2$ <b>", "=1+1"} <= set(labels_of(plots.draw(name, rows, canvas)))
    plots.sheet(name, rows, tmp_path, NAMES[:6]).print()
    for path in tmp_path.rglob("*.svg"):
        assert b"<b>" not in path.read_bytes()


def test_a_long_name_is_broken_in_two_lines_and_cut():
    labels = labels_of(drawn("comparability", NAMES[:5]))
    assert labels[2].startswith("A Gazette of a Long\nName and Comm")
    assert labels[2].endswith("…")
    lines = [line for label in labels for line in label.split("\n")]
    assert max(map(layout.width_mm, lines)) <= layout.LABELS_MM - 3
    assert max(label.count("\n") for label in labels) == 1


@each("name", DRAWN)
def test_the_order_of_rows_is_irrelevant(name):
    given = tables(NAMES[:3])
    table, canvas = run(name, given, NAMES[:3]), Canvas(NAMES[:3], 180.0, 15)
    pd.testing.assert_frame_equal(
        plots.select(name, table.sample(frac=1, random_state=1), canvas).reset_index(drop=True),
        plots.select(name, table, canvas).reset_index(drop=True),
    )
