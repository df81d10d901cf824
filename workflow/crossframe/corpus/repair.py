"""Repair of what encoding and scraping did to a text."""

import html
import re
import unicodedata

import ftfy

# Invisible characters that split words or turn the direction of writing: zero-width and
# soft-hyphen characters, byte-order marks, directional marks.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
FTFY = ftfy.TextFixerConfig(
    unescape_html=False,  # done first, as an entity may hide mojibake
    uncurl_quotes=False,  # voice is read from quotation marks
    fix_line_breaks=False,  # lines are split before
)


def repair(line: str) -> str:
    """Return one line with its characters as they were meant, and single spaces between words.

    HTML entities, mojibake, ligatures and full-width forms, invisible and control characters
    and runs of white space are repaired, in this order; the result is in NFC.
    """
    text = ftfy.fix_text(html.unescape(line), FTFY)
    text = INVISIBLE.sub("", text)
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return " ".join(text.split())
