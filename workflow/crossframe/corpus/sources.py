"""Where articles come from: one form of record, whatever a study brings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from crossframe.config import CatalogueSource, FolderSource, Source, TableSource
from crossframe.corpus.catalogue import Article, locate_texts, read_catalogue, text_files
from crossframe.corpus.cells import plain_cell, plain_title
from crossframe.corpus.decode import Unreadable, decode
from crossframe.corpus.extract import (
    KINDS,
    Extracted,
    extract,
    looks_like_html,
    text_of_markup,
    unwrapped,
)
from crossframe.corpus.repair import repair, whole_characters
from crossframe.corpus.tables import read_table
from crossframe.errors import StudyError


@dataclass(frozen=True)
class Reading:
    """What a source says of its records' form: their encoding, and how dates are written."""

    encoding: str | None
    day_first: bool


@dataclass(frozen=True)
class Raw:
    """A record as it was read; what its source does not say is empty.

    Attributes:
        read_from: Where it stands: the row, or the file.
        kind: What `content` is: 'text', 'html', 'docx' or 'pdf'; 'cell' for text of a table that
            may hold markup; empty where nobody can tell.
        content: The article; None where the row is malformed.
    """

    read_from: str
    outlet: str
    kind: str
    content: bytes | None
    id: str = ""
    title: str = ""
    date: str = ""
    date_basis: str = ""  # empty where the date is yet to be read
    url: str = ""
    credit: str = ""
    stratum: str = ""
    genre: str = ""


def reading_of(source: Source) -> Reading:
    """Return how a source's records are to be read; what it leaves open is detected."""
    encoding = source.encoding if isinstance(source, FolderSource) else None
    return Reading(encoding, isinstance(source, TableSource) and source.day_first)


def is_present(source: Source) -> bool:
    """Return whether the source's texts are at hand."""
    if isinstance(source, CatalogueSource):
        return bool(text_files(Path(source.texts)))
    return Path(source.path).exists()


def files_of(source: Source, outlets: Sequence[str]) -> list[Path]:
    """Return the files that hold the source's articles."""
    if isinstance(source, CatalogueSource):
        _, files = _located(source, outlets)
        return [Path(source.catalogue), *files.values()]
    if isinstance(source, FolderSource):
        return list_folder(source)
    return [Path(source.path)]


def place_of(source: Source) -> str:
    """Return where the texts belong."""
    return source.texts if isinstance(source, CatalogueSource) else source.path


def settings_of(source: Source, outlets: Sequence[str]) -> dict[str, Any]:
    """Return what tells one source from another: its settings, and a catalogue's articles."""
    settings = source.model_dump()
    if isinstance(source, CatalogueSource):
        articles = read_catalogue(Path(source.catalogue), outlets)
        settings = {"articles": {article.id: article.sha256 for article in articles}}
    return settings


def check(source: Source, outlets: Sequence[str]) -> None:
    """Raise `StudyError` for what can be known of a source before any work.

    That is all of a catalogue; of a folder that it holds outlets; of a table its columns.
    """
    if isinstance(source, CatalogueSource):
        read_catalogue(Path(source.catalogue), outlets)
    if not is_present(source):
        return
    if isinstance(source, CatalogueSource):
        for raw in _catalogue(source, outlets):
            _check_text(raw, source)
    elif isinstance(source, FolderSource):
        list_folder(source)
    else:
        next(read_table(source), None)


def read_source(source: Source, outlets: Sequence[str]) -> Iterator[Raw]:
    """Yield the records of a source in its order, one after another.

    Raises:
        StudyError: The source cannot be read. What is wrong with one record is the record's.
    """
    if isinstance(source, CatalogueSource):
        return _catalogue(source, outlets)
    return _folder(source) if isinstance(source, FolderSource) else _table(source)


def outlet_named(name: str, outlets: Sequence[str], aliases: Mapping[str, str]) -> str | None:
    """Return the outlet of the study that a name means, None if none."""
    meant = {repair(outlet): outlet for outlet in outlets}
    meant |= {repair(alias): outlet for alias, outlet in aliases.items()}
    return meant.get(repair(name))


