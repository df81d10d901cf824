"""Imbalances of the corpus that would confound a comparison, each in one sentence.

Reads: articles and records.
Formula: a check finds something where a value exceeds its threshold. Values are those of the
tables comparability and corpus_flow: a share; the difference of the highest and the lowest share;
the ratio of the longest and the shortest median; the days from the end of the earliest range of
dates to the start of the latest; or a number of articles or records.
Reads as: the first is the gravest. Before a difference between outlets is read as one of framing,
each of these is to be ruled out as its cause. No row: no check found anything.
Cannot show: imbalances that no check looks for, such as topics; whether one changed a result.
Source: Gebru, T. et al. (2021). Datasheets for datasets. Communications of the ACM, 64(12), 86-92.
"""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd
from pydantic import Field

from crossframe import schemas
from crossframe.config import Model
from crossframe.measure import Features, Measure
from crossframe.measures import comparability, corpus_flow
from crossframe.measures.comparability import first_day, last_day
from crossframe.measures.duplicates import in_several_outlets
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.sample import Sample
from crossframe.wording import counted, decimal, enumerated, first_of, percent

# What is checked, the gravest first.
CHECKS = {
    "few_articles": "the number of articles",
    "dates": "their dates",
    "undated": "missing dates",
    "rejected": "records left out",
    "lost": "records that cannot be read or name no outlet",
    "names": "spellings of outlets' names",
    "other_outlets": "records of other outlets",
    "shared": "texts that outlets share",
    "wire": "wire copy",
    "length": "length",
    "quoted": "quoted words",
    "other_language": "words in other languages",
    "titles": "titles",
}
ALIKE = 0.85  # difflib's ratio: one letter in seven may differ, 'Times' and 'Post' may not
LISTED = 12  # most items in a sentence: as many as a study can have outlets
PRECISION = 9  # decimals; 0.8 - 0.6 is no more than 0.2


class Options(Model):
    """From where on an imbalance is named."""

    length_ratio: float = Field(
        ge=1, le=100, description="Ratio of the outlets' median lengths, the highest to the lowest."
    )
    share_gap: float = Field(
        ge=0,
        le=1,
        description="Difference of the outlets' highest and lowest share of records left out, of "
        "wire copy, of quoted words, or of articles with a title.",
    )
    undated_share: float = Field(
        ge=0, le=1, description="Share of an outlet's articles that have no date."
    )
    rejected_share: float = Field(
        ge=0, le=1, description="Share of an outlet's records that are left out."
    )
    other_language_share: float = Field(
        ge=0, le=1, description="Share of an outlet's words in another language."
    )


TABLE = Table(
    "verdicts",
    "Imbalances between the outlets, the gravest first; no row, none was found.",
    ("rank",),
    {
        "rank": schemas.count("Place in the order of gravity.", 1),
        "check": schemas.one_of(tuple(CHECKS), "What was checked."),
        "outlets": schemas.column("str", "Outlets concerned; empty where none is.", nullable=True),
        "value": schemas.column("float64", "What was found."),
        "threshold": schemas.column("float64", "The value from which on, or below which."),
        "verdict": schemas.column("str", "The finding."),
    },
)


@dataclass(frozen=True)
class Finding:
    """What a check found, with the columns of `TABLE`."""

    check: str
    outlets: Sequence[str]
    value: float
    threshold: float
    verdict: str


def compute(features: Features, sample: Sample, options: Options) -> Sequence[pd.DataFrame]:
    """Return one row per imbalance."""
    table = comparability.described(features, sample).set_index("outlet")
    table["undated_share"] = table["n_undated"] / table["n_articles"]
    like = {str(name): _by_outlet(table[name]) for name in table}
    flow = corpus_flow.flow(features, sample)
    gap, outlets = options.share_gap, sample.units.outlets
    other = _other_outlets(features["records"])
    twins = {name: twin for name in other if (twin := _twin(name, outlets))}
    found = [
        _few_articles(like["n_articles"], sample.inference.min_articles),
        _dates(like["first_date"], like["last_date"]),
        _above("undated", like["undated_share"], options.undated_share,
               "articles", "have no date"),
        _rejected(flow, gap, options.rejected_share),
        _lost(features["records"]["outcome"]),
        _names(twins, other),
        _strangers({name: n for name, n in other.items() if name not in twins}),
        _shared(features["articles"], outlets),
        _apart("wire", like["wire_share"], gap, "articles", "name a wire service"),
        _lengths(like["tokens_median"], options.length_ratio),
        _apart("quoted", like["quoted_share"], gap, "words", "are quoted"),
        _above("other_language", like["other_language_share"], options.other_language_share,
               "words", "are in another language"),
        _apart("titles", like["titled_share"], gap, "articles", "have a title"),
    ]  # fmt: skip
    rows = [
        {"rank": rank} | asdict(finding) | {"outlets": "; ".join(finding.outlets) or None}
        for rank, finding in enumerate(filter(None, found), start=1)
    ]
    return [pd.DataFrame(rows, columns=list(TABLE.columns))]


