"""Keyness: how much more an item is used here than there.

`n` and `n_rest` are occurrences here and in the rest, `size` and `size_rest` all tokens there.
"""

import numpy as np
from scipy.special import xlogy

from crossframe.stats.resampling import Floats

IN_PLACE_OF_ZERO = 0.5  # occurrences; Hardie (2014), so that a ratio is defined


def log_ratio(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return log2 of the ratio of relative frequencies; above 0: more here.

    Formula: log2((n / size) / (n_rest / size_rest)), with 0.5 in place of a count of 0 and of
    no other. One unit is a doubling. Missing where a side has no tokens.

    Source: Hardie, A. (2014). Log Ratio: an informal introduction. CASS.
    """
    here = np.where(n > 0, n, IN_PLACE_OF_ZERO)
    there = np.where(n_rest > 0, n_rest, IN_PLACE_OF_ZERO)
    defined = (size > 0) & (size_rest > 0)
    ratio = np.divide(
        here * size_rest,
        there * size,
        out=np.full(np.broadcast_shapes(here.shape, defined.shape), np.nan),
        where=defined,
    )
    return np.asarray(np.log2(ratio))


def g2(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return the log-likelihood ratio of the four-cell table, without correction; 0 and up.

    Formula: 2 sum O ln(O / E) over item and other tokens, here and there. Departs from the
    two-cell form of Rayson and Garside (2000), which leaves the other tokens out. It counts
    tokens as independent and serves to rank, not to test.

    Source: Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74.
    """
    total = size + size_rest
    share = (n + n_rest) / total
    cells = (
        (n, size * share),
        (n_rest, size_rest * share),
        (size - n, size * (1 - share)),
        (size_rest - n_rest, size_rest * (1 - share)),
    )
    statistic = 2 * sum(
        xlogy(o, np.divide(o, e, out=np.ones_like(o), where=o > 0)) for o, e in cells
    )
    return np.maximum(statistic, 0.0)  # rounding can leave a trace below 0


def weighted_log_odds(
    n: Floats, size: Floats, n_rest: Floats, size_rest: Floats, prior_tokens: float
) -> tuple[Floats, Floats]:
    """Return the log-odds ratio under an informative Dirichlet prior, and its z-score.

    Formula: with a = prior_tokens * (n + n_rest) / (size + size_rest) and a0 = prior_tokens,
    delta = ln((n + a) / (size + a0 - n - a)) - ln((n_rest + a) / (size_rest + a0 - n_rest - a)),
    z = delta / sqrt(1 / (n + a) + 1 / (n_rest + a)). Above 0: more here. The prior pulls rare
    items towards no difference. z counts tokens as independent and serves to rank, not to test.

    Source: Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words. Political
    Analysis 16(4), 372-403, equations 15, 16 and 22. Departs from it by taking both sides
    together as the background corpus.
    """
    prior = prior_tokens * (n + n_rest) / (size + size_rest)
    here, there = n + prior, n_rest + prior
    delta = np.log(here / (size + prior_tokens - here)) - np.log(
        there / (size_rest + prior_tokens - there)
    )
    return delta, delta / np.sqrt(1 / here + 1 / there)
