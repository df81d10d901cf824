"""Sentiment of a sentence by two lexicons, and the words behind it."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from afinn import Afinn
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    SentimentIntensityAnalyzer,
    SentiText,
    allcap_differential,
    negated,
)

DASHES = re.compile(r"\s*(?:[–—]|--)\s*")
WORD = re.compile(r"\w+")
# VADER looks at three words before one that it knows, and at two behind it.
BEFORE, BEHIND = 3, 2
REMEMBERED = 2**15  # words of which is remembered what the lexicon says: some 10 MB


class Score(NamedTuple):
    """A sentence's sentiment.

    Attributes:
        value: The score.
        n_matched: Words that the lexicon knows.
        words: These words as the lexicon has them, in alphabetical order, each with its
            occurrences and the sum of its valences. VADER knows an emoji by the words that
            describe it; they stand here, but are not counted in `n_matched`.
    """

    value: float
    n_matched: int
    words: tuple[tuple[str, int, float], ...] = ()


def vader(sentence: str) -> Score:
    """Return VADER's compound score, -1 to 1, which reads negation, degree and 'but'.

    The valence of a word is the one after these rules, which are the library's own.

    Source: Hutto, C. J. and Gilbert, E. (2014). VADER: a parsimonious rule-based model for
    sentiment analysis of social media text. ICWSM. Departs from it by reading dashes as commas.
    """
    plain = sentence.isascii() and "--" not in sentence
    text = sentence if plain else DASHES.sub(", ", sentence)
    n_matched = sum(_entry(token) is not None for token in text.split())
    if not n_matched and text.isascii():  # no emoji either
        return Score(0.0, 0)
    compound, valences = _vader().compound(text)
    return Score(compound, n_matched, _together(valences))


def afinn(sentence: str) -> Score:
    """Return AFINN's mean valence of the matched words, -5 to 5; 0 where none is matched.

    Source: Nielsen, F. A. (2011). A new ANEW: evaluation of a word list for sentiment analysis
    in microblogs. Departs from the usual sum, which grows with the length of the sentence.
    """
    lexicon = _afinn()
    valences = [(word, float(lexicon.valence[word])) for word in lexicon.find_all(sentence)]
    total = sum(valence for _, valence in valences)
    value = total / len(valences) if valences else 0.0
    return Score(value, len(valences), _together(valences))


def _together(valences: Iterable[tuple[str, float]]) -> tuple[tuple[str, int, float], ...]:
    """Return each word once, with its occurrences and the sum of its valences."""
    sums: dict[str, tuple[int, float]] = {}
    for word, valence in valences:
        n, total = sums.get(word, (0, 0.0))  # 0.0 + -0.0 is no minus zero
        sums[word] = n + 1, total + valence
    return tuple((word, *sums[word]) for word in sorted(sums))


class _Window(NamedTuple):
    """What VADER's rules look at for the sake of one word; named as in its `SentiText`."""

    words_and_emoticons: list[str]
    is_cap_diff: bool


class _Vader(SentimentIntensityAnalyzer):  # type: ignore[misc]  # the library has no types
    """VADER with the valence of every word, each beside the words alone that its rules look at.

    Its own loop asks every rule about every word, and reads the whole sentence each time.
    """

    def compound(self, text: str) -> tuple[float, list[tuple[str, float]]]:
        """Return the score, and the words of the lexicon, in order, with their valences."""
        text = self._described(text)
        words = [*map(_stripped, text.split())]
        lower = [word.lower() for word in words]
        known = [i for i, word in enumerate(lower) if word in self.lexicon]
        capitals = allcap_differential(words)
        valences: list[float] = [0] * len(words)
        for i in known:
            if lower[i] not in BOOSTER_DICT and lower[i : i + 2] != ["kind", "of"]:
                valences[i] = self._valence(words, i, capitals)
        valences = self._but_check(words, valences)
        score: float = self.score_valence(valences, text)["compound"]
        return score, [(lower[i], valences[i]) for i in known]

    def _described(self, text: str) -> str:
        """Return a text with the descriptions of its emojis in their place."""
        if text.isascii() or self.emojis.keys().isdisjoint(text):
            return text
        return "".join(f" {self.emojis[c]}" if c in self.emojis else c for c in text)

    def _valence(self, words: list[str], i: int, capitals: bool) -> float:
        first = max(0, i - BEFORE)
        window = _Window(words[first : i + BEHIND + 1], capitals)
        (valence,) = self.sentiment_valence(0, window, words[i], i - first, [])
        return float(valence)

    @staticmethod
    def _negation_check(valence: float, words: list[str], start_i: int, i: int) -> float:
        """Ask the rule only where a word is there that it looks for."""
        if any(map(_may_negate, words)):
            valence = SentimentIntensityAnalyzer._negation_check(valence, words, start_i, i)
        return valence


class _ByInitial(Afinn):  # type: ignore[misc]  # the library has no types
    """AFINN that looks words up, and searches for its phrases of several words where one begins.

    Its pattern of all words is grouped by initial: the same matches in a twentieth of the time.
    """

    def __init__(self) -> None:
        super().__init__(language="en")
        self.valence: dict[str, int] = self._dict
        split = (WORD.findall(entry) for entry in self.valence)
        self._beginnings = {(words[0], words[1]) for words in split if len(words) > 1}

    def find_all(self, text: str, clean_whitespace: bool = True) -> list[str]:
        """Return the matches in order; every entry begins and ends with a letter or digit."""
        words: list[str] = WORD.findall(text.lower())
        if self._beginnings.isdisjoint(pairwise(words)):
            return [word for word in words if word in self.valence]
        found: list[str] = super().find_all(text, clean_whitespace)
        return found

    @staticmethod
    def regex_from_tokens(tokens: list[str], **_: bool) -> str:
        """Return a pattern of whole words, of those that begin alike the longest first."""
        groups: dict[str, list[str]] = {}
        for word in sorted(tokens, key=len, reverse=True):
            groups.setdefault(word[0], []).append(re.escape(word[1:]))
        initials = (f"{initial}(?:{'|'.join(rest)})" for initial, rest in groups.items())
        return rf"\b(?:{'|'.join(initials)})\b"


@lru_cache(REMEMBERED)
def _stripped(token: str) -> str:
    """Return a token without the punctuation around it, as VADER reads it."""
    return str(SentiText._strip_punc_if_word(token))


@lru_cache(REMEMBERED)
def _entry(token: str) -> str | None:
    """Return the entry of VADER's lexicon that a token is, if any."""
    word = _stripped(token).lower()
    return word if word in _vader().lexicon else None


@lru_cache(REMEMBERED)
def _may_negate(word: str) -> bool:
    """Return whether the rule of negation looks for a word; 'never so' and 'this' are in it."""
    return bool(negated([word])) or word.lower() in ("so", "this")


@cache
def _vader() -> _Vader:
    return _Vader()


@cache
def _afinn() -> _ByInitial:
    return _ByInitial()
