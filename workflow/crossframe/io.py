"""Texts and rows on disk: the same bytes for the same content, whatever the machine."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from crossframe.errors import StudyError

# A spreadsheet runs a cell that begins so as a formula. The mark itself is escaped too, so
# that reading a table restores every cell.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "'")


# Levels of a YAML file within one another; studies need five. The C loader has no limit of its
# own, and ends the process where its stack does.
DEEPEST = 100

# ten times as fast as the loader in Python; PyYAML can be built without it
_SafeLoader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _UniqueKeys(_SafeLoader):  # type: ignore[valid-type, misc]  # one of two classes
    """Reads YAML, but takes a key that stands twice for the mistake that it is."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a mapping; raise on a repeated key."""
        keys = [
            self.construct_object(key, deep=True)
            for key, _ in node.value
            if key.tag != "tag:yaml.org,2002:merge"
        ]
        for key in keys:
            if keys.count(key) > 1:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands twice", node.start_mark
                )
        content: dict[Any, Any] = super().construct_mapping(node, deep)
        return content


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file; raise `StudyError` when it is missing or malformed."""
    try:
        text = path.read_text(encoding="utf-8")
        _check_depth(text)
        return yaml.load(text, _UniqueKeys)  # a safe loader
    except FileNotFoundError:
        raise StudyError(f"{path}: no such file; the config names it") from None
    except OSError as error:
        raise StudyError(f"{path}: not readable as a file: {error.strerror}") from None
    # a ValueError of a date that is none, of bytes that are not UTF-8, or of too many levels
    except (yaml.YAMLError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise StudyError(f"{path}: not readable as YAML in UTF-8: {reason}") from None


def _check_depth(text: str) -> None:
    depth = 0
    for event in yaml.parse(text, _SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise ValueError(f"more than {DEEPEST} levels within one another")


def write_text(text: str, path: Path) -> None:
    """Write `text` as UTF-8 with LF line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def read_rows(path: Path) -> tuple[list[str], list[list[str]]]:
    """Read a CSV file as text; return its column names and its rows, all of one length.

    Raises:
        StudyError: The file is missing, empty, not UTF-8, or its rows differ in length.
    """
    header, *rows = stream_rows(path)
    return header, rows


def stream_rows(path: Path) -> Iterator[list[str]]:
    """Yield the column names of a CSV file and its rows, all of one length.

    Raises:
        StudyError: As `read_rows`.
    """
    header: list[str] | None = None
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            for number, row in enumerate(csv.reader(handle, strict=True), start=1):
                if header is None:
                    header = row
                elif len(row) != len(header):
                    raise StudyError(
                        f"{path}, row {number}: {len(row)} cells; expected {len(header)} "
                        f"({', '.join(header)})"
                    )
                yield row if number == 1 else [_restore(cell) for cell in row]
    except FileNotFoundError:
        raise StudyError(f"{path}: no such file") from None
    except OSError as error:
        raise StudyError(f"{path}: not readable as a file: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise StudyError(f"{path}: not readable as CSV in UTF-8: {error}") from None
    if header is None:
        raise StudyError(f"{path}: the file is empty; expected a line of column names")


def read_json(path: Path) -> dict[str, Any]:
    """Return the content of a JSON file; raise `StudyError` when it is no mapping."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StudyError(f"{path}: not readable as JSON in UTF-8: {error}") from None
    if not isinstance(content, dict):
        raise StudyError(f"{path}: expected keys with values")
    return content


def write_json(content: object, path: Path) -> None:
    """Write JSON, indented, keys in the order given."""
    write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", path)


def write_rows(header: Sequence[str], rows: Iterable[Sequence[str]], path: Path) -> None:
    """Write rows of text as CSV: UTF-8, LF, no cell that starts a formula."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([neutralise(cell) for cell in row] for row in rows)


def neutralise(cell: str) -> str:
    """Return a cell that no spreadsheet runs as a formula, and that `read_rows` restores."""
    if "\r" in cell:  # CSV readers differ on a carriage return in a cell
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def _restore(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell
