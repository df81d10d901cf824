"""How much of what the measures test can be claimed, in numbers and in words."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, Protocol

from crossframe import measures
from crossframe.config import Config
from crossframe.findings import differences, likeness
from crossframe.findings.differences import Counts
from crossframe.results import Results
from crossframe.stats.multiplicity import alpha


class Tally(NamedTuple):
    """How much of what a measure tests can be claimed.

    Attributes:
        measure: The measure, and its table.
        counts: The differences that it states.
        sentence: The same in words, with how many are told, and with the pairs of outlets.
    """

    measure: str
    counts: Counts
    sentence: str


class Told(Protocol):
    """What a finding is counted by."""

    @property
    def measure(self) -> str:
        """Its measure."""

    @property
    def other(self) -> str:
        """Which outlet it is compared with; empty: all others."""


def compared(config: Config) -> list[str]:
    """Return the measures that ran and test differences, but for those whose tests another has."""
    claims = {name: measures.load(name).claims for name in config.measures}
    return [name for name, own in claims.items() if own and own.tests_of not in config.measures]


def tallies(results: Results, config: Config, told: Iterable[Told]) -> list[Tally]:
    """Return how much of what each measure tests can be claimed, in the order of the report.

    Args:
        results: The results.
        config: The study's config.
        told: The findings.
    """
    others: dict[str, list[str]] = {name: [] for name in config.measures}
    for finding in told:
        others[finding.measure].append(finding.other)
    lines = (_tally(results, config, measure, others[measure]) for measure in compared(config))
    return [*lines, *_alike(results, config)]


def _tally(results: Results, config: Config, measure: str, others: Sequence[str]) -> Tally:
    """Return what a measure tests: outlets against all others, and pairs of them."""
    outlets, level = config.outlets, alpha(config.inference.level)
    output, *pairs = differences.tables(measure, outlets)
    counts = differences.counts(results, output, outlets, level)
    n_told = others.count("")
    said = [f"{measures.load(measure).title}: {_said(counts, n_told)}"]
    for table in pairs:
        of_pairs = differences.counts(results, table, outlets, level)
        if of_pairs.n_rows:
            said.append(f"between two outlets, {_said(of_pairs, len(others) - n_told)}")
    return Tally(measure, counts, f"{'; '.join(said)}.")


def _said(counts: Counts, n_told: int) -> str:
    n_rows, n_tested, n_found = counts
    if not n_tested:
        return f"none of {n_rows:,} differences could be tested" if n_rows else "nothing to test"
    untested = f" ({n_rows - n_tested:,} more could not be tested)" if n_tested < n_rows else ""
    if not n_found:
        return f"no difference was found in {n_tested:,} tested{untested}"
    claimed = f"{n_found:,} of {n_tested:,} tested differences can be claimed"
    told = f"{n_told:,} {'is' if n_told == 1 else 'are'}" if n_told else "none is"
    return f"{claimed}, {told} told above{untested}"


def _alike(results: Results, config: Config) -> Iterator[Tally]:
    """Yield how many pairs of outlets are less alike than by chance, where that was tested."""
    if likeness.MEASURE not in config.measures:
        return
    pairs = likeness.pairs_of(results)
    n, n_found = len(pairs), len(likeness.claims(pairs, alpha(config.inference.level)))
    how = "less alike than by chance"
    said = f"no pair of outlets is {how}, of {n:,} tested" if n else "no pair could be tested"
    if n_found:
        of = f"{n_found:,} of {n:,} tested pairs of outlets {'is' if n_found == 1 else 'are'}"
        said = f"{of} {how}, the clearest is told above"
    title = measures.load(likeness.MEASURE).title
    yield Tally(likeness.MEASURE, Counts(n, n, n_found), f"{title}: {said}.")