def content_of(kind: str, content: bytes, encoding: str | None) -> Extracted:
    """Return text, title and date of an article's content.

    Raises:
        Unreadable: Nobody can tell what the content is, or it is damaged.
    """
    if kind == "cell":
        text = plain_cell(_text_of_cell(content))
        text = text_of_markup(text) if looks_like_html(text) else unwrapped(text)
        return Extracted(text, None, None)
    if kind in ("text", "html", "docx", "pdf"):
        found = extract(content, kind, encoding)  # type: ignore[arg-type]  # one of its kinds
        # a PDF can hold halves of characters
        return replace(found, text=whole_characters(found.text))
    raise Unreadable("neither text, HTML, DOCX nor PDF by its name")


def _text_of_cell(content: bytes) -> str:
    try:
        return content.decode("utf-8")  # text already; nothing in it makes it binary
    except UnicodeDecodeError:
        return decode(content)


def has_words(text: str) -> bool:
    """Return whether a text holds a letter or digit."""
    return any(char.isalnum() for char in text)


def _check_text(raw: Raw, source: CatalogueSource) -> None:
    where = f"{source.catalogue}: article {raw.id!r}: its text in {source.texts}"
    try:
        text = content_of(raw.kind, raw.content or b"", None).text
    except Unreadable as error:
        raise StudyError(f"{where} is not readable: {error}; expected an article") from None
    if not has_words(text):
        raise StudyError(f"{where} holds no word; expected an article")


def _located(
    source: CatalogueSource, outlets: Sequence[str]
) -> tuple[list[Article], dict[str, Path]]:
    path = Path(source.catalogue)
    articles = read_catalogue(path, outlets)
    return articles, locate_texts(articles, Path(source.texts), path)


def _catalogue(source: CatalogueSource, outlets: Sequence[str]) -> Iterator[Raw]:
    articles, files = _located(source, outlets)
    for article in articles:
        content = files[article.id].read_bytes()
        yield Raw(
            article.id,
            article.outlet,
            _kind_of(content),
            content,
            article.id,
            article.title,
            article.date,
            article.date_basis,
            article.url,
            stratum=article.stratum,
            genre=article.genre,
        )


def _kind_of(content: bytes) -> str:
    """Return what a text of a catalogue is, which may have any name."""
    start = content[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"<") and (b"<html" in start or b"<!doctype html" in start):
        return "html"
    signs = {b"%pdf": "pdf", b"pk\x03\x04": "docx"}
    return next((kind for sign, kind in signs.items() if content[:4].lower() == sign), "text")


def _folder(source: FolderSource) -> Iterator[Raw]:
    for path in list_folder(source):
        place = _printable(path.relative_to(source.path).as_posix())
        kind = KINDS.get(path.suffix.lower(), "")
        yield Raw(place, _printable(outlet_of(path, source)), kind, path.read_bytes(), id=place)


def _printable(name: str) -> str:
    """Return a file's name with what is no character replaced."""
    return name.encode("utf-8", errors="replace").decode("utf-8")


def _table(source: TableSource) -> Iterator[Raw]:
    for place, cells in read_table(source):
        if cells is None:
            yield Raw(place, "", "cell", None)
            continue
        facts = {field: _fact(field, cell) for field, cell in cells.items() if field != "text"}
        content = cells["text"].encode("utf-8", errors="surrogateescape")
        yield Raw(place, kind="cell", content=content, **facts)


def _fact(field: str, cell: str) -> str:
    """Return a cell repaired; ids and addresses only without what is no character.

    In an address, '&section' is no damaged paragraph sign.
    """
    whole = " ".join(whole_characters(cell).split())
    if field in ("id", "url"):
        return whole
    return plain_title(repair(whole)) if field == "title" else repair(whole)


def list_folder(source: FolderSource) -> list[Path]:
    """Return the files of the folder, by path; hidden ones are left out.

    Raises:
        StudyError: There is no such folder, or no folder in it.
    """
    root = Path(source.path)
    if not root.is_dir():
        raise StudyError(f"{root}: no such folder; the config names it as `source.path`")
    if not any(_outlets(root)):
        raise StudyError(f"{root}: no folder in it; expected one for each outlet, of its name")
    return sorted(path for path in root.rglob("*") if _is_article(path, root))


def outlet_of(path: Path, source: FolderSource) -> str:
    """Return the name of the outlet's folder that a file lies in; empty if it lies in none."""
    folder, *inner = path.relative_to(source.path).parts
    return folder if inner else ""


def _outlets(root: Path) -> Iterator[Path]:
    return (path for path in root.iterdir() if path.is_dir() and not path.name.startswith("."))


def _is_article(path: Path, root: Path) -> bool:
    return path.is_file() and not any(p.startswith(".") for p in path.relative_to(root).parts)
