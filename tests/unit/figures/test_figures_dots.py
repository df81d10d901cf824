import numpy as np
import plots
import pytest
from cases import each
from corpora import features, run
from matplotlib.colors import to_hex
from plots import TWELVE

from crossframe.figures import style
from crossframe.figures.style import Canvas

OUTLETS = ("Right", "Left")  # not in the order of the alphabet
DOTS = plots.shaped("dots")


def source(number, article="Left-1", **given):
    return {"article": article, "quotation": number, "passage": 1 + number % 2} | given


def mention(number, article="Left-1", **given):
    verb = None if given.get("semantic_role", "other") == "other" else "ban"
    place = {"article": article, "sentence": 1, "number": number, "passage": 1 + number % 2}
    return place | {"verb": verb, "actor": "firm"} | given


SOURCES = [
    source(1), source(2), source(3, speaker_kind="company", speaker="Bo Li"),
    source(4, speaker_kind="company", speaker="Ann Bell", verb="claim", stance="doubting"),
    source(5, "Right-1", speaker_kind="company", speaker="Bo Li", named=False, voice="reported"),
    source(6, "Right-1", speaker_kind="company", speaker="Bo Li", voice="reported"),
]  # fmt: skip
MENTIONS = [
    mention(1, semantic_role="agent"), mention(2, semantic_role="agent", actor="group", verb="use"),
    mention(3, semantic_role="patient", passive=True, agent_deleted=True), mention(4, vader=0.4),
    mention(1, "Right-1", semantic_role="patient"), mention(2, "Right-1", semantic_role="patient"),
]  # fmt: skip


def tables_of(outlets=OUTLETS, sources=SOURCES, mentions=MENTIONS):
    texts = {f"{outlet}-1": [{"own": "ban . ."}, {"own": "ban . ."}] for outlet in outlets}
    return features(texts, sources=sources, mentions=mentions)


def many(outlets, n_items=16):
    """A corpus in which every outlet has every one of many speakers and actors."""
    at = [(f"{outlet}-1", n) for outlet in outlets for n in range(1, n_items + 1)]
    sources = [
        source(
            n, article, speaker=f"Speaker {n:02}", speaker_kind=f"kind {n:02}", verb=f"say {n:02}"
        )
        for article, n in at
    ]
    mentions = [
        mention(n, article, actor=f"Actor {n:02}", semantic_role="patient") for article, n in at
    ]
    return tables_of(outlets, sources, mentions)


def selected(name, tables=None, outlets=OUTLETS, width=180.0, most_items=15):
    table = run(name, tables or tables_of(outlets), outlets)
    return plots.select(name, table, Canvas(outlets, width, most_items))


def test_only_all_voices_together_are_shown():
    table = run("sources", tables_of(), OUTLETS)
    assert set(table["voice"]) == {"all", "quoted", "reported"}
    rows = plots.select("sources", table, Canvas(OUTLETS, 180.0, 15))
    expected = selected("sources").reset_index(drop=True)
    assert rows.reset_index(drop=True).equals(expected)


def drawn(name, rows, outlets=OUTLETS, width=180.0):
    return plots.draw(name, rows, Canvas(tuple(outlets), width, 15))


def drawn_of(name, tables=None, outlets=OUTLETS, width=180.0):
    return drawn(name, selected(name, tables, outlets, width), outlets, width)


def values(rows, panel, item):
    own = rows[(rows["panel"] == panel) & (rows["item"] == item)]
    return dict(zip(own["outlet"], own["value"], strict=True))


def test_sources_are_shown_by_kind_all_voices_together():
    rows = selected("sources")
    assert set(rows["item"]) == {"company", "official"}
    assert values(rows, "share_of_quotations", "company") == {"Left": 2 / 4, "Right": 1}
    assert set(rows["panel"]) == {"share_of_quotations", "share_of_words"}


def test_agency_is_shown_as_agent_and_with_the_agent_left_out():
    rows = selected("agency")
    assert values(rows, "agent_share", "firm") == {"Left": 1 / 2, "Right": 0}
    assert values(rows, "agent_deleted", "firm") == {"Left": 1, "Right": 0}
    assert set(rows["panel"]) == {"agent_share", "agent_deleted"}


def test_tone_is_shown_as_the_mean_of_each_lexicon():
    rows = selected("targets")
    assert set(rows["panel"]) == {"vader", "afinn"}
    assert values(rows, "vader", "firm") == pytest.approx({"Left": 0.4 / 3, "Right": 0})


def test_a_verb_is_shown_with_its_actor_in_both_parts():
    rows = selected("agency_verbs")
    assert set(rows["item"]) == {"ban (firm)", "use (group)"}
    assert values(rows, "patient", "ban (firm)") == {"Left": 1, "Right": 1}
    assert np.isnan(values(rows, "agent", "ban (firm)")["Right"])


def test_a_reporting_verb_is_shown_once():
    rows = selected("reporting_verbs")
    assert values(rows, "all", "claim") == {"Left": 1 / 4, "Right": 0}
    assert len(rows) == 2 * len(OUTLETS)


def test_a_speaker_has_its_kind_and_naming_only_where_one_name_has_several():
    assert set(selected("speakers")["item"]) == {
        "Ann Bell (official)", "Ann Bell (company)", "Bo Li (named)", "Bo Li (unnamed)",
    }  # fmt: skip
    plain = tables_of(sources=SOURCES[:3])
    assert set(selected("speakers", plain)["item"]) == {"Ann Bell", "Bo Li"}


