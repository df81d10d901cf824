"""Lines, and tails of titles, that recur over an outlet's articles: furniture nobody need list."""

from collections.abc import Iterator

import pandas as pd

from crossframe.corpus.headline import mark_of_tail, tails
from crossframe.corpus.lines import fingerprint, split_lines

Recurring = dict[int, float]  # share of an outlet's articles that carry a line, by fingerprint


def line_keys(loaded: pd.DataFrame) -> pd.DataFrame:
    """Return which lines each article holds: outlet, article's title and line as fingerprints.

    A tail of a title counts as a line.

    Args:
        loaded: Records (`stages.LOADED`).
    """
    usable = loaded[loaded["outcome"] == "analysed"]
    rows = [
        (record.outlet, title_key, line)
        for record in usable.itertuples()
        for title_key in [_title_key(record.title, record.article)]
        for line in sorted({*_lines(str(record.text)), *_tails(record.title)})
    ]
    return pd.DataFrame(rows, columns=["outlet", "title", "line"]).astype(
        {"outlet": "str", "title": "int64", "line": "int64"}
    )


def recurring_lines(keys: pd.DataFrame, fewest_articles: int) -> pd.DataFrame:
    """Return the lines that several articles of an outlet carry, with the share that do.

    Articles with the same title count once, as a copy repeats every line of its original.

    Args:
        keys: As `line_keys` returns them, of all records.
        fewest_articles: Fewest articles that must carry a line.
    """
    distinct = keys.drop_duplicates()
    carriers = distinct.groupby(["outlet", "line"], as_index=False).size()
    articles = keys.drop_duplicates(["outlet", "title"]).groupby("outlet").size()
    several = carriers[carriers["size"] >= fewest_articles]
    share = several["size"] / several["outlet"].map(articles).astype("float64")
    return several.assign(share=share).drop(columns="size")


def of_outlet(recurring: pd.DataFrame, outlet: str) -> Recurring:
    """Return the recurring lines of one outlet."""
    own = recurring[recurring["outlet"] == outlet]
    return dict(zip(own["line"].tolist(), own["share"].tolist(), strict=True))


def _lines(text: str) -> Iterator[int]:
    return map(fingerprint, split_lines(text))


def _tails(title: object) -> Iterator[int]:
    return map(mark_of_tail, tails(title) if isinstance(title, str) else ())


def _title_key(title: object, article: object) -> int:
    # an article without a title is no copy of another
    return fingerprint(title if isinstance(title, str) else f"\0{article}")
