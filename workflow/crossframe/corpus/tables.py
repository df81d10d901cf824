"""Rows of a table of articles, streamed: CSV, TSV, JSON Lines or Parquet."""

import csv
import difflib
import html
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crossframe.config import TableSource
from crossframe.corpus.decode import Unreadable, detect_encoding
from crossframe.corpus.repair import whole_characters
from crossframe.errors import StudyError

SAMPLE = 1_000_000  # bytes by which an encoding is judged
ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});", re.IGNORECASE)
BATCH = 256  # rows of Parquet in memory at once
LONGEST_CELL = 100_000_000  # characters; Python's own limit is shorter than a long article
DELIMITERS = (",", ";", "\t", "|")

Cells = Mapping[str, str]  # by field of `config.Columns`; a field without a column is missing
Row = tuple[str, Cells | None]  # where it stands, and its cells; None where it is malformed


def read_table(source: TableSource) -> Iterator[Row]:
    """Yield the rows of a table in its order, never holding more than some hundred.

    Raises:
        StudyError: The file is missing, unreadable as what its ending says, in another encoding,
            or without a column that the config names.
    """
    path = Path(source.path)
    if not path.is_file():
        raise StudyError(f"{path}: no such file; the config names it as `source.path`")
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        yield from _parquet(path, source)
    elif suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(path, source)
    else:
        yield from _csv(path, source)


def _fields(source: TableSource) -> dict[str, str]:
    """Return the column of each field that the table has."""
    return {field: name for field, name in source.columns.model_dump().items() if name is not None}


def _csv(path: Path, source: TableSource) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    # strict: a quotation mark that is never closed would swallow the rows after it
    delimiter = _delimiter(path, source)
    lines = _lines(path, source)
    if delimiter == ";":
        lines = (ENTITY.sub(_unescaped, line) for line in lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if not any(header):
            raise StudyError(f"{path}: the file is empty; expected a line of column names")
        places = {field: _position(name, header, path) for field, name in _fields(source).items()}
        for number, row in enumerate(reader, start=2):
            if row:
                whole = len(row) == len(header)
                cells = {field: row[at] for field, at in places.items()} if whole else None
                yield f"row {number}", cells
    except csv.Error as error:
        raise StudyError(f"{path}, line {reader.line_num}: not readable as CSV: {error}") from None


def _unescaped(found: re.Match[str]) -> str:
    """Return what an HTML entity stands for, whose end would part two cells."""
    char = html.unescape(found[0])
    return found[0] if char in (found[0], ";", "\n", "\r") else char.replace('"', "”")


def _delimiter(path: Path, source: TableSource) -> str:
    """Return the stated delimiter, or the one that parts the first line into the named columns."""
    if source.delimiter is not None:
        return source.delimiter
    if path.suffix.lower() == ".tsv":
        return "\t"
    wanted = set(_fields(source).values())
    lines = _lines(path, source)
    first = next(lines, "")
    parted = {mark: {cell.strip() for cell in _first_row(first, mark)} for mark in DELIMITERS}
    # the comma first, so that a missing column is reported as that
    return max(DELIMITERS, key=lambda mark: len(wanted & parted[mark]))


def _first_row(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter), [])


def _lines(path: Path, source: TableSource) -> Iterator[str]:
    """Yield the lines of a text file with their ends."""
    encoding = source.encoding
    try:
        if encoding is None:
            with path.open("rb") as handle:
                encoding = detect_encoding(handle.read(SAMPLE))
        with path.open(encoding=encoding, newline="") as handle:
            yield handle.readline().removeprefix("\ufeff")
            yield from handle
    except Unreadable as error:
        raise StudyError(f"{path}: no text: {error}; expected what its ending says") from None
    except LookupError:
        raise StudyError(f"{path}: `source.encoding`: no encoding is called {encoding!r}") from None
    except UnicodeError as error:
        raise StudyError(
            f"{path}: not in the encoding {encoding}: {error}; state it in `source.encoding`"
        ) from None
    except OSError as error:
        raise StudyError(f"{path}: not readable as a file: {error.strerror}") from None


def _position(name: str, header: list[str], where: Path | str) -> int:
    if header.count(name) != 1:
        close = difflib.get_close_matches(name, header, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"it has {', '.join(header)[:200]}"
        problem = "stands twice" if name in header else f"is missing; {hint}"
        raise StudyError(f"{where}: column {name!r}, which the config names, {problem}")
    return header.index(name)


def _json_lines(path: Path, source: TableSource) -> Iterator[Row]:
    fields = _fields(source)
    rows = ((n, line) for n, line in enumerate(_lines(path, source), start=1) if line.strip())
    first = next(rows, None)
    if first is None:
        raise StudyError(f"{path}: the file is empty; expected a JSON object a line")
    _check_keys(_object(first[1]), fields, f"{path}, line {first[0]}")
    for number, line in chain([first], rows):
        yield f"line {number}", _cells(_object(line), fields)


def _object(line: str) -> dict[str, Any] | None:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None


def _check_keys(content: dict[str, Any] | None, fields: Mapping[str, str], where: str) -> None:
    if content is None:
        raise StudyError(f"{where}: no JSON object; expected one a line")
    for name in (fields["text"], fields["outlet"]):
        _position(name, list(content), where)


def _parquet(path: Path, source: TableSource) -> Iterator[Row]:
    fields = _fields(source)
    try:
        file = pq.ParquetFile(path)
        names = file.schema_arrow.names
        for name in fields.values():
            _position(name, names, path)
        number = 0
        for batch in file.iter_batches(batch_size=BATCH, columns=sorted(set(fields.values()))):
            for content in batch.to_pylist():
                number += 1
                yield f"row {number}", _cells(content, fields)
    except (pa.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
        reason = " ".join(str(error).split())[:200]
        raise StudyError(f"{path}: not readable as Parquet: {reason}") from None


def _cells(content: Mapping[str, Any] | None, fields: Mapping[str, str]) -> Cells | None:
    """Return cells as text; None where one is no text, number or date."""
    if content is None:
        return None
    cells = {field: _text(content.get(name)) for field, name in fields.items()}
    if any(cell is None for cell in cells.values()):
        return None
    return {field: cell for field, cell in cells.items() if cell is not None}


def _text(value: object) -> str | None:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="surrogateescape")
    if isinstance(value, Mapping) or (isinstance(value, Iterable) and not isinstance(value, str)):
        return None
    return whole_characters(str(value))  # JSON may hold halves of characters
