"""The columns that tables of measures have in common: one name for one thing.

A table that states values by outlet has, in this order: `outlet`, `voice`, the columns of its
items, `statistic`, `unit_of_value`, `value`, `low`, `high`; where outlets are compared with the
rest `rest`, `difference`, `difference_low`, `difference_high`, `p`, `p_pooled`, `p_max_t`, `q`;
`n`, `n_of`; its own columns; `n_units`, `unit`, `scope`, `note`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from crossframe import schemas
from crossframe.schemas import Column, Table
from crossframe.stats.units import VOICES

Columns = dict[str, Column]
Item = Mapping[str, Column]

SHARE = "share"
PER_1000, PER_100 = "per 1000 words", "per 100 mentions"
LOG2_RATIO = "log2 ratio"
LEXICON_SCORES = {"vader": "VADER score", "afinn": "AFINN score"}

P_VALUES = {
    "p": "Share of permutations of the outlets' labels with at least such a difference.",
    "p_pooled": "The same, of those of all rows of the same {} together: finer, what q rests on.",
    "p_max_t": "Share with such a difference in any row of the same {}.",
    "q": "Share of false findings to expect among all of the same {} that are at least as clear.",
}
COMPARISONS = ("omnibus", "pair")


def number(description: str) -> Column:
    """Return a column of numbers that can be undefined."""
    return schemas.column("float64", description, nullable=True)


def outlet_and_voice() -> Columns:
    """Return the columns that a table by outlet and voice begins with."""
    return {
        "outlet": schemas.column("str", "The outlet."),
        "voice": schemas.one_of(VOICES, "own, quoted, reported, or all: together."),
    }


def stated(statistics: tuple[str, ...]) -> Columns:
    """Return the columns that say what a row states."""
    return {
        "statistic": schemas.one_of(statistics, "What the row states."),
        "unit_of_value": schemas.column("str", "What its values are in; a share is from 0 to 1."),
    }


def value(of: str, prefix: str = "", *, share: bool = False) -> Columns:
    """Return the columns of a value with its interval.

    Args:
        of: What is stated, as in 'Share of the mentions'.
        prefix: What the names of the ends begin with; the value then has no column here.
        share: Whether values are between 0 and 1.
    """
    texts = {"low": "Lower end of its interval.", "high": "Upper end of its interval."}
    ends = {f"{prefix}{end}": text for end, text in texts.items()}
    described = ends if prefix else {"value": f"{of}."} | ends
    return {
        name: schemas.share(text, nullable=True) if share else number(text)
        for name, text in described.items()
    }


def difference(rest: str, of: str) -> Columns:
    """Return the columns of a difference with its interval.

    Args:
        rest: What the value is compared with.
        of: What the difference is.
    """
    return {
        "rest": number(rest),
        "difference": number(of),
        **value("", "difference_"),
    }


def evidence(family: str, of_q: str = "") -> Columns:
    """Return the columns of the evidence for a difference.

    Args:
        family: What rows have in common that are tested together.
        of_q: What rows have in common whose q are reckoned together, if that is wider.
    """
    families = dict.fromkeys(P_VALUES, family) | ({"q": of_q} if of_q else {})
    return {
        name: schemas.share(text.format(families[name]), nullable=True)
        for name, text in P_VALUES.items()
    }


def counts(n: str, n_of: str) -> Columns:
    """Return the columns of what is counted, and of what it is counted among."""
    return {"n": schemas.count(n), "n_of": schemas.count(n_of)}


def dispersion() -> Columns:
    """Return the columns of spread over units."""
    return {
        "n_units_with": schemas.count("Units of the outlet in which it stands."),
        "dp": schemas.share("Deviation of proportions (DP): 0 is even.", nullable=True),
        "dp_norm": schemas.share("DP divided by the most it can be.", nullable=True),
        "one_unit": schemas.column("bool", "Whether a single unit carries it."),
    }


def scope() -> Columns:
    """Return the columns that every table ends with."""
    return {
        "n_units": schemas.count("Units that the row rests on."),
        "unit": schemas.one_of(("article", "passage"), "What intervals and tests rest on."),
        "scope": schemas.one_of(
            ("across-articles", "within-article"),
            "within-article: the figures describe these articles and carry no inference "
            "to the outlets.",
        ),
        "note": schemas.column(
            "str", "Why a value is missing, or to be read with care.", nullable=True
        ),
    }


@dataclass(frozen=True)
class Stated:
    """What a table by outlet and voice states.

    Attributes:
        name: Name of the table.
        description: What it holds.
        item: Columns of its items.
        statistics: What its rows state.
        values: The same in words, as in 'Share of the mentions'.
        counted: The columns that `counts` returns.
    """

    name: str
    description: str
    item: Item
    statistics: tuple[str, ...]
    values: str
    counted: Columns

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of the key: a statistic tells rows apart where there are several."""
        return (*self.item, "statistic") if len(self.statistics) > 1 else tuple(self.item)

    def listed(self) -> Table:
        """Return the schema of shares without tests."""
        return self._table(value(self.values, share=True), {})

    def compared(
        self, family: str = "voice", of_q: str = "", own: Columns | None = None
    ) -> tuple[Table, Table]:
        """Return the schemas of values with tests, and of their comparisons.

        Args:
            family: What rows have in common that are tested together.
            of_q: What rows have in common whose q are reckoned together, if that is wider.
            own: Columns that this table alone has.
        """
        against = difference("The value of all other outlets together.", "Value less rest.")
        values = value(self.values) | against | evidence(family, of_q)
        return self._table(values, own or {}), self._comparisons(family, of_q)

    def _table(self, values: Columns, own: Columns) -> Table:
        return Table(
            self.name,
            self.description,
            ("outlet", "voice", *self.key),
            {
                **outlet_and_voice(),
                **self.item,
                **stated(self.statistics),
                **values,
                **self.counted,
                **own,
                **scope(),
            },
        )

    def _comparisons(self, family: str, of_q: str) -> Table:
        of_a_side = "Units of the side that has fewer; omnibus: of any outlet."
        wider = f"{of_q}, comparison" if of_q else ""
        return Table(
            f"{self.name}_comparisons",
            "Differences between all outlets together (omnibus), and between every pair, where "
            "there is a test or an interval.",
            ("comparison", "voice", *self.key, "outlet", "other"),
            {
                "comparison": schemas.one_of(COMPARISONS, "omnibus: of all outlets; or of a pair."),
                "voice": outlet_and_voice()["voice"],
                **self.item,
                **stated(self.statistics),
                "outlet": schemas.column("str", "One outlet; omnibus: where the value is highest."),
                "other": schemas.column("str", "The other; omnibus: where it is lowest."),
                "value": number(f"{self.values}, of the outlet."),
                **difference("The other's value.", "Value less the other's."),
                **evidence(f"{family}, comparison", wider),
                **scope(),
                "n_units": schemas.count(of_a_side),
            },
        )
