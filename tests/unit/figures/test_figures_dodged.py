"""The figure whose outlets stand below one another: frames, cues, pairs, names, modifiers."""

import numpy as np
import pandas as pd
import plots
import pytest
from cases import each
from corpora import features, run
from matplotlib.colors import to_hex
from plots import SUBJECTS

from crossframe import measures
from crossframe.figures import dodged, style
from crossframe.figures.style import Canvas
from crossframe.tables.framing import NO_FRAME

TWO = ("Right", "Left")  # not in the order of the alphabet
NAMES = (*TWO, "A Gazette of a Long Name and Commercial Intelligencer of the North",
         "Wochenblattdergrenzüberschreitendenzusammenarbeit", "$x^2$ <b>", "=1+1",
         *(f"The {letter} Herald" for letter in "GHIJKL"))  # fmt: skip
ROOMS = ((180.0, 2), (80.0, 12), (89.0, 5), (180.0, 12))  # width, and number of outlets
DODGED = plots.shaped("dodged")
CROWDED = [(name, *room) for name in DODGED for room in ROOMS[: 4 if name == "naming" else 2]]
FRAMES = ("state_surveillance", "a_threat", "platform_responsibility_and_moderation", "blame")
ACTORS = {
    "the app": ["Riot", "the chat app", "it"],
    "the group": ["IS", "Daesh", "the so-called armed group of the far north and its wing"],
}


