"""What the comparison asks of every article before it is annotated."""

import re
from collections.abc import Hashable
from typing import Any

import pandas as pd

from crossframe.config import Selection
from crossframe.corpus.duplicates import digest, signature, words_of_text
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.language import languages
from crossframe.stages import LOADED, SCREENED

# Where a wire service signs a story; a credit elsewhere may be a picture's.
SIGNED = ("dateline", "trailing_credit", "byline")
UNREAD: dict[str, Any] = {
    "n_words": 0,
    "language": None,
    "other_language_share": None,
    "wire": False,
    "digest": None,
    "signature": None,
}


def screen(
    loaded: pd.DataFrame, paragraphs: pd.DataFrame, furniture: Furniture, selection: Selection
) -> pd.DataFrame:
    """Return length, language, wire service and likeness of every record (`stages.SCREENED`).

    Args:
        loaded: The records (`stages.LOADED`).
        paragraphs: Their paragraphs (`stages.PARAGRAPHS`).
        furniture: Names the wire services.
        selection: What is asked of an article.
    """
    of_article = dict(iter(paragraphs.groupby("article")))
    facts = [name for name in LOADED.columns if name in SCREENED.columns]
    rows = []
    for record in loaded.to_dict("records"):
        found = UNREAD
        if record["outcome"] == "analysed":
            parts = of_article.get(record["article"], paragraphs[:0])
            found = _judge(record, parts, furniture, selection)
        rows.append({name: record[name] for name in facts} | found)
    return SCREENED.validate(pd.DataFrame(rows))


def _judge(
    record: dict[Hashable, Any], parts: pd.DataFrame, furniture: Furniture, selection: Selection
) -> dict[str, Any]:
    texts = parts.loc[parts["kept"] & (parts["role"] != "title"), "text"].tolist()
    words = words_of_text("\n".join(texts))
    spoken = languages(texts, selection.language)
    signed = parts.loc[parts["rule"].isin(SIGNED) | (parts["role"] == "byline"), "text"].tolist()
    credit = [record["credit"]] if isinstance(record["credit"], str) else []
    return {
        "outcome": _outcome(len(words), spoken.main, selection),
        "n_words": len(words),
        "language": spoken.main,
        "other_language_share": spoken.other_share,
        "wire": _names_service([*signed, *credit], record["outlet"], furniture),
        "digest": digest(words),
        "signature": signature(words),
    }


def _outcome(n_words: int, language: str | None, selection: Selection) -> str:
    if n_words == 0:
        return "no text"
    if n_words < selection.min_words:
        return "too short"
    if language not in (selection.language, None):
        return "other language"
    return "analysed"


def _names_service(texts: list[str], outlet: str, furniture: Furniture) -> bool:
    """Whether a text names a wire service other than the outlet itself."""
    services = [re.escape(name) for name in furniture.wire_services if name != outlet]
    pattern = re.compile(rf"\b(?:{'|'.join(services)})\b") if services else None
    return pattern is not None and any(pattern.search(text) for text in texts)