def _by_outlet(values: pd.Series) -> dict[str, Any]:
    """Return the values that there are by outlet."""
    return {str(outlet): value for outlet, value in values.dropna().items()}


def _few_articles(n_articles: Mapping[str, int], least: int) -> Finding | None:
    few = {outlet: n for outlet, n in n_articles.items() if n < least}
    if not few:
        return None
    *_, last = few.values()
    named = _listed([f"{outlet} has {n:,}" for outlet, n in few.items()])
    return Finding(
        "few_articles", list(few), min(few.values()), least,
        f"{named} article{'' if last == 1 else 's'}; {least:,} of every outlet are needed to "
        "speak of outlets.",
    )  # fmt: skip


def _dates(first: Mapping[str, str], last: Mapping[str, str]) -> Finding | None:
    """Find that two ranges of dates have no day in common, which is that all have none."""
    if not first:
        return None
    days = (max(map(first_day, first.values())) - min(map(last_day, last.values()))).days
    if days <= 0:
        return None
    ranges = [
        f"{outlet} {date}" + (f" to {last[outlet]}" if last[outlet] != date else "")
        for outlet, date in first.items()
    ]
    return Finding(
        "dates", list(first), days, 0,
        f"No day lies within the dates of every outlet: {_listed(ranges)}.",
    )  # fmt: skip


def _rejected(flow: pd.DataFrame, gap: float, limit: float) -> Finding | None:
    """Find records left out by a gap or, if by none, above a limit; with the main reason."""
    analysed = flow[flow["outcome"] == corpus_flow.ANALYSED].dropna().set_index("outlet")["share"]
    shares, said = _by_outlet(1 - analysed), ("records", "are left out")
    finding = _apart("rejected", shares, gap, *said) or _above("rejected", shares, limit, *said)
    if finding is None:
        return None
    worst = finding.outlets[0]
    reasons = flow[(flow["outlet"] == worst) & ~flow["outcome"].isin(("read", "analysed"))]
    reason = reasons.set_index("outcome")["n_records"].idxmax()
    return replace(
        finding, verdict=f"{finding.verdict[:-1]}; the main reason at {worst} is {reason!r}."
    )


def _lost(outcomes: pd.Series) -> Finding | None:
    """Find records of which nobody can say whose they are."""
    n = int(outcomes.isin(("malformed row", "no outlet")).sum())
    if n == 0:
        return None
    return Finding(
        "lost", [], n, 0,
        f"{n:,} of {len(outcomes):,} records cannot be read or name no outlet; all may be one "
        "outlet's.",
    )  # fmt: skip


def _other_outlets(records: pd.DataFrame) -> dict[str, int]:
    """Return the records of each outlet that the study does not have, the most first."""
    n = records.loc[records["outcome"] == "other outlet", "outlet"].value_counts()
    return _by_outlet(n.sort_index().sort_values(ascending=False, kind="stable"))


def _names(twins: Mapping[str, str], n_records: Mapping[str, int]) -> Finding | None:
    """Find records under what may be an outlet's other name."""
    if not twins:
        return None
    named = [
        f"{counted(n_records[name], 'record')} from {name!r:.60}, much like {twin!r}"
        for name, twin in twins.items()
    ]
    return Finding(
        "names", list(dict.fromkeys(twins.values())), sum(n_records[name] for name in twins), 0,
        f"The study leaves out {_listed(named)}; a name that is the same outlet's belongs in "
        "`aliases` in the config.",
    )  # fmt: skip


