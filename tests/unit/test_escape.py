import html
import re

from cases import each
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from crossframe import escape

MARKUP = MarkdownIt("commonmark").enable("table")
HOSTILE = [
    "<script>alert(1)</script>",
    "a|b \\| c \\",
    "*bold* _it_ **b** `code` [x](javascript:y) ![i](u) &amp; &lt;",
    "https://x.example/a www.x.example me@x.example",
    "line\nbreak\r\nand\u2028more\x00",
    "\u202eturned\u202c \u0645\u0631\u062d\u0628\u0627",
    "# head",
    "$x^2$ ~sub~ ~~struck~~",
    "\\",
]
# What stands for each special character in LaTeX.
SIGNS = {
    r"\textbackslash{}": "\\",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textasciigrave{}": "`",
    r"\textless{}": "<",
    r"\textgreater{}": ">",
    r"\textbar{}": "|",
    "$-$": "\N{MINUS SIGN}",
    "-{}": "-",
    "{[}": "[",
    "{*}": "*",
    **{f"\\{mark}": mark for mark in "&%$#_{}"},
}
TOKEN = re.compile("|".join(map(re.escape, SIGNS)) + r"|[^\\&%$#_{}~^]", re.DOTALL)


def read_latex(text):
    """Return what LaTeX prints; fail where a character would be a command."""
    tokens = TOKEN.findall(text)
    assert "".join(tokens) == text
    return "".join(SIGNS.get(token, token) for token in tokens)


def cell_of(markdown):
    page = MARKUP.render(f"| a | b |\n| --- | --- |\n| {markdown} | end |\n")
    cells = re.findall(r"<td>(.*?)</td>", page, re.DOTALL)
    assert len(cells) == 2
    assert cells[1] == "end"
    return cells[0]


@each("text", HOSTILE)
def test_hostile_text_is_plain_text_of_a_cell_in_markdown(text):
    found = cell_of(escape.markdown(text))
    assert "<" not in found
    assert html.unescape(found) == escape.line(text)


@each("text", ["- Dash", "+ Plus", "7. Tag", "1) One", "-", "12."])
def test_no_text_begins_a_list_in_markdown(text):
    assert MARKUP.render(escape.markdown(text)) == f"<p>{text}</p>\n"


@given(st.text())
@example("- +")
def test_any_text_is_plain_text_of_a_cell_in_markdown(text):
    assert html.unescape(cell_of(escape.markdown(text))) == escape.line(text)


def test_an_address_is_no_link_on_github():
    found = escape.markdown("https://x.example www.x.example me@x.example")
    assert "://" not in found
    assert "www." not in found
    assert "e@x" not in found


@each("text", HOSTILE)
def test_hostile_text_is_plain_text_in_latex(text):
    assert read_latex(escape.latex(text)) == escape.line(text).replace('"', "''")


@given(st.text())
@example("---")
@example('[a] "b" *')
def test_any_text_is_plain_text_in_latex(text):
    assert read_latex(escape.latex(text)) == escape.line(text).replace('"', "''")


@given(st.text())
@example("a--b---c")
@example("[a]")
@example("*")
def test_no_dashes_are_drawn_together_and_no_row_begins_with_an_option(text):
    made = escape.latex(text)
    assert "--" not in made
    assert not made.startswith(("[", "*"))


@given(st.text())
@example("a\u202eb\u2066c\x07d\u2028e\r\nf")
def test_a_line_is_one_line_without_control_characters(text):
    made = escape.line(text)
    assert made == " ".join(made.splitlines())
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", made)


def test_letters_of_all_scripts_stay():
    text = "Ünïcode \u0645\u0631\u062d\u0628\u0627 \U0001f600 – é"
    assert escape.line(text) == text
