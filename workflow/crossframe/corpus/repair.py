"""Repair of what encoding and scraping did to a text."""

import html
import re
import unicodedata
from collections.abc import Callable
from functools import cache, partial

# Invisible characters that split words or turn the direction of writing: zero-width and
# soft-hyphen characters, byte-order marks, directional marks.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
CONTROL = re.compile("[\x00-\x1f\x7f]")
HALF = re.compile("[\ud800-\udfff]")  # of a character beyond the first 65,536
LATE_CONTROL = re.compile("[\x80-\x9f]")  # half of a character, where they are mojibake
MOST_PASSES = 8  # what was damaged twice is repaired twice; more is no damage that occurs


def repair(line: str) -> str:
    """Return one line with its characters as they were meant, and single spaces between words.

    Control characters, HTML entities, mojibake, ligatures and full-width forms, and invisible
    characters are repaired, in this order and until nothing changes; the result is in NFC.
    """
    if line.isascii() and line.isprintable() and "&" not in line:
        return " ".join(line.split())  # nothing that could be damaged, as most lines
    for _ in range(MOST_PASSES):
        repaired = _repair_once(line)
        if repaired == line:
            break
        line = repaired
    return line


def _repair_once(line: str) -> str:
    text = _fixer()(html.unescape(CONTROL.sub(" ", line)))
    text = unicodedata.normalize("NFC", INVISIBLE.sub("", LATE_CONTROL.sub(" ", text)))
    return " ".join(text.split())


@cache
def _fixer() -> Callable[[str], str]:
    import ftfy  # noqa: PLC0415  # slow to import, and most lines need none of it

    config = ftfy.TextFixerConfig(
        unescape_html=False,  # done first, as an entity may hide mojibake
        uncurl_quotes=False,  # voice is read from quotation marks
        fix_line_breaks=False,  # lines are split before
    )
    return partial(ftfy.fix_text, config=config)


def whole_characters(text: str) -> str:
    """Return a text with the halves of characters that JSON and PDF can hold joined or replaced."""
    if not HALF.search(text):
        return text
    from ftfy.fixes import fix_surrogates  # noqa: PLC0415  # as above

    return str(fix_surrogates(text))