def _strangers(n_records: Mapping[str, int]) -> Finding | None:
    """Find records of outlets whose names are like none of the study's."""
    if not n_records:
        return None
    total = sum(n_records.values())
    return Finding(
        "other_outlets", [], total, 0,
        f"The study leaves out {counted(total, 'record')} from "
        f"{counted(len(n_records), 'other outlet')} that it does not have.",
    )  # fmt: skip


def _shared(articles: pd.DataFrame, outlets: Sequence[str]) -> Finding | None:
    found = _by_outlet(articles.loc[in_several_outlets(articles), "outlet"].value_counts())
    n = {outlet: found[outlet] for outlet in outlets if outlet in found}
    if not n:
        return None
    named = _listed([f"{counted(k, 'article')} of {outlet}" for outlet, k in n.items()])
    return Finding(
        "shared", list(n), sum(n.values()), 0,
        f"Other outlets share the text of {named}; `drop_across` of `selection.duplicates` "
        "would leave these out.",
    )  # fmt: skip


def _lengths(medians: Mapping[str, float], limit: float) -> Finding | None:
    if not medians:
        return None
    long, short = _highest(medians), _lowest(medians)
    ratio = medians[long] / medians[short]
    if round(ratio, PRECISION) <= limit:
        return None
    return Finding(
        "length", [long, short], ratio, limit,
        f"The median article of {long} has {decimal(medians[long])} words, that of {short} "
        f"{decimal(medians[short])}; the limit is {decimal(limit)} times as many.",
    )  # fmt: skip


def _above(
    check: str, shares: Mapping[str, float], limit: float, whole: str, state: str
) -> Finding | None:
    """Find shares above a limit, the highest first."""
    high = [outlet for outlet in shares if round(shares[outlet], PRECISION) > limit]
    if not high:
        return None
    high.sort(key=lambda outlet: -shares[outlet])
    listed = _listed([f"{percent(shares[outlet])} of the {whole} of {outlet}" for outlet in high])
    verdict = f"{listed} {state}; the limit is {percent(limit)}."
    return Finding(check, high, shares[high[0]], limit, verdict)


def _apart(
    check: str, shares: Mapping[str, float], limit: float, whole: str, state: str
) -> Finding | None:
    """Find that the highest and the lowest share differ by more than a limit."""
    if not shares:
        return None
    high, low = _highest(shares), _lowest(shares)
    gap = shares[high] - shares[low]
    if round(gap, PRECISION) <= limit:
        return None
    return Finding(
        check, [high, low], gap, limit,
        f"{percent(shares[high])} of the {whole} of {high} {state}, and "
        f"{percent(shares[low])} of those of {low}; the limit is a difference of "
        f"{100 * limit:.3g} points.",
    )  # fmt: skip


def _highest(values: Mapping[str, float]) -> str:
    return max(values, key=lambda outlet: values[outlet])


def _lowest(values: Mapping[str, float]) -> str:
    return min(values, key=lambda outlet: values[outlet])


def _twin(name: str, outlets: Sequence[str]) -> str | None:
    """Return the outlet whose name a name may be another spelling of."""
    plain = {_plain(outlet): outlet for outlet in outlets}
    close = difflib.get_close_matches(_plain(name), plain, n=1, cutoff=ALIKE)
    return plain[close[0]] if close else None


def _plain(name: str) -> str:
    """Return a name without case, punctuation, spaces and a leading article."""
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    return re.sub(r"[\W_]", "", re.sub(r"^the\b", "", folded)) or folded


def _listed(items: Sequence[str]) -> str:
    """Return items as a sentence lists them, at most `LISTED` in full."""
    return enumerated(first_of(items, LISTED))


def method(options: Options, cite: Citations) -> str:
    """Return what is measured, in a sentence."""
    return (
        "An imbalance between outlets is named where median lengths differ more "
        f"than {options.length_ratio:g}-fold, shares (of records left out, wire copy, quoted "
        f"words or titles) by more than {100 * options.share_gap:g} points, or where an "
        "outlet has more than "
        f"{100 * options.undated_share:g} % undated articles, {100 * options.rejected_share:g} % "
        f"records left out or {100 * options.other_language_share:g} % words in another language."
    )


MEASURE = Measure(
    about=__doc__,
    title="Imbalances between the outlets",
    category="Corpus",
    reads=("records",),
    options=Options,
    tables=(TABLE,),
    compute=compute,
    method=method,
)
