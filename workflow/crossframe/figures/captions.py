"""Captions of figures: what is drawn, how it was made, on how much it rests."""

import jinja2
import pandas as pd

from crossframe.config import Config
from crossframe.drawing import Drawing
from crossframe.wording import counted

CLAIMS = {
    "across-articles": "articles are the units, and values speak of articles such as these",
    "within-article": "values describe these articles and say nothing of the outlets",
}


def caption(drawing: Drawing, config: Config) -> str:
    """Return a caption filled with the parameters that ran."""
    template = jinja2.Template(drawing.caption, undefined=jinja2.StrictUndefined)
    return " ".join(template.render(config=config).split())


def size(articles: pd.DataFrame, scope: str) -> str:
    """Return on how much a figure rests, as in '31 passages of 5 articles (4 to 9 an outlet)'.

    Args:
        articles: The analysed articles.
        scope: The figure's scope; empty where it describes the corpus.
    """
    whole = counted(len(articles), "article")
    if scope != "within-article":
        return f"{whole}{_by_outlet(articles.groupby('outlet').size())}"
    passages = articles.groupby("outlet")["n_passages"].sum()
    return f"{counted(int(passages.sum()), 'passage')} of {whole}{_by_outlet(passages)}"


def scoped(text: str, n: str, scope: str) -> str:
    """Return a caption with a sentence on n and scope."""
    claim = f"; scope: {scope}, {CLAIMS[scope]}" if scope else ""
    return f"{text} n = {n}{claim}."


def _by_outlet(units: "pd.Series[int]") -> str:
    """Return the least and the most units of an outlet, in brackets."""
    if units.empty:
        return ""
    least, most = int(units.min()), int(units.max())
    return f" ({least if least == most else f'{least} to {most}'} an outlet)"
