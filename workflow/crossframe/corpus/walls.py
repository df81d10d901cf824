"""Pages that were served instead of an article: challenges, errors, demands for consent."""

import re
from collections.abc import Sequence

import pandas as pd

from crossframe.corpus.furniture import Furniture

REASONS = {
    "bot_wall": "a page that keeps robots out",
    "error_page": "a page that reports an error",
    "consent_wall": "a page that asks for consent",
}
# Words beside those of the wall; a page with more holds an article too.
MOST_WORDS_BESIDE = 40
MOST_WORDS_OF_WALL = 150
MOST_WORDS_OF_EQUAL = 40  # a longer text may be an agency's, printed under several titles
FEWEST_EQUAL = 3  # a text under as many titles is a page that any address gives
SENTENCE = re.compile(r"(?<=[.!?])\s+")


def wall(title: str, lines: Sequence[str], outlet: str, furniture: Furniture) -> str | None:
    """Return what a page is that is no article; None where it may be one.

    Args:
        title: Its title.
        lines: Its lines that cleaning knows nothing of.
        outlet: The outlet.
        furniture: Patterns of such pages.
    """
    sentences = [sentence for line in lines for sentence in SENTENCE.split(line)]
    if sum(len(sentence.split()) for sentence in sentences) > MOST_WORDS_OF_WALL:
        return None
    for kind, reason in REASONS.items():
        beside = [s for s in sentences if not furniture.match(s, outlet, kind)]
        found = len(beside) < len(sentences) or furniture.match(title, outlet, kind)
        if found and sum(len(sentence.split()) for sentence in beside) <= MOST_WORDS_BESIDE:
            return reason
    return None


def equal_pages(records: pd.DataFrame) -> pd.Series:
    """Return whether a short text stands under several titles or addresses of an outlet.

    An article has one; such a text is a page that the site gives for any article.
    """
    name = records["url"].fillna(records["title"])
    group = records.assign(name=name).groupby(["outlet", "digest"])["name"]
    short = records["n_words"] <= MOST_WORDS_OF_EQUAL
    return short & (group.transform("nunique") >= FEWEST_EQUAL)
