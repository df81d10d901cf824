"""Text of others, which can hold anything, as Markdown and LaTeX that say just that text."""

import re
import unicodedata

# What CommonMark, its tables and pandoc read as more than text.
MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$^@])")
BEGINS_LIST = re.compile(r"^(\d{0,9})([-+.)])(?= |$)")
LINKS = re.compile(r"(?<=:)/(?=/)|(?<=\bwww)\.", re.IGNORECASE)  # GitHub makes links of these
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        **{mark: f"\\{mark}" for mark in "&%$#_{}"},
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\textasciigrave{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        '"': "''",  # German makes a command of it
        "\N{MINUS SIGN}": "$-$",
    }
)
DASHES = re.compile("-(?=-)")  # LaTeX draws them together
OPTION = re.compile(r"^[\[*]")  # at the begin of a row, LaTeX takes these for the end of the last
# Controls, and marks that turn the direction of what follows: they belong to no word.
UNSEEN = {"Cc", "Zl", "Zp"}
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def line(text: str) -> str:
    """Return a text as one line without control characters."""
    seen = (" " if unicodedata.category(mark) in UNSEEN else mark for mark in TURNS.sub("", text))
    return " ".join("".join(seen).split())


def markdown(text: str) -> str:
    """Return a text as Markdown within a line or a cell."""
    marked = BEGINS_LIST.sub(r"\1\\\2", MARKS.sub(r"\\\1", line(text)))
    return LINKS.sub(lambda found: "\\" + found[0], marked)


def latex(text: str) -> str:
    """Return a text as LaTeX within a line or a cell."""
    plain = DASHES.sub("-{}", line(text).translate(LATEX))
    return OPTION.sub(lambda found: f"{{{found[0]}}}", plain)
