"""What the comparison asks of every article before it is annotated."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from crossframe.config import Selection
from crossframe.corpus.duplicates import digest, signature, words_of_text
from crossframe.corpus.furniture import Furniture
from crossframe.corpus.genre import Genre, Line, genre_of
from crossframe.corpus.headline import Site, names_site
from crossframe.corpus.language import languages
from crossframe.corpus.walls import wall
from crossframe.corpus.wire import UNNAMED
from crossframe.stages import LOADED, SCREENED

UNREAD: dict[str, Any] = {
    "n_words": 0,
    "language": None,
    "other_language_share": None,
    "wire": False,
    "genre": "news",
    "genre_basis": "none",
    "digest": None,
    "signature": None,
}


def screen(
    loaded: pd.DataFrame,
    paragraphs: pd.DataFrame,
    furniture: Furniture,
    selection: Selection,
) -> pd.DataFrame:
    """Return length, language, wire service and likeness of every record (`stages.SCREENED`).

    Args:
        loaded: The records (`stages.LOADED`).
        paragraphs: Their paragraphs (`stages.PARAGRAPHS`).
        furniture: Names the wire services.
        selection: Language and length that the study asks for.
    """
    of_article = dict(iter(paragraphs.groupby("article")))
    facts = [name for name in LOADED.columns if name in SCREENED.columns]
    rows = []
    for record in loaded.to_dict("records"):
        found = UNREAD
        if record["outcome"] == "analysed":
            parts = of_article.get(record["article"], paragraphs[:0])
            found = _found(record, parts, furniture, selection.language)
            found["outcome"], found["reason"] = _outcome(found, selection)
            if reason := _wall(record, parts, furniture):
                found["outcome"], found["reason"] = "no article", reason
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
        "wire": _is_wire(parts, record, furniture),
        **_genre(record, parts)._asdict(),
        "digest": digest(words),
        "signature": signature(words),
    }


def _outcome(found: dict[str, Any], selection: Selection) -> tuple[str, str | None]:
    """Return the outcome, and what exactly was found where it is not one of every corpus."""
    n_words: int = found["n_words"]
    if n_words == 0:
        return "no text", None
    if found["language"] not in (selection.language, None):
        return "other language", None
    if n_words > selection.max_words:
        return "too long", f"{n_words:,} words, more than {selection.max_words:,}"
    return ("analysed" if n_words >= selection.min_words else "too short"), None


def _wall(record: dict[Hashable, Any], parts: pd.DataFrame, furniture: Furniture) -> str | None:
    title, lines = (parts.loc[parts["role"].eq("title") == of, "text"] for of in (True, False))
    return wall(" ".join(title), lines.tolist(), record["outlet"], furniture)


def _genre(record: dict[Hashable, Any], parts: pd.DataFrame) -> Genre:
    stated, title, url = (
        str(given) if isinstance(given := record[name], str) else ""
        for name in ("genre", "title", "url")
    )
    lines = [Line(*line) for line in parts[["role", "text"]].itertuples(index=False)]
    return genre_of(stated, title, url, lines)


def _is_wire(parts: pd.DataFrame, record: dict[Hashable, Any], furniture: Furniture) -> bool:
    """Whether an agency other than the outlet itself signs an article."""
    outlet = str(record["outlet"])
    wire = furniture.wire(outlet)
    credit = record["credit"] if isinstance(record["credit"], str) else ""
    signing = [*wire.signing("byline", "credit", credit)]
    for part in parts[["role", "rule", "text"]].itertuples(index=False):
        signing += wire.signing(*part)
    services = {*furniture.wire_services, *map(str.upper, furniture.wire_services), UNNAMED}
    return any(name in services and not names_site(name, Site(outlet)) for name in signing)
