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


MOST_PASSES = 8  # what was damaged twice is repaired twice; more is no damage that occurs


def repair(line: str) -> str:
    """Return one line with its characters as they were meant, and single spaces between words.

    Control characters, HTML entities, mojibake, ligatures and full-width forms, and invisible
    characters are repaired, in this order and until nothing changes; the result is in NFC.
    """
    for _ in range(MOST_PASSES):
        repaired = _repair_once(line)
        if repaired == line:
            break
        line = repaired
    return line


def _repair_once(line: str) -> str:
    text = "".join(" " if unicodedata.category(char) == "Cc" else char for char in line)
    text = ftfy.fix_text(html.unescape(text), FTFY)
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    return " ".join(text.split())
