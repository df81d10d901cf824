from itertools import product

import pandas as pd
import plots
import pytest
from cases import each
from corpora import features, run
from matplotlib.colors import to_hex
from plots import TWELVE

from crossframe.figures import style
from crossframe.figures.style import Canvas
from crossframe.measures.shifts import MEASURE, OTHERS

OUTLETS = ("Left", "Right")
TEXTS = {f"{o}-1": [{"own": "ban . . ."}, {"own": "ban . . ."}] for o in OUTLETS}
VALENCES = [
    ("Left-1", 1, 1, "vader", "good", 1, 1.9),
    ("Left-1", 1, 1, "vader", "bad", 1, -2.5),
    ("Left-1", 2, 2, "vader", "calm", 2, 2.6),
    ("Right-1", 1, 1, "vader", "good", 3, 5.7),
    ("Right-1", 2, 2, "vader", "bad", 2, -5.0),
    ("Right-1", 2, 2, "afinn", "bad", 2, -6.0),
]
SENTENCES = [
    {"article": "Left-1", "number": 1, "vader": -0.1531},
    {"article": "Left-1", "number": 2, "passage": 2, "vader": 0.5574, "n_quoted_tokens": 9},
    {"article": "Right-1", "number": 1, "vader": 0.8271},
    # beyond what its word explains: two exclamation marks
    {"article": "Right-1", "number": 2, "passage": 2, "vader": -0.8217, "afinn": -3.0},
]
WORDS = {"most_words": 30}
CANVAS = Canvas(OUTLETS, 180.0, 15)


def table(**given):
    return run(
        "shifts", features(TEXTS, sentences=SENTENCES, valences=VALENCES), OUTLETS, **WORDS | given
    )


def rows(canvas=CANVAS):
    return plots.select("shifts", table(), canvas)


def drawn(canvas=CANVAS):
    return plots.draw("shifts", rows(canvas), canvas)


def panel(outlet, canvas=CANVAS):
    figure = drawn(canvas)
    return next(ax for ax in figure.axes if ax.get_title(loc="left").startswith(outlet))


def test_words_of_vader_in_all_voices_are_selected_by_rank():
    chosen = rows()
    expected = table().query("subject == 'vader' and voice == 'all'")
    left = expected[(expected["outlet"] == "Left") & (expected["word"] != OTHERS)]
    found = chosen[chosen["outlet"] == "Left"]
    assert list(found["word"]) == list(left.sort_values("rank")["word"])
    assert list(found["value"]) == list(left.sort_values("rank")["value"])
    assert OTHERS not in set(chosen["word"])


def test_no_more_words_are_selected_than_a_figure_holds():
    found = rows(Canvas(OUTLETS, 180.0, 3))
    assert found.groupby("outlet")["rank"].max().to_dict() == {"Left": 3, "Right": 3}


def test_the_title_states_the_difference_and_what_the_words_make_of_it():
    whole = rows()["subject_difference"].iloc[0]
    part = rows(Canvas(OUTLETS, 180.0, 3)).query("outlet == 'Left'")["value"].sum()
    ax = panel("Left", Canvas(OUTLETS, 180.0, 3))
    assert ax.get_title(loc="left") == f"Left {whole:+.2f}"
    assert ax.get_title(loc="right") == f"in these words {part:+.2f}".replace("-", "−")
    assert panel("Right").get_title(loc="left") == f"Right −{whole:.2f}"


def test_a_word_stands_with_its_occurrences_at_its_contribution():
    ax = panel("Left")
    labels = [label.get_text() for label in ax.get_yticklabels()]
    assert {"good  1:3", "bad  1:2", "calm  2:0"} < set(labels)
    shown = {y: x for part in ax.collections for x, y in part.get_offsets().tolist()}
    found = rows().query("outlet == 'Left'")
    assert shown == pytest.approx(dict(zip(found["rank"] - 1, found["value"], strict=True)))


def marks(outlet):
    """Fill and corners of the marks of an outlet, by word."""
    found = rows().query("outlet == @outlet")
    words = dict(zip(found["rank"] - 1, found["word"], strict=True))
    return {
        words[round(y)]: (to_hex(part.get_facecolor()[n]), part.get_paths()[0].vertices.tolist())
        for part in panel(outlet).collections
        for n, (_, y) in enumerate(part.get_offsets())
    }


def test_the_tone_tells_positive_words_from_negative_and_from_emphasis():
    own = style.look(OUTLETS)["Left"]["color"].lower()
    fills = {word: fill for word, (fill, _) in marks("Left").items()}
    assert fills == {"good": own, "calm": own, "bad": "#ffffff", "(emphasis)": style.GREY.lower()}


def test_the_shape_tells_more_use_from_less():
    corners = {word: shape for word, (_, shape) in marks("Left").items()}
    assert corners["good"] == corners["bad"] != corners["calm"]
    assert marks("Right")["good"][1] == corners["calm"]


def test_every_mark_has_its_interval():
    lines = [line for line in panel("Left").lines if len(set(line.get_ydata())) == 1]
    found = rows().query("outlet == 'Left'")
    assert {tuple(line.get_xdata()) for line in lines} == {
        *zip(found["low"], found["high"], strict=True)
    }


def test_the_legend_names_words_without_valence_only_where_there_are_any():
    with_them = [text.get_text() for text in drawn().legends[0].texts]
    without = plots.draw("shifts", rows().query("word != '(emphasis)'"), CANVAS).legends[0].texts
    assert len(with_them) == 6
    assert len(without) == 4
    assert len({*with_them}) == 6


@each("width, outlets", product((80.0, 89.0, 180.0), (OUTLETS, TWELVE)))
def test_a_figure_fits_its_width(width, outlets):
    one = rows().query("outlet == 'Left'")
    many = pd.concat([one.assign(outlet=outlet) for outlet in outlets])
    figure = plots.draw("shifts", many, Canvas(outlets, width, 15))
    assert figure.get_figwidth() == pytest.approx(width / 25.4)


def test_an_outlet_without_words_keeps_its_panel():
    figure = plots.draw("shifts", rows().query("outlet == 'Left'"), CANVAS)
    assert [ax.get_title(loc="left") for ax in figure.axes][1] == "Right"


def test_nothing_is_drawn_of_nothing():
    empty = plots.select("shifts", MEASURE.table.validate(table().iloc[:0]), CANVAS)
    assert empty.empty
    assert plots.draw("shifts", empty, CANVAS).axes[0].texts[0].get_text() == "Nothing to show."
