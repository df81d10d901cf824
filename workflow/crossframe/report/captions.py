"""Captions of figures: what is drawn, how it was made, on how much it rests."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2

CLAIMS = {
    "across-articles": "articles are the units, and values speak of articles such as these",
    "within-article": "values describe these articles and say nothing of the outlets",
}


def caption(path: Path, config: dict[str, Any]) -> str:
    """Return a caption filled with the parameters that ran, as Snakemake's own report does."""
    template = jinja2.Template(path.read_text(encoding="utf-8"), undefined=jinja2.StrictUndefined)
    return " ".join(template.render(snakemake=SimpleNamespace(config=config)).split())


def size(articles: Iterable[Mapping[str, str]], scope: str) -> str:
    """Return on how much a figure rests, as in '31 passages of 5 articles (4 to 9 an outlet)'.

    Args:
        articles: The analysed articles.
        scope: The figure's scope; empty where it describes the corpus.
    """
    articles = list(articles)
    whole = _counted(len(articles), "article")
    if scope != "within-article":
        return f"{whole}{_by_outlet(articles, '')}"
    passages = sum(int(article["n_passages"]) for article in articles)
    return f"{_counted(passages, 'passage')} of {whole}{_by_outlet(articles, 'n_passages')}"


def scoped(text: str, n: str, scope: str) -> str:
    """Return a caption with a sentence on n and scope."""
    claim = f"; scope: {scope}, {CLAIMS[scope]}" if scope else ""
    return f"{text} n = {n}{claim}."


def _by_outlet(articles: list[Mapping[str, str]], column: str) -> str:
    """Return the least and the most units of an outlet, in brackets."""
    sums: dict[str, int] = {}
    for article in articles:
        units = int(article[column]) if column else 1
        sums[article["outlet"]] = sums.get(article["outlet"], 0) + units
    if not sums:
        return ""
    least, most = min(sums.values()), max(sums.values())
    return f" ({least if least == most else f'{least} to {most}'} an outlet)"


def _counted(n: int, noun: str) -> str:
    return f"{n:,} {noun}{'' if n == 1 else 's'}"
