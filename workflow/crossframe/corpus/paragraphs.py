"""The table of paragraphs: every line of every article, with its role and wording."""

from collections.abc import Collection, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from crossframe.corpus.clean import clean
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.recurring import Recurring, of_outlet
from crossframe.stages import PARAGRAPHS


@dataclass(frozen=True)
class Sites:
    """What is known of the outlets' pages.

    Attributes:
        furniture: Patterns.
        recurring: Lines that recur (`recurring.recurring_lines`).
        least_share: Share of an outlet's articles from which such a line is furniture.
        analysed_roles: Roles that are analysed.
    """

    furniture: Furniture
    recurring: pd.DataFrame
    least_share: float
    analysed_roles: Collection[str]


def paragraphs(loaded: pd.DataFrame, sites: Sites) -> pd.DataFrame:
    """Return the paragraphs (`stages.PARAGRAPHS`) of the usable records of `stages.LOADED`."""
    usable = loaded[loaded["outcome"] == "analysed"]
    rows: list[dict[str, object]] = []
    for outlet, records in usable.groupby("outlet"):
        recurring = of_outlet(sites.recurring, str(outlet))
        for record in records.to_dict("records"):
            rows += _rows(record, sites, recurring)
    return PARAGRAPHS.validate(pd.DataFrame(rows))


def _rows(
    record: dict[Hashable, Any], sites: Sites, recurring: Recurring
) -> Iterator[dict[str, object]]:
    title = record["title"] if isinstance(record["title"], str) else ""
    furniture = {line for line, share in recurring.items() if share >= sites.least_share}
    for part in clean(record["text"], title, record["outlet"], sites.furniture, furniture):
        yield {
            "article": record["article"],
            "line": part.line,
            "part": part.part,
            "role": part.role,
            "rule": part.rule,
            "kept": part.role in sites.analysed_roles,
            "repaired": part.repaired,
            "recurring_share": recurring.get(part.fingerprint),
            "text": part.text,
        }
