"""How counts, numbers and names are written for readers: one way for all pages."""

import math
from collections.abc import Sequence

from crossframe.escape import line

VOICES = {
    "all": "all voices together",
    "own": "the outlet's own voice",
    "quoted": "direct quotations",
    "reported": "indirect speech",
}
PARTS_OF_SPEECH = {
    "NOUN": "noun", "PROPN": "proper noun", "VERB": "verb", "ADJ": "adjective", "ADV": "adverb",
    "INTJ": "interjection", "PRON": "pronoun", "AUX": "auxiliary", "ADP": "preposition",
    "DET": "determiner",
}  # fmt: skip
LEXICONS = {"vader": "VADER", "afinn": "AFINN"}

SHARE = "share"  # the unit of values that are written in per cent
TINY = 1e-9  # what floating point leaves of a difference of none
LEAST_PROBABILITY = 0.001  # below, the number of permutations decides
LEAST_SPOKEN = 0.001


def counted(n: int, noun: str) -> str:
    """Return a number of things."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def enumerated(items: Sequence[str], word: str = "and") -> str:
    """Return items as a sentence lists them, with a word before the last."""
    *first, last = items
    return f"{', '.join(first)} {word} {last}" if first else last


def first_of(items: Sequence[str], most: int) -> list[str]:
    """Return items to enumerate: all, or so many and how many more there are."""
    held = list(items)
    return held if len(held) <= most else [*held[:most], f"{len(held) - most:,} more"]


def percent(share: float) -> str:
    """Return a share in per cent, with three digits at most."""
    return f"{100 * share:.3g} %"


def decimal(value: float) -> str:
    """Return a number with one decimal, or with none where that is 0."""
    return f"{value:,.1f}".removesuffix(".0")


def plain(value: float, unit: str = "") -> str:
    """Return a finite value with two significant digits, or all of its whole part."""
    scaled = 100 * value if unit == SHARE else value
    if abs(scaled) < TINY:
        return "0"
    rounded = float(f"{scaled:.2g}")
    decimals = max(0, 1 - math.floor(math.log10(abs(rounded))))
    return f"{scaled:,.{decimals}f}"


def written(value: float, unit: str = "") -> str:
    """Return a value with its sign of per cent."""
    return f"{plain(value, unit)}{_sign(unit)}"


def bare_span(low: float, high: float, unit: str = "") -> str:
    """Return an interval; an end that is missing or infinite is open."""
    if not math.isfinite(high):
        return f"{plain(low, unit)} or more"
    if not math.isfinite(low):
        return f"{plain(high, unit)} or less"
    return f"{plain(low, unit)} to {plain(high, unit)}"


def span(low: float, high: float, unit: str = "") -> str:
    """Return an interval with its sign of per cent."""
    return f"{bare_span(low, high, unit)}{_sign(unit)}"


def probability(p: float) -> str:
    """Return a probability behind its sign, as in '= .012'."""
    if p < LEAST_PROBABILITY:
        return f"< {LEAST_PROBABILITY:g}".replace("0.", ".")
    return f"= {p:.2g}".replace("0.", ".", 1)


def spoken(value: float, share: bool = False) -> str:
    """Return a number with the digits that a listener can use."""
    if share:
        return f"{100 * value:.0f} %"
    if abs(value) >= 100:
        return f"{value:,.0f}".replace("-", "−")
    if 0 < value < LEAST_SPOKEN:
        return f"under {LEAST_SPOKEN}"
    return f"{0.0 + float(f'{value:.2g}'):g}".replace("-", "−")


def cue(text: str) -> str:
    """Return a cue of a frame, such as 'blame/NOUN', with its part of speech in words."""
    word, _, pos = line(text).rpartition("/")
    return f"“{word}” ({PARTS_OF_SPEECH[pos]})" if pos in PARTS_OF_SPEECH else f"“{line(text)}”"


def _sign(unit: str) -> str:
    return " %" if unit == SHARE else ""
