"""The table of paragraphs: every line of every article, with its role and wording."""

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from crossframe.corpus.clean import Part, clean
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
        furniture = {line for line, share in recurring.items() if share >= sites.least_share}
        for record in records.to_dict("records"):
            title = record["title"] if isinstance(record["title"], str) else ""
            parts = clean(record["text"], title, str(outlet), sites.furniture, furniture)
            rows += [_row(record["article"], part, sites, recurring) for part in parts]
    return PARAGRAPHS.validate(pd.DataFrame(rows))


def _row(article: str, part: Part, sites: Sites, recurring: Recurring) -> dict[str, object]:
    return {
        "article": article,
        "line": part.line,
        "part": part.part,
        "role": part.role,
        "rule": part.rule,
        "kept": part.role in sites.analysed_roles,
        "repaired": part.repaired,
        "recurring_share": recurring.get(part.fingerprint),
        "text": part.text,
    }
