"""What was compared: the outlets with their articles, words and dates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crossframe.results import Row
from crossframe.wording import percent

MOST_YEARS = 20  # columns that a page has room for; earlier years stand together
YEAR = 4  # digits, with which every date begins


class Outlet(NamedTuple):
    """What an outlet brings.

    Attributes:
        name: Its name.
        articles: Number of articles.
        words: Number of words.
        quoted: Share of words inside quotation marks; '' where there are no words.
        first: Its earliest date, as far as dates are known.
        last: Its latest date.
        row: Id of the row of comparability; '' where the study does not measure that.
    """

    name: str
    articles: int
    words: int
    quoted: str
    first: str
    last: str
    row: str


def outlets(
    articles: Sequence[Mapping[str, str]], names: Sequence[str], rows: Sequence[Row]
) -> list[Outlet]:
    """Return the outlets in the order of display.

    Args:
        articles: Table of articles, as text.
        names: Their names.
        rows: Rows of the table of comparability; empty where the study has none.
    """
    ids = {row.cells["outlet"]: row.id for row in rows}
    held: dict[str, list[Mapping[str, str]]] = {name: [] for name in names}
    for article in articles:
        held[article["outlet"]].append(article)
    return [_outlet(name, own, ids.get(name, "")) for name, own in held.items()]


def _outlet(name: str, articles: Sequence[Mapping[str, str]], row: str) -> Outlet:
    dates = sorted(article["date"] for article in articles if article["date"])
    words = [int(article["n_tokens"]) for article in articles]
    quoted = sum(
        float(article["quoted_share"] or 0) * size
        for article, size in zip(articles, words, strict=True)
    )
    total = sum(words)
    share = percent(quoted / total) if total else ""
    first, last = (dates[0], dates[-1]) if dates else ("", "")
    return Outlet(name, len(articles), total, share, first, last, row)


class Years(NamedTuple):
    """Articles by year.

    Attributes:
        names: The years; the first may stand for all before it, the last for no date.
        counts: Articles of each outlet in each of them, by outlet.
    """

    names: list[str]
    counts: dict[str, list[int]]


def years(articles: Sequence[Mapping[str, str]], names: Sequence[str]) -> Years:
    """Return how many articles of each outlet are of each year."""
    counted = Counter((a["outlet"], _year(a["date"])) for a in articles)
    known = sorted({year for _, year in counted if year})
    recent, early = known[-MOST_YEARS:], known[:-MOST_YEARS]
    groups = [(f"to {early[-1]}", early)] if early else []
    groups += [(year, [year]) for year in recent]
    if any(year == "" for _, year in counted):
        groups.append(("no date", [""]))
    return Years(
        [label for label, _ in groups],
        {name: [sum(counted[name, year] for year in held) for _, held in groups] for name in names},
    )


def _year(date: str) -> str:
    return date[:YEAR]