def test_items_that_rest_on_most_come_first_then_in_the_order_of_the_alphabet():
    order = selected("sources").drop_duplicates("rank")["item"].tolist()
    assert order == ["company", "official"]  # four quotations, two
    more = tables_of(sources=[source(1, speaker_kind="academic"), source(2), source(3)])
    assert selected("sources", more).drop_duplicates("rank")["item"].tolist() == [
        "official",
        "academic",
    ]
    order = selected("agency").drop_duplicates("rank")["item"].tolist()
    assert order == ["firm", "group"]
    rows = selected("speakers", many(OUTLETS), most_items=3)
    assert rows.drop_duplicates("rank")["item"].tolist() == [f"Speaker {n:02}" for n in (1, 2, 3)]


@each("name", DOTS)
def test_every_item_has_a_row_for_every_outlet_in_every_panel(name):
    rows = selected(name, many(OUTLETS, 6), most_items=4)
    sizes = rows.groupby(["panel", "rank"])["outlet"].nunique().unstack()
    assert sizes.shape[1] == 4
    assert (sizes.dropna(how="all") == 2).all(axis=None)


@each("outlets, width", [(OUTLETS, 180.0), (TWELVE, 180.0), (TWELVE, 89.0)])
def test_a_figure_of_many_items_fits_a_page(outlets, width):
    tables = many(outlets)
    for name in ("agency", "reporting_verbs"):  # of two panels, and of one
        fits_a_page(name, tables, outlets, width)


def fits_a_page(name, tables, outlets, width):
    rows = selected(name, tables, outlets, width)
    figure = drawn(name, rows, outlets, width)
    assert rows["rank"].max() == (15 if outlets == OUTLETS else 9)
    assert figure.get_figheight() * 25.4 <= 240
    assert figure.get_figwidth() * 25.4 == pytest.approx(width)


def offsets(ax):
    """The marks of every outlet, in the order of display: x, and y within the row."""
    return [np.asarray(part.get_offsets()) for part in ax.collections]


def test_marks_of_outlets_stand_below_one_another_with_room_for_each():
    rows = selected("sources", many(TWELVE), TWELVE)
    figure = drawn("sources", rows, TWELVE)
    ax = figure.axes[0]
    y = np.array([marks[0, 1] for marks in offsets(ax)])
    assert (y > -0.5).all()
    assert (y < 0.5).all()
    box, (bottom, top) = ax.get_position(), ax.get_ylim()
    row_mm = box.height * figure.get_figheight() * 25.4 / (bottom - top)
    assert (np.diff(y) * row_mm > 1.4).all()  # a mark is 3.5 points wide: 1.2 mm


def test_what_has_no_value_has_no_mark_and_what_has_no_interval_is_hollow():
    rows = selected("agency").query("item == 'group' and panel == 'agent_share'")
    right, left = drawn("agency", rows).axes[0].collections[:2]
    assert len(right.get_offsets()) == 0  # Right does not name the group
    assert rows.dropna(subset="value")["high"].isna().all()  # a single unit
    assert to_hex(left.get_facecolor()[0]) == "#ffffff"
    kinds = selected("sources").query("item == 'official' and panel == 'share_of_quotations'")
    assert kinds["high"].notna().any()
    filled = drawn("sources", kinds).axes[0].collections[1]
    assert to_hex(filled.get_facecolor()[0]) == style.look(OUTLETS)["Left"]["color"].lower()


def test_an_outlet_has_its_colour_and_its_name_in_the_legend():
    figure = drawn_of("sources")
    (legend,) = figure.legends
    assert [text.get_text() for text in legend.get_texts()] == list(OUTLETS)
    for marks, look in zip(figure.axes[0].collections, style.look(OUTLETS).values(), strict=True):
        assert to_hex(marks.get_edgecolor()[0]) == look["color"].lower()


@each("width", [80.0, 180.0])
def test_long_names_of_outlets_stay_within_the_figure(width):
    outlets = tuple(
        f"{n} and its surroundings, chronicle " + "and weekly herald " * 9 for n in "AB"
    )
    figure = drawn_of("sources", many(outlets), outlets, width)
    box = figure.legends[0].get_window_extent()
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.width + 1


def test_shares_begin_at_none_and_agency_ends_at_all():
    assert drawn_of("sources").axes[0].get_xlim()[0] == 0
    assert drawn_of("agency").axes[0].get_xlim() == (0, 1)


def test_an_axis_of_tone_ends_where_the_scores_do():
    spread = [mention(n, article, passage=n, vader=score, afinn=5 * score)
              for article in ("Left-1", "Right-1")
              for n, score in ((1, -1.0), (2, 1.0))]  # fmt: skip
    rows = selected("targets", tables_of(mentions=spread))
    assert rows["high"].max() > 5
    assert [ax.get_xlim() for ax in drawn("targets", rows).axes] == [(-1, 1), (-5, 5)]


def labels_of(figure):
    return [label.get_text() for label in figure.axes[0].get_yticklabels()]


def test_a_long_label_is_broken_and_a_very_long_one_cut():
    tables = tables_of(sources=[source(1, speaker="Ministry of Works " * 9),
                                source(2, speaker="Anna Karlotta Bellwether")])  # fmt: skip
    labels = labels_of(drawn_of("speakers", tables, width=89.0))
    assert "Anna Karlotta\nBellwether" in labels
    (cut,) = [label for label in labels if label.startswith("Ministry")]
    assert cut.endswith("…")
    assert cut.count("\n") == 1


@each("name", DOTS)
def test_nothing_selected_is_drawn(name):
    empty = tables_of(sources=(), mentions=())
    assert selected(name, empty).empty
    assert drawn_of(name, empty).axes[0].texts[0].get_text() == "Nothing to show."
