"""Cells of tables hold text, however spreadsheets and publishing systems stored it."""

from cases import each
from hypothesis import given
from hypothesis import strategies as st

from crossframe.corpus.cells import plain_cell, plain_title
from crossframe.corpus.extract import unwrapped
from crossframe.corpus.sources import content_of

ONE = "The ferry will not sail before the summer."
TWO = "Engineers will look at every plate of its hull."


def lines(cell):
    """Return the lines of a cell that hold anything."""
    text = content_of("cell", cell.encode(), None).text
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@each(
    "cell",
    [
        f"{ONE}_x000D_\n{TWO}",
        f"{ONE}_x000D_\r\n{TWO}_x000D_",
        f"{ONE}_x000D_{TWO}",
        f"{ONE}_x000D__x000A_{TWO}",
        f"{ONE}_x000A_{TWO}",
        f"{ONE}\\r\\n{TWO}",
        f"{ONE}\\n{TWO}\\n",
        f"{ONE}\\n\\n{TWO}",
        f"{ONE} \\n\\n {TWO}",
        f"&lt;p&gt;{ONE}&lt;/p&gt;&lt;p&gt;{TWO}&lt;/p&gt;",
        f"{ONE}&lt;br&gt;{TWO}",
        f"{ONE}&lt;br /&gt;{TWO}",
        f"&lt;div class=&quot;text&quot;&gt;{ONE}&lt;/div&gt;{TWO}",
        f"<p>{ONE}</p>[gallery ids=\"1,2\"]<p>{TWO}</p>",
        f"{ONE}\n[gallery ids=\"1,2\"]\n{TWO}",
        f"{ONE}\n[gallery]\n{TWO}",
        f"[caption id=\"a_1\" align=\"left\"]The ferry[/caption]\n{ONE}\n{TWO}",
        f"{ONE}\n[embed]https://v.example/1[/embed]\n{TWO}",
        f"[vc_row][vc_column_text]{ONE}[/vc_column_text][/vc_row]\n{TWO}",
        f"[et_pb_text admin_label='Text']{ONE}[/et_pb_text]\n{TWO}",
        f"{ONE}\n[video src=\"a.mp4\"]\n{TWO}",
        f"[dropcap]T[/dropcap]{ONE[1:]}\n{TWO}",
        f"{ONE}\n[pullquote]{ONE}[/pullquote]\n{TWO}",
        f"**{ONE}**\n{TWO}",
        f"{ONE.replace('ferry', '[ferry](https://f.example/a?b=1&copy=2)')}\n{TWO}",
        f"![a ferry](https://f.example/a.jpg)\n{ONE}\n{TWO}",
    ],
)  # fmt: skip
def test_what_a_cell_holds_is_text(cell):
    assert lines(cell) == [ONE, TWO]


@each(
    "cell",
    [
        "He wrote “I [the mayor] will not go” and [sic] left [laughs].",
        "The file lies in C:\\new\\reports on the harbour's computer.",
        "A hedge is < 2 m high, and 3 > 2, wrote the gardener.",
        "The formula a*b*c and a ** b and 2**3**4 are the pupils'.",
        "See the note [1] and the list [a] of the report (page 3).",
        "He typed &lt;name&gt; into the form.",
        "x_000D and _x00_ are no codes.",
    ],
)
def test_what_only_looks_like_codes_stays(cell):
    assert plain_cell(cell) == cell


@each(
    ("title", "plain"),
    [
        ("Ferry <b>sold</b>", "Ferry sold"),
        ("Ferry <b>sold", "Ferry sold"),
        ("Ferry <span class='x'>sold</span>", "Ferry sold"),
        ("<i>Gull</i> sails", "Gull sails"),
        ("Is 2 < 3 > 1?", "Is 2 < 3 > 1?"),
        ("Dear <name>", "Dear <name>"),
    ],
)
def test_a_title_holds_no_markup(title, plain):
    assert plain_title(title) == plain


WRAPPED = """The ferry that serves the island will not
sail before the summer, the mayor said on
Monday. Engineers will look at every plate
of its hull before it carries anyone again,
and divers will look at the pier.

Shopkeepers on the quay expect a quiet
season, and some of them have shut al-
ready. Nobody knows who will pay for the
plates, or whether there is money at all."""


def test_lines_broken_at_a_width_are_joined():
    joined = unwrapped(WRAPPED).split("\n")
    assert [len(paragraph.split()) for paragraph in joined] == [38, 30]
    assert "have shut already. Nobody" in joined[1]
    assert lines(WRAPPED) == joined


def test_paragraphs_of_a_line_each_stay():
    text = "\n".join([ONE, TWO, "iPhones are sold on the quay.", ONE, TWO, "A season", ONE])
    assert unwrapped(text) == text
    verses = "\n".join(f"The {n} ferry sails at noon,\nand nobody is on it." for n in range(2))
    assert unwrapped(verses) == verses


@given(st.text(max_size=200))
def test_any_cell_is_read(cell):
    assert isinstance(plain_cell(cell), str)
    assert len(unwrapped(cell)) <= len(cell)
