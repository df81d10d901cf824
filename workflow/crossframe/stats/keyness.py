"""Keyness: how much more an item is used here than there.

`n` and `n_rest` are occurrences here and in the rest, `size` and `size_rest` all tokens there:
arrays that broadcast to (n_outlets, n_items), the shape of every result. Their four cells are
n, n_rest, size - n and size_rest - n_rest. What is undefined is missing. What takes tokens as
independent (G2, chi-square, z, the conservative log ratio) serves to rank, not to test.
"""

import numpy as np
from scipy.special import betainccinv, betaincinv, xlogy

from crossframe.stats.arrays import Bools, Floats

IN_PLACE_OF_ZERO = 0.5  # occurrences; Hardie (2014), so that a ratio is defined
PER_MILLION = 1_000_000  # the base of simple maths, and of its constant

# What comes of 0 / 0 is missing, and what would be infinite is set missing.
undefined_is_missing = np.errstate(divide="ignore", invalid="ignore")


def log_ratio(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return log2 of the ratio of relative frequencies; above 0: more here.

    Formula: log2((n / size) / (n_rest / size_rest)), with 0.5 in place of a count of 0 and of
    no other. One unit is a doubling. Missing where a side has no tokens.

    Source: Hardie, A. (2014). Log Ratio: an informal introduction. CASS. Departs from tools that
    give an infinity where a count is 0 (Wordless) or add 0.5 to every count.
    """
    here = np.where(n > 0, n, IN_PLACE_OF_ZERO)
    there = np.where(n_rest > 0, n_rest, IN_PLACE_OF_ZERO)
    defined = _both_speak(size, size_rest)
    ratio = np.divide(
        here * size_rest,
        there * size,
        out=np.full(np.broadcast_shapes(here.shape, defined.shape), np.nan),
        where=defined,
    )
    return np.asarray(np.log2(ratio))


@undefined_is_missing
def conservative_log_ratio(
    n: Floats, size: Floats, n_rest: Floats, size_rest: Floats, alpha: float
) -> Floats:
    """Return the end of the log ratio's interval that is nearer to 0; above 0: more here.

    Formula: with q the share n / (n + n_rest) and [q_low, q_high] its exact (Clopper-Pearson)
    interval at level 1 - alpha, log2 of size_rest / size * q / (1 - q), at q_low but
    not below 0 where the rate here is the higher, at q_high but not above 0 where it is the
    lower. 0: the interval holds no difference. No count is replaced: a count of 0 has a finite
    end. Missing where a side has no tokens or neither has the item.

    Args:
        n: Occurrences here.
        size: Tokens here.
        n_rest: Occurrences in the rest.
        size_rest: Tokens of the rest.
        alpha: Share of intervals that may miss; for all of k items to hold together at a level,
            (1 - level) / k (Bonferroni).

    Source: Evert, S. (2022). Measuring keyness. Digital Humanities 2022: Conference Abstracts,
    202-205 (LRC). Departs from CQPweb, which takes a normal approximation with Hardie's 0.5.
    """
    low, high = betaincinv(n, n_rest + 1, alpha / 2), betainccinv(n + 1, n_rest, alpha / 2)
    sizes = size_rest / size
    more = np.maximum(np.log2(sizes * low / (1 - low)), 0)
    less = np.minimum(np.log2(sizes * high / (1 - high)), 0)
    nearer = np.where(_contrast(n, size, n_rest, size_rest) >= 0, more, less)
    return np.where(_both_speak(size, size_rest), nearer, np.nan)


def percent_difference(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return %DIFF, the difference of rates in per cent of the rest's; above 0: more here.

    Formula: 100 * (n / size - n_rest / size_rest) / (n_rest / size_rest); -100 where n is 0.
    Missing where the rest lacks the item or a side has no tokens. Departs from the source, which
    puts 1e-18 in place of 0 in the rest: the value would be that constant's, not the item's.

    Source: Gabrielatos, C. and Marchi, A. (2011). Keyness: matching metrics to definitions.
    Corpus Linguistics in the South 1, Portsmouth, slide 18.
    """
    return 100 * (_divide(n * size_rest, n_rest * size) - 1)


def odds_ratio(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return the odds of the item here over those in the rest; above 1: more here.

    Formula: (n / (size - n)) / (n_rest / (size_rest - n_rest)); 0 where n is 0. Missing where the
    rest lacks the item, where it is every token here, or where a side has no tokens. No count is
    replaced. Departs from tools that give an infinity (Wordless) or the conditional estimate of
    Fisher's test (R, quanteda).

    Source: Pojanapunya, P. and Todd, R. W. (2018). Log-likelihood and odds ratio. Corpus
    Linguistics and Linguistic Theory 14(1), 133-167, here 154.
    """
    return _divide(n * (size_rest - n_rest), n_rest * (size - n))


def simple_maths(
    n: Floats, size: Floats, n_rest: Floats, size_rest: Floats, smoothing: float
) -> Floats:
    """Return the ratio of smoothed rates per million; above 1: more here.

    Formula: (1e6 n / size + smoothing) / (1e6 n_rest / size_rest + smoothing). The larger the
    constant, the more it favours frequent items. A count of 0 needs no other treatment. Missing
    where a side has no tokens.

    Source: Kilgarriff, A. (2009). Simple maths for keywords. Proceedings of Corpus Linguistics
    2009, Liverpool. Sketch Engine takes a constant of 1 unless told otherwise.
    """
    here, there = PER_MILLION * _divide(n, size), PER_MILLION * _divide(n_rest, size_rest)
    return (here + smoothing) / (there + smoothing)


def g2(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return the log-likelihood ratio of the four-cell table, without correction; 0 and up.

    Formula: 2 sum O ln(O / E) over item and other tokens, here and there, with 0 ln 0 = 0: it is
    0 where neither side has the item. Has no direction. Missing where a side has no tokens.
    Departs from the two-cell form of Rayson and Garside (2000), which leaves the other tokens
    out, and from quanteda, which signs it and adds 1e-9 inside the logarithm.

    Source: Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence.
    Computational Linguistics 19(1), 61-74.
    """
    share = _divide(n + n_rest, size + size_rest)
    cells = (
        (n, size * share),
        (n_rest, size_rest * share),
        (size - n, size * (1 - share)),
        (size_rest - n_rest, size_rest * (1 - share)),
    )
    return np.where(_both_speak(size, size_rest), _deviance(*cells), np.nan)


def g2_two_cells(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return the log-likelihood ratio of the item's own two cells; 0 and up.

    Formula: 2 (n ln(n / E) + n_rest ln(n_rest / E_rest)), E = size (n + n_rest) / (size +
    size_rest), E_rest likewise, and 0 ln 0 = 0. Has no direction. It is the limit of the
    four-cell form for rare items, and less than it for others. Missing where a side has no tokens.

    Source: Rayson, P. and Garside, R. (2000). Comparing corpora using frequency profiling.
    Workshop on Comparing Corpora, ACL, 1-6; as the UCREL log-likelihood wizard.
    """
    share = _divide(n + n_rest, size + size_rest)
    cells = (n, size * share), (n_rest, size_rest * share)
    return np.where(_both_speak(size, size_rest), _deviance(*cells), np.nan)


def chi_square(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return Pearson's chi-square of the four-cell table, without correction; 0 and up.

    Formula: sum (O - E)^2 / E = N (ad - bc)^2 / (product of the four margins), with the cells
    a = n, b = n_rest, c = size - n, d = size_rest - n_rest. Has no direction. Missing where a
    margin is 0: neither side has the item, or it is every token, or a side has no tokens. Departs
    from quanteda's default, which takes Yates's correction.

    Source: Pearson, K. (1900). On the criterion that a given system of deviations. Philosophical
    Magazine 50(302), 157-175.
    """
    other, other_rest, total = size - n, size_rest - n_rest, size + size_rest
    margins = (n + n_rest) * (other + other_rest) * size * size_rest
    return _divide(total * (n * other_rest - n_rest * other) ** 2, margins)


@undefined_is_missing
def weighted_log_odds(
    n: Floats, size: Floats, n_rest: Floats, size_rest: Floats, prior_tokens: float
) -> tuple[Floats, Floats]:
    """Return the log-odds ratio under an informative Dirichlet prior, and its z-score.

    Formula: with a = prior_tokens * (n + n_rest) / (size + size_rest) and a0 = prior_tokens,
    delta = ln((n + a) / (size + a0 - n - a)) - ln((n_rest + a) / (size_rest + a0 - n_rest - a)),
    z = delta / sqrt(1 / (n + a) + 1 / (n_rest + a)). Above 0: more here. The prior pulls rare
    items towards no difference, and makes up for counts of 0. Missing where a side has no tokens,
    where neither has the item, and where it is every token of both.

    Source: Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' words. Political
    Analysis 16(4), 372-403, equations 15, 16, 20 and 22. Departs from it by taking both sides
    together as the background corpus, and from scattertext, whose prior is flat and whose
    variance has the four terms of equation 19.
    """
    prior = prior_tokens * (n + n_rest) / (size + size_rest)
    here, there = n + prior, n_rest + prior
    delta = np.log(here / (size + prior_tokens - here)) - np.log(
        there / (size_rest + prior_tokens - there)
    )
    defined = _both_speak(size, size_rest)
    delta = np.where(defined, delta, np.nan)
    return delta, delta / np.sqrt(1 / here + 1 / there)


def text_dispersion(
    n_with: Floats, n_units: Floats, n_with_rest: Floats, n_units_rest: Floats
) -> Floats:
    """Return the keyness of the units that hold an item; above 0: in a larger share here.

    Formula: the four-cell G2 of `n_with` of `n_units` units here and `n_with_rest` of
    `n_units_rest` in the rest, with the sign of the difference of shares. How often a unit holds
    the item does not count, nor how long the units are. 0 where neither side has the item;
    missing where a side has no units.

    Source: Egbert, J. and Biber, D. (2019). Incorporating text dispersion into keyword analyses.
    Corpora 14(1), 77-104, here 84-87. Departs from scripts that take two cells: with units, which
    often hold an item, the cells of those that lack it weigh as much.
    """
    sides = n_with, n_units, n_with_rest, n_units_rest
    return np.sign(_contrast(*sides)) * g2(*sides)


def _contrast(n: Floats, size: Floats, n_rest: Floats, size_rest: Floats) -> Floats:
    """Return a number with the sign of the difference of rates."""
    return n * size_rest - n_rest * size


def _both_speak(size: Floats, size_rest: Floats) -> Bools:
    return (size > 0) & (size_rest > 0)


def _deviance(*cells: tuple[Floats, Floats]) -> Floats:
    """Return 2 sum O ln(O / E) of pairs of O and E, with 0 ln 0 = 0."""
    statistic = 2 * sum(
        xlogy(o, np.divide(o, e, out=np.ones_like(o), where=o > 0)) for o, e in cells
    )
    return np.maximum(statistic, 0.0)  # rounding can leave a trace below 0


def _divide(above: Floats, below: Floats) -> Floats:
    """Return above / below, missing where below is 0."""
    shape = np.broadcast_shapes(above.shape, below.shape)
    quotient: Floats = np.divide(above, below, out=np.full(shape, np.nan), where=below > 0)
    return quotient
