"""The overview: which rows of the tables it takes, and what it says of them."""

from itertools import product

import pandas as pd
import pytest
from corpora import features, run

from crossframe import fingerprint, measures, store
from crossframe.drawing import Drawing
from crossframe.figures import overview
from crossframe.figures.style import Canvas
from crossframe.measures.frames import NO_FRAME

OUTLETS = ("Left", "Right")
LEVEL = 0.95
DRAWING = Drawing("overview", "")
# In another order than groups stand in the overview.
REPORT = ("frequency", "sentiment", "targets", "frames", "naming", "agency", "sources")


@pytest.fixture(scope="module")
def tables():
    """Four passages an outlet: Left names the firm, Right blames and quotes."""
    at = [(f"{outlet}-1", n) for outlet in OUTLETS for n in range(1, 5)]
    sentences = [{"article": a, "number": n, "passage": n, "vader": 0.1 * n} for a, n in at]
    mentions = [
        {"article": a, "sentence": n, "passage": n, "number": m, "actor": actor, "verb": "ban",
         "variant": "firm" if a == "Left-1" else "it", "semantic_role": "agent"}
        for a, n in at for m, actor in enumerate(["firm", "firm", "group"], start=1)
    ]  # fmt: skip
    given = features(
        {f"{outlet}-1": [{"own": "a " * 20}] * 4 for outlet in OUTLETS},
        sentences=sentences,
        frames=[(a, n, n, "own", "the_blame" if a == "Right-1" else "nature", "cue", 1)
                for a, n in at if n < 4],
        mentions=mentions,
        sources=[{"article": a, "quotation": n, "passage": n} for a, n in at],
    )  # fmt: skip
    return {name: run(name, given, OUTLETS) for name in fingerprint.measured(REPORT)}


@pytest.fixture(scope="module")
def found(tables):
    return fingerprint.fingerprint(tables, LEVEL)


def test_every_value_is_that_of_the_row_that_it_names(tables, found):
    for measure, own in found.groupby("measure"):
        table = tables[measure]
        ids = store.row_ids(measures.load(measure).table, table)
        named = table.set_index(ids).loc[own["row"]]
        for column in ("value", "low", "high", "difference", "q"):
            expected = named[column].to_numpy()
            assert own[column].to_numpy() == pytest.approx(expected, nan_ok=True)
        assert named["unit_of_value"].tolist() == own["unit_of_value"].tolist()
        assert named["outlet"].tolist() == own["outlet"].tolist()


def test_every_indicator_has_a_row_for_every_outlet_and_a_place(found):
    assert found.groupby("rank")["outlet"].apply(tuple).unique().tolist() == [OUTLETS]
    assert found["rank"].unique().tolist() == list(range(1, found["rank"].max() + 1))
    assert len(found[["rank", "indicator"]].drop_duplicates()) == found["rank"].max()


def test_frames_and_the_actor_of_most_mentions_are_named(found):
    names = found.drop_duplicates("rank")["indicator"].tolist()
    assert {"nature", "the blame", NO_FRAME.replace("_", " ")} <= set(names)
    assert {"called firm: firm", "called it: firm", "towards: firm", "as agent: firm"} <= set(names)
    assert not any("group" in name for name in names)


def test_groups_stand_in_their_places_whatever_the_order_of_the_report(found):
    assert found["group"].unique().tolist() == ["Sources", "Tone", "Frames", "Actors"]
    of_tone = found[found["group"] == "Tone"].drop_duplicates("rank")
    assert of_tone["measure"].tolist() == ["sentiment", "targets"]


def test_only_the_measures_of_the_study_stand_in_it(tables):
    some = fingerprint.fingerprint({"frames": tables["frames"]}, LEVEL)
    assert set(some["measure"]) == {"frames"}
    assert some["rank"].min() == 1
    assert fingerprint.fingerprint({}, LEVEL).empty


def test_what_differs_is_what_the_tests_support(tables):
    for q, expected in ((0.05, True), (0.051, False), (float("nan"), False)):
        rows = fingerprint.fingerprint({"frames": tables["frames"].assign(q=q)}, LEVEL)
        assert set(rows["differs"]) == {expected}


def marked(found, **of):
    rows = overview.select(found, DRAWING, Canvas(OUTLETS, 89.0, 15))
    first = (rows["rank"] == 1) & (rows["outlet"] == "Left")
    return rows.assign(differs=first, difference=of.get("difference", 1.0), q=0.01)


def texts(rows, width=89.0, outlets=OUTLETS):
    figure = overview.draw(rows, DRAWING, Canvas(outlets, width, 15))
    return [text for ax in figure.axes for text in ax.texts]


def test_a_difference_has_a_triangle_in_bold(found):
    for difference, mark in ((1.0, "↑"), (-1.0, "↓")):
        drawn = texts(marked(found, difference=difference))
        (held,) = (text for text in drawn if text.get_text().endswith(mark))
        assert held.get_fontweight() == "bold"


def test_the_words_name_what_differs(found):
    canvas = Canvas(OUTLETS, 89.0, 15)
    told = overview.describe(marked(found), DRAWING, canvas)
    assert "Left, direct quotations" in told
    assert "support: none" in overview.describe(
        marked(found).assign(differs=False), DRAWING, canvas
    )


def test_no_number_is_wider_than_its_cell_and_the_page_is_not_left(found):
    for width, n in product((80.0, 89.0, 180.0), (2, 5, 12)):
        outlets = tuple(f"The {letter} Herald" for letter in "ABCDEFGHIJKL")[:n]
        one = found[found["outlet"] == "Left"].assign(value=-0.456, difference=-1.0, differs=True)
        rows = pd.concat([one.assign(outlet=outlet) for outlet in outlets])
        canvas = Canvas(outlets, width, 15)
        figure = overview.draw(overview.select(rows, DRAWING, canvas), DRAWING, canvas)
        figure.draw_without_rendering()
        assert figure.get_figheight() * 25.4 <= 240
        numbers = [text for text in figure.axes[0].texts if "↓" in text.get_text()[-1:]]
        assert len(numbers) == n * rows["rank"].nunique()
        boxes = [text.get_window_extent() for text in numbers]
        for text, box in zip(numbers, boxes, strict=True):
            assert text.get_fontsize() >= 6
            assert not any(box is not other and box.overlaps(other) for other in boxes), text
            assert box.x1 <= figure.bbox.width
