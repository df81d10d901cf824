import re

import matplotlib as mpl
import pytest
from corpora import features, run
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from crossframe import figures, measures
from crossframe.figures import files as formats
from crossframe.figures import style
from crossframe.figures.style import Canvas

TWO = ("Left", "Right")
TWELVE = tuple(f"The {name} Herald" for name in "ABCDEFGHIJKL")
HOSTILE = ("$x^2$", "<script>", "&amp;", r"\frac{", "a_b^c", "$", "%s")

every = pytest.mark.parametrize("name", figures.names())
# One measure of each shape; the others differ in nothing that a file could show.
A_SHAPE_EACH = [next(n for n in figures.names() if figures.SHAPES[n] == shape)
                for shape in dict.fromkeys(figures.SHAPES.values())]  # fmt: skip
each_shape = pytest.mark.parametrize("name", A_SHAPE_EACH)


def tables_of(outlets, term="ban"):
    texts = {f"{o}-1": [{"own": f"{term} {term} app ."}, {"own": f"{term} . {o[4:5]}x ."},
                        {"quoted": "tide . ."}] for o in outlets}  # fmt: skip
    texts[f"{outlets[0]}-1"] = [{"own": f"{term} {term} {term} own"}, {"own": f"own {term}"}] * 2
    return features(
        texts,
        phrases=[(f"{o}-1", n, "own", f"{term} app", n) for o in outlets for n in (1, 2)],
        entities=[(f"{o}-1", n, "own", term, "person", n) for o in outlets for n in (1, 2)],
        sentences=[
            {"article": f"{o}-1", "number": n, "passage": n, "position": n / 3, "vader": 0.3 * n}
            for o in outlets for n in (1, 2)
        ],
        valences=[(f"{o}-1", n, n, "vader", term, 1, 1.0) for o in outlets for n in (1, 2)],
        frames=[(f"{o}-1", n, n, "own", frame, term, n)
                for o in outlets for n in (1, 2) for frame in ("blame", "nature")],
        mentions=[
            {"article": f"{o}-1", "sentence": n, "passage": n, "number": m, "variant": variant,
             "semantic_role": role, "verb": term}
            for o in outlets for n in (1, 2)
            for m, (variant, role) in enumerate([("firm", "agent"), (term, "patient")], start=1)
        ],
        modifiers=[(f"{o}-1", n, "own", "firm", "firm", term, n) for o in outlets for n in (1, 2)],
        sources=[{"article": f"{o}-1", "quotation": n, "passage": n, "speaker": term}
                 for o in outlets for n in (1, 2)],
    )  # fmt: skip


def drawn(name, outlets=TWO, width=180.0, term="ban"):
    canvas = Canvas(tuple(outlets), width, 15)
    shape = figures.load(name)
    rows = shape.select(run(name, tables_of(outlets, term), outlets), canvas)
    return shape.draw(rows, canvas)


def saved(figure, folder, dpi=80):
    formats.save(figure, folder / "figure", dpi)
    return {path.suffix: path.read_bytes() for path in sorted(folder.glob("figure.*"))}


@every
@pytest.mark.parametrize("outlets", [TWO, TWELVE])
def test_a_figure_is_drawn_for_few_and_for_many_outlets(name, outlets):
    figure = drawn(name, outlets)
    assert isinstance(figure, Figure)
    figure.draw_without_rendering()  # a warning that the layout does not fit is an error


@pytest.mark.parametrize("name", ["frequency", "course"])  # the shapes with a panel an outlet
def test_twelve_outlets_fit_the_narrowest_figure_that_the_config_allows(name):
    drawn(name, TWELVE, width=80.0).draw_without_rendering()


@every
def test_a_figure_of_nothing_is_drawn(name):
    canvas, output = Canvas(TWO, 180.0, 15), measures.load(name).OUTPUT
    empty = output.validate(run(name, tables_of(TWO), TWO).iloc[:0])
    shape = figures.load(name)
    shape.draw(shape.select(empty, canvas), canvas).draw_without_rendering()


@every
def test_a_figure_is_as_wide_as_the_canvas(name):
    assert drawn(name, width=120.0).get_figwidth() == pytest.approx(120 / 25.4)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The bytes of a figure of each shape, by format."""
    return {name: saved(drawn(name), tmp_path_factory.mktemp(name)) for name in A_SHAPE_EACH}


@each_shape
def test_the_same_figure_has_the_same_bytes_twice(name, files, tmp_path):
    assert saved(drawn(name), tmp_path) == files[name]


def test_the_users_own_settings_change_nothing(files, tmp_path):
    with mpl.rc_context({"font.size": 30, "axes.grid": False, "text.parse_math": True}):
        assert saved(drawn("frequency"), tmp_path) == files["frequency"]


@each_shape
def test_no_date_and_no_version_stand_in_the_files(name, files):
    for suffix, content in files[name].items():
        assert not re.search(rb"20[2-9]\d-\d\d-\d\d|D:20\d\d|dc:date|CreationDate", content), suffix
        assert b"Matplotlib" not in content, suffix


def colours_of(figure, outlets):
    """The colours that stand in a figure and belong to outlets."""
    known = {look["color"].lower(): outlet for outlet, look in style.look(outlets).items()}
    found = set()
    for ax in figure.axes:
        for collection in ax.collections:
            for colour in [*collection.get_facecolor(), *collection.get_edgecolor()]:
                found.add(known.get(to_hex(colour).lower()))
    return found - {None}


@pytest.mark.parametrize("name", sorted(set(figures.names()) - {"similarity", "calibration"}))
def test_every_outlet_has_its_colour_in_every_figure(name):
    assert colours_of(drawn(name), TWO) == set(TWO)


@pytest.mark.parametrize("name", ["frequency", "keywords", "course"])
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


def texts_of(figure):
    figure.draw_without_rendering()
    return [
        label.get_text()
        for ax in figure.axes
        for label in [*ax.get_yticklabels(), *ax.get_xticklabels(), ax.title]
    ]


@pytest.mark.parametrize("term", HOSTILE)
@pytest.mark.parametrize("name", ["frequency", "keywords"])
def test_a_hostile_term_is_drawn_as_text(name, term):
    assert any(text.startswith(term) for text in texts_of(drawn(name, term=term)))


def test_a_hostile_term_is_no_markup_in_a_file(tmp_path):
    assert b"<script" not in saved(drawn("frequency", term="<script>"), tmp_path)[".svg"]


def test_a_dollar_sign_begins_no_formula(tmp_path):
    # a formula would be set in another font, without the dollar signs
    shown = drawn("frequency", term="$x^2$")
    shown.draw_without_rendering()
    labels = [label for label in shown.axes[0].get_yticklabels() if "$" in label.get_text()]
    assert labels
    assert not any(label.get_parse_math() for label in labels)


@pytest.mark.filterwarnings("ignore:Glyph")
def test_a_term_in_a_script_that_the_font_lacks_stops_no_figure(tmp_path):
    assert saved(drawn("frequency", term="字"), tmp_path)


def test_an_open_interval_has_an_arrow():
    # 'own' stands in Left alone, so that its interval has no upper end
    left = drawn("keywords").axes[0]
    assert any(text.arrow_patch is not None for text in left.texts)


def test_a_term_that_the_rest_lacks_is_hollow():
    left = drawn("keywords").axes[0]
    fills = {to_hex(colour) for part in left.collections for colour in part.get_facecolor()}
    assert "#ffffff" in fills


@every
def test_every_drawn_measure_is_a_measure(name):
    assert name in measures.names()
