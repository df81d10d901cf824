"""Rates of counted items per 1,000 tokens: the table that several measures share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from crossframe import schemas
from crossframe.stats import dispersion
from crossframe.stats.comparisons import (
    Compared,
    against_rest,
    evidence_columns,
    interval_columns,
    scope,
    scope_columns,
)
from crossframe.stats.dispersion import Parts
from crossframe.stats.ratios import ratios
from crossframe.stats.resampling import Ints, Sample
from crossframe.stats.units import VOICES

PER = 1_000  # rates are per thousand tokens everywhere
RATE = "rate per 1,000 words"


def key_columns(item: Mapping[str, schemas.Column]) -> dict[str, schemas.Column]:
    """Return the columns that every table begins with, and those of its items."""
    return {
        "outlet": schemas.column("str", "The outlet."),
        "voice": schemas.one_of(VOICES, "own, quoted, reported, or all: together."),
        **item,
    }


def dispersion_columns() -> dict[str, schemas.Column]:
    """Return the columns on spread over units."""
    return {
        "n_units_with": schemas.count("Units of the outlet in which it stands."),
        "dp": schemas.share("Deviation of proportions (DP): 0 is even.", nullable=True),
        "dp_norm": schemas.share("DP divided by the most it can be.", nullable=True),
        "one_unit": schemas.column("bool", "Whether a single unit carries it."),
    }


def rate_columns(item: Mapping[str, schemas.Column]) -> dict[str, schemas.Column]:
    """Return the columns of a table of rates."""
    return {
        **key_columns(item),
        "n": schemas.count("Occurrences."),
        "n_tokens": schemas.count("Words of the outlet in this voice."),
        "rate_per_1000": schemas.column("float64", "Occurrences per 1,000 words.", nullable=True),
        **interval_columns("the rate's"),
        "rest_per_1000": schemas.column(
            "float64", "The rate of all other outlets together.", nullable=True
        ),
        "difference_per_1000": schemas.column(
            "float64", "The rate less that of the rest.", nullable=True
        ),
        **interval_columns("the difference's", "difference_"),
        **evidence_columns(),
        **dispersion_columns(),
        **scope_columns(),
    }


def frequent(table: pd.DataFrame, item: Iterable[str], min_count: int) -> pd.MultiIndex:
    """Return the items with at least `min_count` occurrences in the corpus, sorted."""
    totals = table.groupby(list(item))["n"].sum()
    kept = totals.index[totals >= min_count]
    return pd.MultiIndex.from_arrays(
        [kept.get_level_values(name).astype("str") for name in item], names=list(item)
    ).sort_values()


def rate_table(
    table: pd.DataFrame, passages: pd.DataFrame, sample: Sample, items: pd.MultiIndex
) -> pd.DataFrame:
    """Return the rates of `items` for every outlet and voice.

    Args:
        table: Feature table with article, passage, voice, the items' columns and n.
        passages: Feature table of passages.
        sample: The units.
        items: The items counted.
    """
    rates = compared_rates(table, passages, sample, items)
    return pd.concat([_rates(sample, rate) for rate in rates], ignore_index=True)


def compared_rates(
    table: pd.DataFrame, passages: pd.DataFrame, sample: Sample, items: pd.MultiIndex
) -> Iterator[Compared]:
    """Yield the counts and rates of `items` in every voice; arguments as of `rate_table`."""
    for voice in sample.voices:
        counts = sample.units.counts(table, items, voice)
        tokens = sample.units.tokens(passages, voice)
        result = ratios(sample, counts, tokens).times(PER)
        yield Compared(voice, items.to_frame(index=False), counts, tokens, True, result)


def _rates(sample: Sample, compared: Compared) -> pd.DataFrame:
    counts, tokens, result = sparse.csr_array(compared.numerators), compared.sizes, compared.result
    evidence = against_rest(sample, counts, tokens)
    stated = result.columns(
        n="numerator",
        n_tokens="denominator",
        rate_per_1000="value",
        low="low",
        high="high",
        rest_per_1000="rest",
        difference_per_1000="difference",
        difference_low="difference_low",
        difference_high="difference_high",
    )
    return item_frame(sample, compared.items, compared.voice).assign(
        **stated,
        **evidence,
        **spread(parts_of_outlets(sample, counts, tokens)),
        **scope(sample, result, evidence["p"]),
    )


def item_frame(sample: Sample, items: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return outlet, voice and item of arrays of shape (n_outlets, n_items), flattened."""
    outlets = sample.units.outlets
    columns = {str(name): np.tile(items[name], len(outlets)) for name in items}
    return pd.DataFrame({"outlet": np.repeat(outlets, len(items)), "voice": voice, **columns})


def parts_of_outlets(sample: Sample, counts: sparse.csr_array, tokens: Ints) -> list[Parts]:
    """Return where the items of each outlet stand.

    Args:
        sample: Units and weights.
        counts: Occurrences by unit and item, shape (n_units, n_items).
        tokens: Tokens by unit, shape (n_units,).
    """
    outlet = sample.units.outlet
    return [
        dispersion.parts_of(counts[outlet == place], tokens[outlet == place])
        for place in range(len(sample.units.outlets))
    ]


def spread(outlets: Sequence[Parts]) -> dict[str, np.ndarray]:
    """Return the values of `dispersion_columns`, flattened."""
    units_with = np.concatenate([dispersion.n_units_with(parts) for parts in outlets])
    return {
        "n_units_with": units_with,
        "dp": np.concatenate([dispersion.dp(parts) for parts in outlets]),
        "dp_norm": np.concatenate([dispersion.dp_norm(parts) for parts in outlets]),
        "one_unit": units_with == 1,
    }
