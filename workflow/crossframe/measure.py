"""What a measure is: its tables and how to compute them, and all that is drawn and told of them.

A module of `measures` holds one `MEASURE`. Whatever speaks of measures (targets, schema, docs,
figures, findings, methods, evidence, report) asks it, and holds no table of measures of its own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, TypeVar, get_args

import pandas as pd

from crossframe.config import Model
from crossframe.drawing import Drawing
from crossframe.references import Citations
from crossframe.schemas import Table
from crossframe.stats.sample import Sample

Category = Literal["Corpus", "Words", "Tone", "Framing", "Sources", "Checks"]
CATEGORIES: tuple[Category, ...] = get_args(Category)  # in the order of the report

Features = Mapping[str, pd.DataFrame]
Annotated = Mapping[str, pd.DataFrame]  # tables of `stages.ANNOTATION`, of one shard
Row = Mapping[str, Any]
Given = TypeVar("Given", bound=Model)
Given_contra = TypeVar("Given_contra", bound=Model, contravariant=True)

MORE = ("more often", "less often")


@dataclass(frozen=True)
class Saying:
    """How a difference is said.

    Attributes:
        clause: What the outlet does, up to 'than'; `{direction}` and the row's columns are filled.
        directions: Its direction where the outlet's value is higher, and where it is lower.
        value: The outlet's value; `{value}` and the row's columns are filled.
        n: What it rests on, before the units.
        of: The cells, by column, of the rows that it is said of; empty: of all.
    """

    clause: str
    directions: tuple[str, str]
    value: str
    n: str
    of: Mapping[str, str] = field(default_factory=dict)


class Clause(NamedTuple):
    """What a finding depends on.

    Attributes:
        said: The clause.
        doubt: Whether it is a reason to doubt the finding.
    """

    said: str
    doubt: bool = False


@dataclass(frozen=True)
class Carrier:
    """Which word or cue carries a difference, as the table of another measure states it.

    Attributes:
        measure: The other measure; where it did not run, nothing is said.
        clauses: Yields what is said of a row, by the other's rows of the same outlet and voice.
    """

    measure: str
    clauses: Callable[[Row, pd.DataFrame], Iterator[Clause]]


@dataclass(frozen=True)
class Claims:
    """How the differences that a measure tests become findings.

    Attributes:
        sayings: Their words; of a row, the first that is said of it.
        topic: Columns that a fact is of, where others of the item tell its sides; None: the item.
        shared: Columns of which several items share one whole: more of one is less of the others.
        statistics: Statistics of one fact, the one that says most first.
        turned: Statistics that are high where the others are low.
        no_side: Statistics that are told where nothing else of their topic is.
        word: Column of the word that a finding is of, which other measures may tell, too.
        says_most: Rank among the measures that tell of the same word; the lowest tells it.
        framed_by: Whether a finding of its frame tells what this one would.
        in_voices: Whether the outlet's own voice could show it as other voices do.
        carriers: Where what carries a difference is looked up.
        tests_of: The measure whose tests these are; where that ran, it tells them.
    """

    sayings: tuple[Saying, ...]
    topic: tuple[str, ...] | None = None
    shared: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    turned: tuple[str, ...] = ()
    no_side: tuple[str, ...] = ()
    word: str = ""
    says_most: int = 0
    framed_by: bool = False
    in_voices: bool = True
    carriers: tuple[Carrier, ...] = ()
    tests_of: str = ""


@dataclass(frozen=True)
class Indicator:
    """What the overview takes from a measure's table of all voices together.

    Attributes:
        group: What it tells of.
        place: Place of the group in the overview.
        rows: Yields the name of each indicator and its rows.
    """

    group: str
    place: int
    rows: Callable[[pd.DataFrame], Iterator[tuple[str, pd.DataFrame]]]


@dataclass(frozen=True)
class Evidence(Generic[Given_contra]):
    """Which sentences stand behind the rows of a measure's tables.

    Behind a count stand the sentences in which what is counted was found; behind a share, those of
    what it is a share by, not of what it is a share of; behind a mean, all that it is the mean of.

    Attributes:
        reads: Tables of the annotation.
        item: Columns of the measure's key, beside outlet and voice, by which sentences differ.
        find: Returns, of these tables and the measure's options, rows with `article`, `sentence`,
            `voice` and the columns of `item`; with `n` where a row stands for several occurrences.
            A row counts in its voice and in `all`; else `counts_in` names the voice.
        others: What the last of `item` is of a table's row for all that have none.
    """

    reads: tuple[str, ...]
    item: tuple[str, ...]
    find: Callable[[Annotated, Given_contra], pd.DataFrame]
    others: str | None = None


@dataclass(frozen=True)
class Measure(Generic[Given]):
    """A measure.

    Attributes:
        about: What it reads, formula, reading, limits, departures, sources: the module's docstring.
        title: Its heading in the report.
        category: What it compares.
        reads: The feature tables that it needs beside articles and passages.
        options: Its keys in the config.
        tables: Schemas of its tables, that of the outlets first; a second one has the differences
            of all outlets together, and of every pair.
        compute: Returns the tables, in their order.
        method: What it is, in a sentence or two of a paper's methods, from the options that ran.
        limits: What it cannot bear, whatever the study; what several measures share is told once.
        lexicons: Whether it rests on the sentiment lexicons.
        drawing: How it is drawn; None where it is not.
        claims: How its differences become findings; None where it tests none.
        indicators: What of it sums up each outlet's framing.
        evidence: The sentences behind its rows; None where no sentences are.
    """

    about: str
    title: str
    category: Category
    reads: tuple[str, ...]
    options: type[Given]
    tables: tuple[Table, ...]
    compute: Callable[[Features, Sample, Given], Sequence[pd.DataFrame]]
    method: Callable[[Given, Citations], str]
    limits: tuple[str, ...] = ()
    lexicons: bool = False
    drawing: Drawing | None = None
    claims: Claims | None = None
    indicators: tuple[Indicator, ...] = ()
    evidence: Evidence[Given] | None = None

    @property
    def name(self) -> str:
        """Its name: that of its module, of its table and of its key in the config."""
        return self.tables[0].name

    @property
    def table(self) -> Table:
        """The schema of its table of the outlets."""
        return self.tables[0]
