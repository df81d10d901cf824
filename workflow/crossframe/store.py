"""Tables on disk: the same bytes for the same content, whatever the machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from crossframe.io import neutralise, stream_rows
from crossframe.schemas import Table

PART = 100_000  # rows of a CSV file in memory at once: some 100 MB
FLOAT_FORMAT = "%.6g"  # processors agree on 6 significant digits, not on 9
BETWEEN = " | "  # the parts of a row's id, and of its item
NOT_ITEM = ("outlet", "other", "voice", "comparison")


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8, LF, 6 significant digits, no cell that starts a formula."""
    write_csv_parts([table], path)


def write_csvs(tables: Sequence[pd.DataFrame], paths: Sequence[str]) -> None:
    """Write tables as CSV, each to its path."""
    for table, path in zip(tables, paths, strict=True):
        write_csv(table, Path(path))


def write_csv_parts(parts: Iterable[pd.DataFrame], path: Path) -> None:
    """Write a table that comes in parts as CSV."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        for number, part in enumerate(parts):
            _safe(part).to_csv(
                handle,
                index=False,
                header=number == 0,
                float_format=FLOAT_FORMAT,
                lineterminator="\n",
            )


def _safe(table: pd.DataFrame) -> pd.DataFrame:
    safe = table.copy()
    for name in safe.columns:
        if safe[name].dtype.kind == "f":
            safe[name] = safe[name] + 0.0  # no minus zero
        elif safe[name].dtype.kind not in "biu":
            safe[name] = safe[name].map(neutralise, na_action="ignore")
    return safe


def read_csv(path: Path) -> pd.DataFrame:
    """Read a CSV file as a table of strings; an empty cell is missing."""
    return pd.concat(read_csv_parts(path), ignore_index=True)


def read_csv_parts(path: Path) -> Iterator[pd.DataFrame]:
    """Yield a CSV file as tables of strings of up to `PART` rows, at least one."""
    rows = stream_rows(path)
    header, part = next(rows), list(islice(rows, PART))
    while True:
        cells = [[cell or None for cell in row] for row in part]
        yield pd.DataFrame(cells, columns=header, dtype="str")
        part = list(islice(rows, PART))
        if not part:
            return


def write_parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet without metadata that differs between machines."""
    write_parquet_parts([table], path)


def write_parquet_parts(parts: Iterable[pd.DataFrame], path: Path) -> None:
    """Write a table that comes in parts, at least one, as Parquet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    tables = (pa.Table.from_pandas(part, preserve_index=False) for part in parts)
    first = next(tables)
    with pq.ParquetWriter(
        path,
        first.schema.remove_metadata(),
        compression="zstd",
        compression_level=3,
        version="2.6",
        store_schema=False,
    ) as writer:
        for table in chain([first], tables):
            writer.write_table(table.replace_schema_metadata(None))


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a table written by `write_parquet`."""
    return pd.read_parquet(path)


def read_coded(path: Path) -> pd.DataFrame:
    """Read a table as `read_parquet` does, with strings as categories in alphabetical order.

    A string that recurs takes one to four bytes a row, and looking it up compares no strings.
    """
    schema = pq.read_schema(path)
    strings = [field.name for field in schema if pa.types.is_string(field.type)]
    # column by column: half of the memory
    columns = {
        name: pq.read_table(path, columns=[name], read_dictionary=strings)[name].to_pandas()
        for name in schema.names
    }
    coded = pd.DataFrame(columns, copy=False)
    return coded.assign(**{name: _in_order(coded[name]) for name in strings})


def _in_order(coded: pd.Series) -> pd.Series:
    return coded.cat.reorder_categories(coded.cat.categories.sort_values())


def read_parquets(paths: Iterable[Path]) -> pd.DataFrame:
    """Read tables written by `write_parquet` as one."""
    return pd.concat([read_parquet(path) for path in paths], ignore_index=True)


def read_shards(paths: Mapping[str, Sequence[str]], name: str) -> Iterator[pd.DataFrame]:
    """Yield the tables of a name, one a shard."""
    return (read_parquet(Path(path)) for path in paths[name])


def read_parquet_parts(path: Path) -> Iterator[pd.DataFrame]:
    """Yield a table written by `write_parquet_parts`, part by part."""
    file = pq.ParquetFile(path)
    for number in range(file.num_row_groups):
        yield file.read_row_group(number).to_pandas()


def significant(values: pd.Series) -> pd.Series:
    """Return numbers with the digits that CSV keeps, so that reading it restores them."""
    return values.map(lambda value: float(FLOAT_FORMAT % value), na_action="ignore")


def row_ids(table: Table, data: pd.DataFrame) -> pd.Series:
    """Return the id of each row: the table's name and the cells of its key as in its CSV file.

    As in 'frequency | The Post | own | sea | NOUN'.
    """
    parts = [cells(data[name]).to_numpy(dtype=object) for name in table.key]
    ids = [BETWEEN.join((table.name, *row)) for row in zip(*parts, strict=True)]
    return pd.Series(ids, index=data.index, dtype="str")


def item_of(table: Table) -> list[str]:
    """Return the columns of a table's items: those of its key but outlets and voice."""
    return [name for name in table.key if name not in NOT_ITEM]


def items(table: Table, data: pd.DataFrame) -> list[str]:
    """Return the item of each row as one text, as in 'sea | NOUN'; empty where there is none."""
    keys = [cells(data[name]) for name in item_of(table)]
    parts = zip(*keys, strict=True) if keys else [()] * len(data)
    return [BETWEEN.join(row) for row in parts]


def cells(values: pd.Series) -> pd.Series:
    """Return values as text, as in a CSV file; a missing one is empty."""
    if values.dtype.kind == "f":
        values = (values + 0.0).map(lambda value: FLOAT_FORMAT % value, na_action="ignore")
    return values.astype("str").fillna("")
