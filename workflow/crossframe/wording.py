"""How counts, numbers and names are written for readers: one way for all pages."""

from collections.abc import Sequence

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


def counted(n: int, noun: str) -> str:
    """Return a number of things."""
    return f"{n:,} {noun}{'' if n == 1 else 's'}"


def enumerated(items: Sequence[str], word: str = "and") -> str:
    """Return items as a sentence lists them, with a word before the last."""
    *first, last = items
    return f"{', '.join(first)} {word} {last}" if first else last