def tables(outlets=TWO):
    """Four passages an outlet; the first frames and names are the most frequent."""
    sentences, frames, mentions, modifiers = [], [], [], []
    for o in range(len(outlets)):
        for n in range(1, 13):
            at = {"article": f"{o}-1", "passage": 1 + (n - 1) // 3}
            sentences.append(at | {"number": n})
            frames += [
                (f"{o}-1", n, at["passage"], "own", frame, f"cue {cue}", 1 + (cue == 0))
                for place, frame in enumerate(FRAMES)
                if (n + o) % (place + 2) == 0
                for cue in range(4)
                if n % (cue + 1) == 0
            ]
            for actor, variants in ACTORS.items():
                variant = variants[(n * (o + 1)) % 3]
                mentions.append(
                    at
                    | {
                        "sentence": n,
                        "number": len(mentions) + 1,
                        "actor": actor,
                        "variant": variant,
                    }
                )
                modifiers.append((f"{o}-1", at["passage"], "own", actor, variant, f"big {n}", 1))
    facts = {f"{o}-1": {"outlet": outlet} for o, outlet in enumerate(outlets)}
    return features({article: [{"own": "a " * 30}] * 4 for article in facts}, facts=facts,
                    sentences=sentences, frames=frames, mentions=mentions,
                    modifiers=modifiers)  # fmt: skip


@pytest.fixture(scope="module")
def table_of():
    """The table of a measure, each made once."""
    made = {}

    def table(name, outlets=TWO):
        if (name, outlets) not in made:
            made[name, outlets] = run(name, tables(outlets), outlets)
        return made[name, outlets]

    return table


def select(name, table, most_items=15, outlets=TWO):
    return plots.select(name, table, Canvas(outlets, 180.0, most_items))


def draw(name, rows, outlets=TWO, width=180.0):
    return plots.draw(name, rows, Canvas(outlets, width, 15))


def items_of(rows, *columns):
    return list(rows.drop_duplicates("rank")[[*columns]].itertuples(index=False, name=None))


# What is selected


@each("name", DODGED)
def test_items_have_a_row_for_every_outlet_and_ranks_without_gap(table_of, name):
    rows = select(name, table_of(name))
    assert rows["rank"].tolist() == [rank for rank in range(1, rows["rank"].max() + 1)
                                     for _ in TWO]  # fmt: skip
    assert rows["outlet"].tolist() == ["Left", "Right"] * rows["rank"].max()


@each("name", DODGED)
def test_values_are_those_of_all_voices(table_of, name):
    table = table_of(name)
    rows = select(name, table)
    key = [*measures.load(name).table.key]
    told = {"voice": "all"} | SUBJECTS[name].drawing.where
    given = rows.assign(**told).merge(table, on=key, suffixes=("", "_in"))
    assert len(given) == len(rows)
    pd.testing.assert_series_equal(given["value"], given["value_in"], check_names=False)


@each("name", DODGED)
def test_rows_of_other_voices_are_left_out(table_of, name):
    table = table_of(name)
    assert set(table["voice"]) > {"all", "own"}
    marked = select(name, table.assign(note=table["voice"]))
    assert set(marked["note"]) == {"all"}


@each("name", DODGED)
def test_the_order_of_rows_is_irrelevant(table_of, name):
    table = table_of(name)
    shuffled = select(name, table.sample(frac=1, random_state=3)).reset_index(drop=True)
    pd.testing.assert_frame_equal(shuffled, select(name, table).reset_index(drop=True))


@each("name", DODGED)
def test_there_are_no_more_items_than_the_figure_may_hold(table_of, name):
    rows = select(name, table_of(name), most_items=2)
    groups = rows["frame"] if name == "frame_cues" else rows["rank"]
    assert groups.nunique() == 2


def test_frames_stand_in_the_order_of_their_sentences_and_no_frame_last(table_of):
    rows = select("frames", table_of("frames"))
    assert items_of(rows, "frame") == [("state_surveillance",), ("a_threat",),
                                       ("platform_responsibility_and_moderation",), ("blame",),
                                       (NO_FRAME,)]  # fmt: skip
    held = rows.groupby("rank")["n"].sum()
    assert held.iloc[:-1].is_monotonic_decreasing


def test_what_is_in_no_frame_is_chosen_as_any_frame_is(table_of):
    rows = select("frames", table_of("frames"), most_items=3)
    assert items_of(rows, "frame")[-1] == (NO_FRAME,)
    assert len(items_of(rows, "frame")) == 3


def test_cues_are_the_leading_ones_of_their_frame(table_of):
    table = table_of("frame_cues")
    total = table[table["voice"] == "all"].groupby(["frame", "cue"])["n"].sum()
    for frame, own in select("frame_cues", table).groupby("frame"):
        shown = own.groupby(["rank", "cue"])["n"].sum()
        assert shown.is_monotonic_decreasing
        assert shown.tolist() == total[frame].sort_values(ascending=False).tolist()[:3]
        assert own["rank"].max() - own["rank"].min() == 2  # the frame is not parted


@each(("name", "item"), [("naming", "variant"), ("modifiers", "modifier")])
def test_items_of_an_actor_stand_together_the_most_frequent_first(table_of, name, item):
    table = table_of(name)
    rows = select(name, table, most_items=4)
    actors = [actor for actor, _ in items_of(rows, "actor", item)]
    assert actors == sorted(actors)
    total = table[table["voice"] == "all"].groupby(["actor", item])["n"].sum()
    shown = rows.groupby(["actor", item])["n"].sum()
    assert shown.min() >= total.drop(shown.index).max()
    for _, own in rows.groupby("actor"):
        assert own.groupby("rank")["n"].sum().is_monotonic_decreasing


def test_pairs_are_those_with_the_most_sentences(table_of):
    rows = select("frame_pairs", table_of("frame_pairs"))
    assert items_of(rows, "frame", "other_frame")[0] == ("platform_responsibility_and_moderation",
                                                   "state_surveillance")  # fmt: skip
    assert rows.groupby("rank")["n"].sum().is_monotonic_decreasing


# What is drawn


def labels_of(figure):
    return [label for ax in figure.axes for label in ax.get_yticklabels()]


def texts_of(name, table):
    return [label.get_text() for label in labels_of(draw(name, select(name, table)))]


def test_names_of_frames_are_shown_with_blanks(table_of):
    labels = [
        label.get_text()
        for label in labels_of(draw("frames", select("frames", table_of("frames"))))
    ]
    assert labels == ["state surveillance", "a threat", "platform responsibility and\nmoderation",
                      "blame", "no frame"]  # fmt: skip
    pairs = [
        label.get_text()
        for label in labels_of(draw("frame_pairs", select("frame_pairs", table_of("frame_pairs"))))
    ]
    assert "a threat +\nstate surveillance" in pairs


def test_what_items_belong_to_stands_above_them_in_bold(table_of):
    labels = labels_of(draw("naming", select("naming", table_of("naming"))))
    bold = [label.get_text() for label in labels if label.get_fontweight() == "bold"]
    assert bold == ["the app", "the group"]
    assert labels[0].get_text() == "the app"
    assert len(labels) == 2 + 6


def test_a_long_name_of_a_group_takes_two_lines(table_of):
    rows = select("naming", table_of("naming"))
    longer = rows.assign(actor=rows["actor"].replace("the app", "the app of a firm in the north"))
    label, *_ = labels_of(draw("naming", longer))
    assert label.get_text() == "the app of a firm in the\nnorth"


def marks_of(figure, outlet, outlets=TWO):
    """The marks of an outlet, as x, y and whether it is a cross or a bar."""
    colour = style.look(outlets)[outlet]["color"].lower()
    return sorted(
        (x, y)
        for ax in figure.axes
        for part in ax.collections
        if len(part.get_offsets()) and to_hex(part.get_edgecolor()[0]).lower() == colour
        for x, y in part.get_offsets().tolist()
    )


@each("name", DODGED)
def test_every_value_has_its_mark(table_of, name):
    rows = select(name, table_of(name))
    for outlet in TWO:
        own = rows[rows["outlet"] == outlet]
        expected = own["value"].fillna(own["high"]).dropna()
        found = [x for x, _ in marks_of(draw(name, rows), outlet)]
        assert found == pytest.approx(sorted(expected))


def test_outlets_stand_below_one_another_in_the_order_of_display(table_of):
    figure = draw("frames", select("frames", table_of("frames"), most_items=1))
    (right,), (left,) = marks_of(figure, "Right"), marks_of(figure, "Left")
    assert right[1] < left[1]
    bottom, top = figure.axes[0].get_ylim()
    assert top == 0 < right[1] < left[1] < bottom


def pair(**given):
    return pd.DataFrame([
        {"rank": 1, "frame": "a", "other_frame": "b", "outlet": outlet, "value": 1.0, "low": 0.5,
         "high": 1.5, "n": 3, "n_units": 4, "scope": "within-article", "note": None, **of}
        for outlet, of in (("Left", given), ("Right", {}))
    ])  # fmt: skip


def arrows(figure):
    return [text for ax in figure.axes for text in ax.texts if text.arrow_patch is not None]


def test_an_outlet_without_a_value_but_an_end_has_an_arrow_that_points_below_it():
    nothing = {"value": np.nan, "low": np.nan, "n": 0}
    figure = draw("frame_pairs", pair(**nothing))
    (arrow,) = arrows(figure)
    assert arrow.xy[0] == 1.5
    assert arrow.get_position()[0] < 0  # offset in points
    assert arrow.arrow_patch.get_edgecolor()[:3] != (0, 0, 0)
    assert not arrows(draw("frame_pairs", pair()))
    assert not arrows(draw("frame_pairs", pair(**nothing, high=np.nan)))


def test_what_does_not_occur_is_marked_by_a_cross():
    def paths(rows):
        figure = draw("frames", rows)
        return {len(p.vertices) for ax in figure.axes for part in ax.collections
                if len(part.get_offsets()) for p in part.get_paths()}  # fmt: skip

    table = pair().drop(columns="other_frame")
    with_cross = table.assign(n=[0, 3], value=[0.0, 1.0], low=[0.0, 0.5])
    assert paths(with_cross) - paths(table)


@each(
    ("low", "high", "left", "right"),
    [
        (0.5, 1.5, 0, 1.5),
        (0.5, 90.0, 0, 1 + 2 * 1),  # of an axis from 0 to 1, twice its length beyond
        (-0.5, 1.5, -0.5 - 0.04, 1.5),  # with a margin, so that no line seems to go on
        (-90.0, 1.5, -2 * 1 - 0.04, 1.5),
        (np.nan, np.nan, 0, 1),
    ],
)
def test_an_axis_holds_every_value_and_no_interval_of_a_length_beyond_use(low, high, left, right):
    rows = pair(low=low, high=high)
    rows.loc[1, ["low", "high"]] = np.nan
    found = dodged._limits(rows)
    assert found[0] == pytest.approx(left)
    assert found[1] == pytest.approx(right, abs=0.05)


def test_an_axis_reaches_to_the_start_of_an_arrow():
    rows = pair(value=np.nan, low=np.nan, high=7.0)
    assert dodged._limits(rows)[1] > 7


def test_an_axis_of_nothing_but_missing_values_is_drawn():
    draw("frame_pairs", pair(value=np.nan, low=np.nan, high=np.nan).iloc[:1])


def test_a_log_ratio_has_a_line_at_chance():
    assert any(
        list(line.get_xdata()) == [0, 0] for line in draw("frame_pairs", pair()).axes[0].get_lines()
    )


def lines(*ranks, height_mm=5.0):
    return [dodged.Line(str(n), rank, height_mm) for n, rank in enumerate(ranks)]


@each(
    ("ranks", "first"),
    [
        ((1, 2, 3, 4), 2),
        ((1, 2, 3), 2),
        ((1,), 1),
        ((None, 1, 2, None, 3, 4), 3),
        ((None, 1, None, 3, 4, 5), 2),
        ((None, 1, 2, 3), 4),  # one group stays in one column
    ],
)
def test_columns_part_no_group_and_are_nearly_as_long(ranks, first):
    columns = dodged._columns(lines(*ranks))
    assert len(columns[0]) == first
    assert [line.rank for column in columns for line in column] == list(ranks)


def test_a_narrow_figure_has_one_column(table_of):
    rows = select("naming", table_of("naming"))
    assert len(draw("naming", rows, width=180.0).axes) == 2
    assert len(draw("naming", rows, width=89.0).axes) == 1


@each("name", DODGED)
def test_an_outlet_without_a_row_keeps_its_place(table_of, name):
    rows = select(name, table_of(name))
    draw(name, rows[rows["outlet"] == "Left"])


def boxes(figure):
    """The place of every text but the axes' names, in inches."""
    named = [*figure.legends[0].get_texts(), figure._supxlabel]
    for ax in figure.axes:
        left, right = ax.get_xlim()
        ticks = [tick for tick in ax.get_xticklabels() if left <= tick.get_position()[0] <= right]
        for text in [*ax.get_yticklabels(), *ticks, *named]:
            if text.get_text().strip():
                box = text.get_window_extent().transformed(figure.dpi_scale_trans.inverted())
                yield (id(text), text.get_text()), box


@each("name, width, n", CROWDED)
def test_no_text_overlaps_another_or_leaves_the_figure(table_of, name, width, n):
    outlets = NAMES[:n]
    figure = draw(name, select(name, table_of(name, outlets), outlets=outlets), outlets, width)
    found = dict(boxes(figure))
    for (key, text), box in found.items():
        assert box.x0 >= 0, text
        assert box.x1 <= figure.get_figwidth(), text
        assert box.y0 >= 0, text
        assert box.y1 <= figure.get_figheight(), text
        for (other, second_text), second in found.items():
            assert other == key or not box.overlaps(second), (text, second_text)


def test_a_hostile_name_is_drawn_as_text(table_of, tmp_path):
    outlets = NAMES[:6]
    rows = select("naming", table_of("naming", outlets), outlets=outlets)
    figure = draw("naming", rows, outlets)
    assert "$x^2$ <b>" in [text.get_text() for text in figure.legends[0].get_texts()]
    plots.sheet("naming", rows, tmp_path, outlets).print()
    for path in tmp_path.rglob("*.svg"):
        assert b"<b>" not in path.read_bytes()
