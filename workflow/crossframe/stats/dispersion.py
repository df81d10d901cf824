"""Dispersion: how evenly an item is spread over the units of an outlet.

Every measure takes the `Parts` of an outlet and returns an array of shape (n_items,). In the
formulas v_i is how often unit i holds the item, f their sum, s_i the unit's share of all tokens,
p_i = v_i / tokens of the unit, and n the number of units with tokens. Units may differ in size.
What is undefined is missing: items that do not occur, and all where there are fewer than two units.
"""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from crossframe.stats.arrays import Floats, Ints

# What comes of 0 / 0 is missing.
undefined_is_missing = np.errstate(divide="ignore", invalid="ignore")


@dataclass(frozen=True)
class Parts:
    """Where the items of an outlet stand; arrays have shape (n_counts,), of the counts above 0.

    Attributes:
        item: Position of the item.
        of_item: Share of the item's occurrences that the unit holds, v_i / f.
        of_tokens: Share of the outlet's tokens that the unit holds, s_i.
        rate: Occurrences by the tokens of the unit, p_i.
        totals: Occurrences of each item, shape (n_items,).
        n_units: Units with tokens.
        smallest: The smallest of their shares of the tokens.
    """

    item: Ints
    of_item: Floats
    of_tokens: Floats
    rate: Floats
    totals: Floats
    n_units: int
    smallest: float

    def sums(self, values: Floats) -> Floats:
        """Return the sum of each item over the units that hold it, shape (n_items,)."""
        sums = np.bincount(self.item, weights=values, minlength=len(self.totals))
        return np.asarray(sums, dtype=float)

    def known(self, values: Floats) -> Floats:
        """Return values with those missing that are undefined."""
        return np.where((self.totals > 0) & (self.n_units > 1), values, np.nan)


def parts_of(counts: sparse.csr_array, sizes: Ints) -> Parts:
    """Return where the items of one outlet stand.

    Args:
        counts: Occurrences by unit and item, shape (n_units, n_items).
        sizes: Tokens by unit, shape (n_units,); units without tokens are left out.
    """
    spoken = sizes > 0
    held = sparse.coo_array(counts[spoken])
    shares = sizes[spoken] / max(1, sizes.sum())
    totals = np.asarray(counts.sum(axis=0), dtype=float).ravel()
    return Parts(
        item=held.col.astype(np.int64),
        of_item=held.data / totals[held.col],
        of_tokens=shares[held.row],
        rate=held.data / sizes[spoken][held.row],
        totals=totals,
        n_units=len(shares),
        smallest=float(shares.min(initial=1.0)),
    )


def n_units_with(parts: Parts) -> Ints:
    """Return the range of items: the units that hold them, 0 to n.

    Does not regard how often a unit holds an item, nor how long it is.

    Source: Keniston, H. (1920). Common words in Spanish. Hispania 3(2), 85-96.
    """
    return np.bincount(parts.item, minlength=len(parts.totals))


def dp(parts: Parts) -> Floats:
    """Return the deviation of proportions; 0 is even, 1 - s_i all in unit i.

    Formula: sum_i |v_i / f - s_i| / 2. Made for units of different size. Tools that print 1 for
    even (tlda) have 1 - DP.

    Source: Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International
    Journal of Corpus Linguistics 13(4), 403-437, here 415-419.
    """
    # units without the item deviate by their share; those with it are corrected
    correction = np.abs(parts.of_item - parts.of_tokens) - parts.of_tokens
    deviation = 1.0 + parts.sums(correction)
    return parts.known(np.maximum(deviation / 2, 0))  # rounding can go below 0


@undefined_is_missing
def dp_norm(parts: Parts) -> Floats:
    """Return DP divided by the most it can be; 0 is even, 1 all in the smallest unit.

    Formula: DP / (1 - min_i s_i). Departs from Egbert, Burch and Biber (2020), who take the
    smallest of the units that hold the item.

    Source: Lijffijt, J. and Gries, S. Th. (2012). Correction to Gries (2008). International
    Journal of Corpus Linguistics 17(1), 147-149.
    """
    return parts.known(dp(parts) / (1 - parts.smallest))


