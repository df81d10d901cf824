import re
from pathlib import Path

import matplotlib as mpl
import pytest
from cases import each
from matplotlib.colors import to_hex
from plots import (
    NAMES,
    SUBJECTS,
    TWELVE,
    TWO,
    draw,
    drawn,
    rows_of,
    select,
    sheet,
    table_of,
)

from crossframe.figures import sheets, style
from crossframe.figures.style import Canvas

SOME = ("sources", "frames", "frequency", "course")
HOSTILE = ("$x^2$", "<script>", "&amp;", r"\frac{", "a_b^c", "$", "%s")
# What a reader's own settings could change of marks, lines, letters, pages and files.
SETTINGS = {
    "axes.grid": False, "axes.facecolor": "yellow", "axes.linewidth": 4,
    "figure.dpi": 40, "figure.facecolor": "red", "font.family": ["monospace"], "font.size": 30,
    "legend.fontsize": 20, "legend.frameon": True, "lines.linewidth": 9, "lines.marker": "s",
    "lines.markeredgewidth": 5, "lines.markersize": 25, "path.simplify": False,
    "pdf.compression": 0, "pdf.fonttype": 3, "savefig.bbox": "tight", "savefig.dpi": 33,
    "savefig.facecolor": "blue", "savefig.transparent": True, "svg.fonttype": "path",
    "svg.hashsalt": None, "text.hinting": "none", "text.parse_math": True, "xtick.labelsize": 20,
}  # fmt: skip


@each("name", SUBJECTS)
def test_every_figure_is_drawn_as_wide_as_its_canvas(name):
    figure = drawn(name)  # a warning that the layout does not fit is an error
    assert figure.get_figwidth() == pytest.approx(180 / 25.4)
    assert figure.axes


@each("name", ["frequency", "course"])  # the shapes with a panel an outlet
def test_twelve_outlets_fit_the_narrowest_figure_that_the_config_allows(name):
    assert drawn(name, TWELVE, 80.0).get_figwidth() == pytest.approx(80 / 25.4)


@each("name", SUBJECTS)
def test_a_figure_of_nothing_is_drawn(name):
    canvas = Canvas(TWO, 180.0, 15)
    figure = draw(name, select(name, table_of(name).iloc[:0], canvas), canvas)
    assert "Nothing to show." in [text.get_text() for ax in figure.axes for text in ax.texts]


# Files


def files_of(folder):
    """The bytes of all files of a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")}


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The bytes of every figure in every size and format."""
    folder = tmp_path_factory.mktemp("printed")
    sheets.print_all([sheet(name, rows_of(name), folder) for name in SUBJECTS], 1)
    return files_of(folder)


def test_readers_own_settings_of_matplotlib_change_no_byte_of_any_figure(printed, tmp_path):
    with mpl.rc_context(SETTINGS):
        sheets.print_all([sheet(name, rows_of(name), tmp_path) for name in SUBJECTS], 1)
    found = files_of(tmp_path)
    assert found.keys() == printed.keys()
    assert [name for name in printed if printed[name] != found[name]] == []


def test_figures_drawn_side_by_side_have_the_same_bytes(printed, tmp_path):
    sheets.print_all([sheet(name, rows_of(name), tmp_path) for name in SOME], 2)
    found = files_of(tmp_path)
    assert len(found) == len(SOME) * 6
    assert [name for name in found if printed[name] != found[name]] == []


@each("processes", [1, 2])
def test_an_error_says_in_which_figure_it_is(processes, tmp_path):
    broken = [sheet("frequency", rows_of("frequency").drop(columns="low"), tmp_path),
              sheet("sources", rows_of("sources").iloc[:0], tmp_path)]  # fmt: skip
    with pytest.raises(KeyError) as caught:
        sheets.print_all(broken, processes)
    assert caught.value.__notes__ == ["in the figure frequency"]


def test_no_date_and_no_version_stand_in_the_files(printed):
    told = re.compile(rb"20[2-9]\d-\d\d-\d\d|D:20\d\d|dc:date|CreationDate|Matplotlib")
    assert [name for name, content in printed.items() if told.search(content)] == []


def test_no_file_is_large(printed):
    limits = {".svg": 100_000, ".pdf": 60_000, ".png": 200_000}
    assert [
        name for name, content in printed.items() if len(content) > limits[Path(name).suffix]
    ] == []


# Looks


def colours_of(figure, outlets):
    """The colours that stand in a figure and belong to outlets."""
    known = {look["color"].lower(): outlet for outlet, look in style.look(outlets).items()}
    found = set()
    for ax in figure.axes:
        for collection in ax.collections:
            for colour in [*collection.get_facecolor(), *collection.get_edgecolor()]:
                found.add(known.get(to_hex(colour).lower()))
    return found - {None}


@each("name", sorted(set(NAMES) - {"similarity", "calibration"}))
def test_every_outlet_has_its_colour_in_every_figure(name):
    assert colours_of(drawn(name), TWO) == set(TWO)


@each("name", ["frequency", "keywords", "course"])
def test_a_panel_holds_the_colour_of_the_outlet_in_its_title(name):
    for ax in drawn(name).axes:
        outlet = ax.get_title(loc="left")
        if outlet:
            wrong = style.look(TWO)[next(o for o in TWO if o != outlet)]["color"].lower()
            shown = {to_hex(c).lower() for part in ax.collections for c in part.get_edgecolor()}
            assert wrong not in shown


def test_a_look_does_not_depend_on_the_figure():
    assert style.look(TWELVE)[TWELVE[3]] == style.look(TWELVE[:4])[TWELVE[3]]


def test_colours_and_markers_of_outlets_are_unique():
    looks = style.look(TWELVE).values()
    assert len({look["color"] for look in looks}) == len(TWELVE)
    assert len({look["marker"] for look in looks}) == len(TWELVE)


# Text


def texts_of(figure):
    return [
        label.get_text()
        for ax in figure.axes
        for label in [*ax.get_yticklabels(), *ax.get_xticklabels(), ax.title]
    ]


@each("name, term", [*(("frequency", term) for term in HOSTILE), ("keywords", HOSTILE[0])])
def test_a_hostile_term_is_drawn_as_text(name, term):
    assert any(text.startswith(term) for text in texts_of(drawn(name, term=term)))


def test_a_hostile_term_is_no_markup_in_a_file(tmp_path):
    sheet("frequency", rows_of("frequency", term="<script>"), tmp_path).print()
    for path in tmp_path.rglob("*.svg"):
        assert b"<script" not in path.read_bytes()
        assert b"&lt;script&gt;" in path.read_bytes()


def test_a_dollar_sign_begins_no_formula():
    # a formula would be set in another font, without the dollar signs
    shown = drawn("frequency", term="$x^2$")
    labels = [label for label in shown.axes[0].get_yticklabels() if "$" in label.get_text()]
    assert labels
    assert not any(label.get_parse_math() for label in labels)


@pytest.mark.filterwarnings("ignore:Glyph")
def test_a_term_in_a_script_that_the_font_lacks_stops_no_figure(tmp_path):
    sheet("frequency", rows_of("frequency", term="字"), tmp_path).print()
    assert len(files_of(tmp_path)) == 6


def test_an_open_interval_has_an_arrow():
    # 'own' stands in Left alone, so that its interval has no upper end
    left = drawn("keywords").axes[0]
    assert any(text.arrow_patch is not None for text in left.texts)


def test_a_term_that_the_rest_lacks_is_hollow():
    left = drawn("keywords").axes[0]
    fills = {to_hex(colour) for part in left.collections for colour in part.get_facecolor()}
    assert "#ffffff" in fills
