"""The figure of what the tests find: false findings and recall."""

from itertools import product

import numpy as np
import pandas as pd
import plots
import pytest
from cases import each
from corpora import one
from matplotlib.colors import to_rgb
from matplotlib.transforms import Bbox

from crossframe.figures.style import Canvas
from crossframe.measures.calibration import BANDS, FACTORS, MEASURE, POWER, TESTS

SCOPE = {
    "voice": "all",
    "unit_of_value": "share",
    "n": 100,
    "n_units": 9,
    "unit": "passage",
    "scope": "within-article",
}
FOUND = dict(zip(TESTS, (0.05, 0.049, 0.02, 0.03, 1.0), strict=True))
RECALL = {"under 10": 0.01, "10 to 29": 0.1, "30 and more": 0.7}


def table(level=0.05, bands=tuple(BANDS), recall=RECALL):
    """Rows of calibration; recall is that of the largest factor, and in proportion to it."""

    rows = [row("false_findings", test, value, nominal=level) for test, value in FOUND.items()]
    for band in BANDS:
        for factor in FACTORS:
            held = recall[band] * factor / FACTORS[-1] if band in bands else np.nan
            at = {"nominal": level, "band": band, "factor": factor}
            rows += [row("recall", "q", held, **at), row("recall", "p_max_t", 0.5, **at)]
        rows.append(row("smallest_factor", "q", 4.0, nominal=POWER, band=band))
    return MEASURE.table.validate(pd.DataFrame(rows))


def row(statistic, test, value, **given):
    note = "no term has so many occurrences" if np.isnan(value) else None
    ends = {"value": value, "low": max(value - 0.02, 0), "high": min(value + 0.02, 1)}
    at = {"statistic": statistic, "test": test, "band": "all", "factor": 1.0, "note": note}
    return SCOPE | ends | at | given


def drawn(rows, width=180.0):
    canvas = Canvas(("Left", "Right"), width, 15)
    return plots.draw("calibration", plots.select("calibration", rows, canvas), canvas)


def selected(rows):
    return plots.select("calibration", rows, Canvas(("Left", "Right"), 180.0, 15))


# What is plotted


def test_false_findings_are_those_of_every_test_in_their_order():
    rows = selected(table().sample(frac=1, random_state=5))
    assert rows[rows["statistic"] == "false_findings"]["test"].tolist() == list(TESTS)


def test_recall_is_that_of_q_by_band_and_factor():
    rows = selected(table().sample(frac=1, random_state=5))
    rows = rows[rows["statistic"] == "recall"]
    assert set(rows["test"]) == {"q"}
    assert list(zip(rows["band"], rows["factor"], strict=True)) == [
        (band, factor) for band in BANDS for factor in FACTORS
    ]


def test_nothing_else_is_plotted():
    assert len(selected(table())) == len(TESTS) + len(BANDS) * len(FACTORS)


# How


def points_of(ax):
    (points,) = [part for part in ax.collections if len(part.get_offsets()) == len(TESTS)]
    return points.get_offsets()


def test_points_are_false_findings_beside_the_names_of_their_tests():
    left = drawn(table()).axes[0]
    names = [label.get_text().replace("\n", " ") for label in left.get_yticklabels()]
    assert names == [
        "p, one difference",
        "p pooled over terms",
        "max-T p, any in the corpus",
        "q, any in the corpus",
        "G2 of words with Bonferroni, any",
    ]
    assert points_of(left).tolist() == [[value, n] for n, value in enumerate(FOUND.values())]


def test_intervals_of_false_findings_stand_at_their_points():
    left = drawn(table()).axes[0]
    ends = {line.get_ydata()[0]: tuple(line.get_xdata()) for line in left.lines
            if line.get_ydata()[0] == line.get_ydata()[1]}  # fmt: skip
    rows = selected(table())
    assert ends == {n: (row["low"], row["high"])
                    for n, (_, row) in enumerate(rows.head(len(TESTS)).iterrows())}  # fmt: skip


@each("level", [0.01, 0.05, 0.34])
def test_a_line_is_drawn_at_the_level_and_says_which(level):
    left = drawn(table(level)).axes[0]
    assert [level, level] in [list(line.get_xdata()) for line in left.lines]
    assert f"level, {100 * level:g} %" in [text.get_text() for text in left.texts]


def test_a_line_is_drawn_at_the_power():
    right = drawn(table()).axes[1]
    assert [POWER, POWER] in [list(line.get_ydata()) for line in right.lines]
    assert "power" in [text.get_text() for text in right.texts]


