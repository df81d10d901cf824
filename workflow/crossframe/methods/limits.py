"""The limits of a study, from its tables: what its numbers cannot bear."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from crossframe import measures, store
from crossframe.config import Config
from crossframe.findings import differences, power
from crossframe.findings.tally import compared
from crossframe.measures.comparability import first_day
from crossframe.results import Results
from crossframe.stats.ratios import FEW_HOLD, FEW_UNITS
from crossframe.wording import counted, percent

Articles = Sequence[Mapping[str, str]]

YEAR = 365.25  # days
TOLD_ELSEWHERE = ("few_articles", "dates", "undated")  # verdicts on what is told here in full


def describe(results: Results, config: Config, articles: Articles) -> list[str]:
    """Return the limits of a study, those of this corpus first.

    Args:
        results: The results.
        config: The study's config.
        articles: The table of articles, as text.
    """
    return [
        *_of_size(config, articles),
        *_of_dates(articles),
        *_of_verdicts(results, config),
        *_of_tests(results, config),
        *_of_measures(config),
    ]


def _of_size(config: Config, articles: Articles) -> Iterator[str]:
    """Yield what too few articles an outlet leave open."""
    least = config.inference.min_articles
    n = Counter(article["outlet"] for article in articles)
    few = [outlet for outlet in config.outlets if n[outlet] < least]
    if not few:
        yield (
            "Results speak of articles such as these from these outlets, as far as they were drawn "
            "alike; they say nothing of what the source left out."
        )
        return
    yield (
        f"{len(few)} of {len(config.outlets)} outlets have fewer than {least} articles, so that "
        "intervals and tests rest on passages: results describe these articles and carry no "
        "inference to the outlets."
    )
    if max(n.values(), default=0) == 1:
        yield (
            "With one article an outlet, nothing distinguishes the outlet from the author, the day "
            "or the event."
        )


def _of_dates(articles: Articles) -> Iterator[str]:
    """Yield how far apart articles are, and which dates are uncertain."""
    dates = [article["date"] for article in articles if article["date"]]
    if dates:
        years = (first_day(max(dates)) - first_day(min(dates))).days / YEAR
        apart = {article["outlet"] for article in articles if article["date"]}
        if years >= 1 and len(apart) > 1:
            yield (
                f"The articles were published up to {years:.0f} years apart, from {min(dates)} to "
                f"{max(dates)}: a difference may be one of time."
            )
    inferred = sum(article["date_basis"] == "inferred" for article in articles)
    missing = len(articles) - len(dates)
    if inferred:
        yield f"The dates of {inferred:,} of {len(articles):,} articles were inferred, not stated."
    if missing:
        yield f"{missing:,} of {len(articles):,} articles have no date."


def _of_verdicts(results: Results, config: Config) -> Iterator[str]:
    """Yield the imbalances between outlets that may cause a difference by themselves."""
    if "verdicts" in config.measures:
        for row in results.cells("verdicts"):
            if row["check"] not in TOLD_ELSEWHERE:
                yield f"An imbalance that may cause differences by itself: {row['verdict']}"


def _of_tests(results: Results, config: Config) -> Iterator[str]:
    """Yield what the tests could not find, and what they rest on."""
    if "calibration" in config.measures:
        (found, _), *_ = power.sentences(results.rows("calibration"))
        yield found
    tested = compared(config)
    n = sum((_counts(results, config, name) for name in tested), Counter[str]())
    if n["untested"]:
        of = "of an outlet from the others" if len(config.outlets) > 2 else "between the outlets"
        few = f", {n[FEW_UNITS]:,} of them for too few units" if n[FEW_UNITS] else ""
        yield (
            f"Of {counted(n['rows'], 'difference')} {of}, {n['untested']:,} could not be "
            f"tested{few}; that nothing was found there does not mean that outlets are alike."
        )
    if n[FEW_HOLD]:
        yield (
            f"In {percent(n[FEW_HOLD] / n['rows'])} of these differences few units hold what is "
            "counted, so that their intervals may be too high or too narrow."
        )
    if len(tested) > 1:
        yield (
            f"The tests of {len(tested)} measures are corrected measure by measure, not for all of "
            "them together."
        )


def _counts(results: Results, config: Config, measure: str) -> Counter[str]:
    """Return how many differences a measure states, how many untested ones, and why."""
    table, *_ = differences.tables(measure, config.outlets)
    n = Counter[str]()
    for part in differences.stated(results, table, config.outlets):
        untested, notes = part["q"].isna(), store.cells(part["note"])
        n["rows"] += len(part)
        n["untested"] += int(untested.sum())
        n[FEW_UNITS] += int(notes[untested].str.contains(FEW_UNITS, regex=False).sum())
        n[FEW_HOLD] += int(notes.str.contains(FEW_HOLD, regex=False).sum())
    return n


def _of_measures(config: Config) -> dict[str, None]:
    """Return what the measures that ran cannot bear in any study, each limit once."""
    return dict.fromkeys(limit for name in config.measures for limit in measures.load(name).limits)
