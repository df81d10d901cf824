"""What the comparison asks of every article before it is annotated."""

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

import pandas as pd

from crossframe.corpus.duplicates import digest, signature, words_of_text
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.language import languages
from crossframe.stages import LOADED, SCREENED

UNREAD: dict[str, Any] = {
    "n_words": 0,
    "language": None,
    "other_language_share": None,
    "wire": False,
    "digest": None,
    "signature": None,
}


def screen(
    loaded: pd.DataFrame,
    paragraphs: pd.DataFrame,
    furniture: Furniture,
    language: str,
    min_words: int,
) -> pd.DataFrame:
    """Return length, language, wire service and likeness of every record (`stages.SCREENED`).

    Args:
        loaded: The records (`stages.LOADED`).
        paragraphs: Their paragraphs (`stages.PARAGRAPHS`).
        furniture: Names the wire services.
        language: Code of the study's language.
        min_words: Fewest words of an article, its title left out.
    """
    of_article = dict(iter(paragraphs.groupby("article")))
    facts = [name for name in LOADED.columns if name in SCREENED.columns]
    rows = []
    for record in loaded.to_dict("records"):
        found = UNREAD
        if record["outcome"] == "analysed":
            parts = of_article.get(record["article"], paragraphs[:0])
            found = _found(record, parts, furniture, language)
            found["outcome"] = _outcome(found, language, min_words)
        rows.append({name: record[name] for name in facts} | found)
    return SCREENED.validate(pd.DataFrame(rows))


def _found(
    record: dict[Hashable, Any], parts: pd.DataFrame, furniture: Furniture, language: str
) -> dict[str, Any]:
    texts = parts.loc[parts["kept"] & (parts["role"] != "title"), "text"].tolist()
    words = words_of_text("\n".join(texts))
    spoken = languages(texts, language)
    return {
        "n_words": len(words),
        "language": spoken.main,
        "other_language_share": spoken.other_share,
        "wire": _names_service(_signatures(parts, record["credit"]), record["outlet"], furniture),
        "digest": digest(words),
        "signature": signature(words),
    }


def _outcome(found: dict[str, Any], language: str, min_words: int) -> str:
    if found["n_words"] == 0:
        return "no text"
    if found["language"] not in (language, None):
        return "other language"
    return "analysed" if found["n_words"] >= min_words else "too short"


def _signatures(parts: pd.DataFrame, credit: object) -> Iterator[str]:
    """Yield what may name a wire service; of a dateline what stands in brackets."""
    for role, rule, text in parts[["role", "rule", "text"]].itertuples(index=False):
        if rule == "dateline":
            yield from re.findall(r"\(([^()]*)\)", text)
        elif rule == "trailing_credit" or role == "byline":
            yield text
    if isinstance(credit, str):
        yield credit


def _names_service(texts: Iterable[str], outlet: str, furniture: Furniture) -> bool:
    """Whether a text names a wire service other than the outlet itself.

    The longest name counts: 'AP Photo' is no 'AP'.
    """
    names = sorted({*furniture.agencies, outlet}, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    services = set(furniture.wire_services) - {outlet}
    return any(name in services for text in texts for name in pattern.findall(text))