@undefined_is_missing
def juilland_d(parts: Parts) -> Floats:
    """Return Juilland's D; 1 is even, 0 all in one unit.

    Formula: 1 - (sd(p) / mean(p)) / sqrt(n - 1), with the population's standard deviation, over
    all n units. Of rates p_i, as units differ in size; with units of one size it is that of the
    counts, which Wordless takes always. Nears 1 where units are many, even of uneven items (Biber,
    Reppen, Schnur and Ghanem 2016).

    Sources: Juilland, A. and Chang-Rodriguez, E. (1964). Frequency dictionary of Spanish words.
    Mouton. Gries, S. Th. (2020). Analyzing dispersion. In Paquot and Gries, A practical handbook
    of corpus linguistics, Springer, 99-118, for rates.
    """
    mean, held_by = parts.sums(parts.rate) / parts.n_units, n_units_with(parts)
    # units without the item deviate by the mean
    without = (parts.n_units - held_by) * mean**2
    variance = (parts.sums((parts.rate - mean[parts.item]) ** 2) + without) / parts.n_units
    d = 1 - np.sqrt(variance) / mean / np.sqrt(parts.n_units - 1)
    return parts.known(np.where(held_by > 1, np.maximum(d, 0), 0))  # but for rounding


@undefined_is_missing
def carroll_d2(parts: Parts) -> Floats:
    """Return Carroll's D2, the relative entropy of rates; 1 is even, 0 all in one unit.

    Formula: -sum_i r_i ln r_i / ln n, r_i = p_i / sum_j p_j; the base cancels. Of rates, as units
    differ in size; with units of one size it is that of the counts, which Wordless takes always.

    Source: Carroll, J. B. (1970). An alternative to Juilland's usage coefficient for lexical
    frequencies. Computer Studies in the Humanities and Verbal Behaviour 3(2), 61-65.
    """
    share = parts.rate / parts.sums(parts.rate)[parts.item]
    entropy = -parts.sums(share * np.log(share))
    return parts.known(np.clip(entropy / np.log(parts.n_units), 0, 1))  # but for rounding


def rosengren_s(parts: Parts) -> Floats:
    """Return Rosengren's S; 1 is even, s_i all in unit i.

    Formula: (sum_i sqrt(s_i v_i))^2 / f. Made for units of different size; with units of one size
    it is Zhang's distributional consistency.

    Source: Rosengren, I. (1971). The quantitative concept of language and its relation to the
    structure of frequency dictionaries. Etudes de linguistique appliquee 1, 103-127.
    """
    s = parts.sums(np.sqrt(parts.of_tokens * parts.of_item)) ** 2
    return parts.known(np.minimum(s, 1))  # rounding can go above 1


def kl_divergence(parts: Parts) -> Floats:
    """Return the Kullback-Leibler divergence, in bits; 0 is even, -log2 s_i all in unit i.

    Formula: sum_i v_i / f log2((v_i / f) / s_i), with 0 log2 0 = 0. Made for units of different
    size. Has no upper bound that holds for all outlets: compare by `kl_norm`.

    Source: Gries, S. Th. (2020). Analyzing dispersion. In Paquot and Gries, A practical handbook
    of corpus linguistics, Springer, 99-118, here 103-104.
    """
    divergence = parts.sums(parts.of_item * np.log2(parts.of_item / parts.of_tokens))
    return parts.known(np.maximum(divergence, 0))  # rounding can go below 0


def kl_norm(parts: Parts) -> Floats:
    """Return the Kullback-Leibler divergence brought between 0 and 1; 0 is even.

    Formula: KL / (1 + KL), KL in bits. Departs from Gries (2021), who takes e^-KL, 1 being even;
    tlda prints 1 - KL / (1 + KL).

    Source: Gries, S. Th. (2024). Frequency, dispersion, association, and keyness. Benjamins, 90.
    """
    divergence = kl_divergence(parts)
    return divergence / (1 + divergence)
