"""The table of paragraphs: every line of every article, with its role and wording."""

from collections.abc import Collection
from dataclasses import dataclass, replace

import pandas as pd

from crossframe.corpus.clean import Part, clean
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.headline import Site, cited_title
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

    def of(self, outlet: str) -> Site:
        """Return what is known of an outlet's site."""
        shares = of_outlet(self.recurring, outlet).items()
        return Site(outlet, frozenset(line for line, share in shares if share >= self.least_share))


def paragraphs(loaded: pd.DataFrame, sites: Sites) -> pd.DataFrame:
    """Return the paragraphs (`stages.PARAGRAPHS`) of the usable records of `stages.LOADED`."""
    usable = loaded[loaded["outcome"] == "analysed"]
    rows: list[dict[str, object]] = []
    for outlet, records in usable.groupby("outlet"):
        recurring, site = of_outlet(sites.recurring, str(outlet)), sites.of(str(outlet))
        for record in records.fillna({"title": "", "url": ""}).to_dict("records"):
            at = replace(site, url=record["url"])
            parts = clean(record["text"], record["title"], at, sites.furniture)
            rows += [_row(record["article"], part, sites, recurring) for part in parts]
    return PARAGRAPHS.validate(pd.DataFrame(rows))


def headlines(loaded: pd.DataFrame, sites: Sites) -> pd.Series:
    """Return the titles of records as they are cited, without what names their sites."""
    site = {outlet: sites.of(outlet) for outlet in loaded["outlet"].dropna().unique()}
    given = loaded[["title", "outlet", "url"]].fillna("").itertuples(index=False)
    bare = [
        cited_title(title, replace(site[outlet], url=url)) if title and outlet else None
        for title, outlet, url in given
    ]
    return pd.Series(bare, index=loaded.index, dtype="str")


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