def lines_of(figure):
    return {line.get_label(): line for line in figure.axes[1].lines if line.get_label() in BANDS}


def test_a_line_is_the_recall_of_a_band():
    rows = selected(table())
    found = lines_of(drawn(table()))
    assert set(found) == set(BANDS)
    for band, line in found.items():
        own = rows[rows["band"] == band]
        assert list(line.get_ydata()) == own["value"].tolist()
        assert line.get_xdata() == pytest.approx(own["factor"], rel=0.05)  # beside its factor


def test_intervals_of_recall_stand_at_their_points():
    right = drawn(table()).axes[1]
    lines = lines_of(drawn(table()))
    found = {tuple(path.vertices[:, 1]): path.vertices[0, 0]
             for part in right.collections for path in part.get_paths()}  # fmt: skip
    for _, row in selected(table()).tail(len(FACTORS)).iterrows():
        at = lines[row["band"]].get_xdata()[FACTORS.index(row["factor"])]
        assert found[(row["low"], row["high"])] == pytest.approx(at)


def test_factors_are_the_ticks_of_a_logarithmic_axis():
    right = drawn(table()).axes[1]
    assert right.get_xscale() == "log"
    assert [label.get_text() for label in right.get_xticklabels()] == ["1.5", "2", "3", "5", "8"]
    assert right.get_xticks().tolist() == list(FACTORS)
    assert not len(right.get_xticks(minor=True))


def test_bands_differ_in_colour_in_grey_in_marker_and_in_line():
    lines = lines_of(drawn(table()))
    assert len({line.get_marker() for line in lines.values()}) == len(BANDS)
    assert len({line.get_linestyle() for line in lines.values()}) == len(BANDS)
    greys = [np.dot(to_rgb(lines[band].get_color()), (0.299, 0.587, 0.114)) for band in BANDS]
    assert greys == sorted(greys, reverse=True)  # the more occurrences, the darker
    assert min(-np.diff(greys)) > 0.15


def test_a_band_without_terms_has_no_line_and_stands_not_in_the_legend():
    figure = drawn(table(bands=("10 to 29", "30 and more")))
    assert set(lines_of(figure)) == {"10 to 29", "30 and more"}
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["30 and more", "10 to 29"]


def test_where_nothing_can_be_tested_the_figure_says_why():
    rows = table().assign(value=np.nan, low=np.nan, high=np.nan, note="no outlet can be tested")
    for statistics in (["false_findings"], ["false_findings", "recall"]):
        figure = drawn(rows[rows["statistic"].isin(statistics)])
        assert [text.get_text() for text in figure.axes[0].texts] == [
            "Nothing can be tested: no outlet can be tested."
        ]


# Layout


def boxes(figure):
    """The place of every text, in inches."""
    titles = [ax._left_title for ax in figure.axes]
    for ax in figure.axes:
        titles += [*ax.get_yticklabels(), *ax.get_xticklabels(), ax.xaxis.label, ax.yaxis.label]
        titles += [text for text in ax.texts if text.arrow_patch is None]
    for legend in figure.legends:
        titles += [legend.get_title(), *legend.get_texts()]
    for text in titles:
        if text.get_text().strip():
            box = text.get_window_extent()
            yield text.get_text(), box.transformed(figure.dpi_scale_trans.inverted())


@each("width, level", product((180.0, 120.0, 119.0, 80.0), (0.05, 0.49)))
def test_no_text_overlaps_another_or_leaves_the_figure(width, level):
    figure = drawn(table(level), width)
    whole = Bbox.from_extents(0, 0, figure.get_figwidth(), figure.get_figheight())
    found = list(boxes(figure))
    assert len(found) > 20
    for place, (text, box) in enumerate(found):
        assert whole.contains(box.x0, box.y0), text
        assert whole.contains(box.x1, box.y1), text
        for other, second in found[place + 1 :]:
            assert not box.overlaps(second), (text, other)


@each("recall", [RECALL, dict.fromkeys(BANDS, 1.0)])
def test_no_mark_or_interval_leaves_its_panel(recall):
    figure = drawn(table(recall=recall))
    for ax in figure.axes:
        low, high = ax.get_xlim()
        for line in ax.lines:
            assert (line.get_ydata() <= max(ax.get_ylim())).all()
            assert (low <= line.get_xdata()).all() or list(line.get_xdata()) == [0, 1]
            assert (line.get_xdata() <= high).all()


def test_the_row_of_a_test_carries_what_its_point_rests_on():
    row = one(selected(table()), test="p_max_t")
    assert (row["n"], row["n_units"], row["scope"]) == (100, 9, "within-article")
