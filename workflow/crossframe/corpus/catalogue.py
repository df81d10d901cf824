"""The catalogue of articles, and the texts that belong to it."""

import difflib
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from crossframe.errors import StudyError
from crossframe.io import read_rows

NOT_TEXTS = {"README.md"}  # what may lie among the texts


@dataclass(frozen=True)
class Article:
    """One row of the catalogue: bibliographic facts, and the fingerprint of the text."""

    id: str
    outlet: str
    title: str
    date: str
    date_basis: str
    url: str
    rights: str
    sha256: str
    stratum: str = ""
    genre: str = ""


OPTIONAL = {"stratum", "genre"}
COLUMNS = tuple(field.name for field in fields(Article) if field.name not in OPTIONAL)


def read_catalogue(path: Path, outlets: Sequence[str]) -> list[Article]:
    """Return the articles in the order of their ids.

    Raises:
        StudyError: A column or value is wrong, an id stands twice, or an outlet has no article.
    """
    header, rows = read_rows(path)
    if sorted(set(header) - OPTIONAL) != sorted(COLUMNS) or len(set(header)) < len(header):
        raise StudyError(f"{path}: columns are {', '.join(header)}; expected {', '.join(COLUMNS)}")
    articles = []
    for number, row in enumerate(rows, start=2):
        article = Article(**dict(zip(header, (cell.strip() for cell in row), strict=True)))
        _check(article, f"{path}, row {number}", outlets)
        articles.append(article)
    _check_whole(articles, path, outlets)
    return sorted(articles, key=lambda article: article.id)


def _check(article: Article, where: str, outlets: Sequence[str]) -> None:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", article.id):
        raise StudyError(f"{where}: id {article.id!r}; expected letters, digits, . _ or -")
    if not article.title:
        raise StudyError(f"{where}: no title; the headline is needed to find the article's start")
    if article.outlet not in outlets:
        close = difflib.get_close_matches(article.outlet, outlets, n=1)
        hint = f"did you mean {close[0]!r}?" if close else "add it to `outlets` in the config"
        raise StudyError(f"{where}: outlet {article.outlet!r} is not in the config; {hint}")
    if not _is_date(article.date):
        raise StudyError(
            f"{where}: date {article.date!r}; expected YYYY-MM-DD, or YYYY-MM, or YYYY"
        )
    if article.date_basis not in ("stated", "inferred"):
        raise StudyError(
            f"{where}: date_basis {article.date_basis!r}; expected 'stated' or 'inferred'"
        )
    if not re.fullmatch(r"[0-9a-f]{64}", article.sha256):
        raise StudyError(
            f"{where}: sha256 {article.sha256!r}; expected 64 hexadecimal digits, "
            "as `sha256sum` prints them"
        )


def _is_date(text: str) -> bool:
    parts = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", text)
    if not parts:
        return False
    year, month, day = (int(part) if part else 1 for part in parts.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _check_whole(articles: list[Article], path: Path, outlets: Sequence[str]) -> None:
    seen: dict[str, int] = {}
    for number, article in enumerate(articles, start=2):
        if article.id in seen:
            raise StudyError(
                f"{path}, row {number}: id {article.id!r} stands in row {seen[article.id]} too; "
                "give each article an id of its own"
            )
        seen[article.id] = number
        if article.sha256 in seen:
            raise StudyError(
                f"{path}, row {number}: sha256 {article.sha256[:12]}... stands in row "
                f"{seen[article.sha256]} too; a text belongs to one article"
            )
        seen[article.sha256] = number
    for outlet in outlets:
        if not any(article.outlet == outlet for article in articles):
            raise StudyError(
                f"{path}: outlet {outlet!r} of the config has no article; "
                "add one, or take the outlet out of `outlets`"
            )


def text_files(folder: Path) -> list[Path]:
    """Return the files of a folder of texts, by path; hidden ones are left out."""
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in NOT_TEXTS and not _is_hidden(path, folder)
    ]


def locate_texts(articles: list[Article], folder: Path, catalogue: Path) -> dict[str, Path]:
    """Return the file of each article's text, by article id.

    Files are recognised by their SHA-256, whatever their names.

    Raises:
        StudyError: A file is none of the catalogue, or an article has none.
    """
    known = {article.sha256 for article in articles}
    by_hash: dict[str, Path] = {}
    for path in text_files(folder):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if digest not in known:
            raise StudyError(
                f"{path}: its SHA-256 is {digest[:12]}..., which {catalogue} does not list; "
                "put the unaltered text there, or correct the catalogue"
            )
        by_hash.setdefault(digest, path)
    for article in articles:
        if article.sha256 not in by_hash:
            raise StudyError(
                f"{catalogue}: article {article.id!r} has no text in {folder} "
                f"(SHA-256 {article.sha256[:12]}...); add it, or empty the folder to run from "
                "the released features"
            )
    return {article.id: by_hash[article.sha256] for article in articles}


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
