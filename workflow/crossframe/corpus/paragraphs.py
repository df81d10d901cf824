"""The table of paragraphs: every line of every page, with its role and wording."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from crossframe.corpus.catalogue import Article, read_text
from crossframe.corpus.clean import clean
from crossframe.corpus.furniture import Furniture
from crossframe.schemas import PARAGRAPHS


def table(
    articles: Sequence[Article],
    texts: Mapping[str, Path],
    furniture: Furniture,
    analysed_roles: Collection[str],
) -> pd.DataFrame:
    """Return the paragraphs of the articles that `texts` names (`schemas.PARAGRAPHS`)."""
    chosen = [article for article in articles if article.id in texts]
    rows = [
        row
        for article in chosen
        for row in _rows(article, read_text(texts[article.id]), furniture, analysed_roles)
    ]
    return PARAGRAPHS.validate(pd.DataFrame(rows))


def _rows(
    article: Article, text: str, furniture: Furniture, analysed_roles: Collection[str]
) -> Iterator[dict[str, object]]:
    for part in clean(text, article.title, article.outlet, furniture):
        yield {
            "article": article.id,
            "line": part.line,
            "part": part.part,
            "role": part.role,
            "rule": part.rule,
            "kept": part.role in analysed_roles,
            "repaired": part.repaired,
            "text": part.text,
        }
