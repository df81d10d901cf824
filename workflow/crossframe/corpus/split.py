"""The records of a source, parted into shards of articles that follow one another by id.

Two passes over the source: the first learns the ids and so the shard of each record, the second
writes the contents. What is held in memory does not grow with the texts.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crossframe.config import Source
from crossframe.corpus.sources import Raw, outlet_named, read_source

BUFFER = 1_000_000  # bytes of content held back for a shard before they are written
SCHEMA = pa.schema(
    [("number", pa.int64())]
    + [
        (name, pa.string())
        for name in ("read_from", "article", "outlet", "title", "date", "date_basis", "url",
                     "credit", "stratum", "genre", "kind", "outcome")
    ]
    + [("content", pa.binary())]
)  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the first pass learns of a record: its id, its outlet, and whether it is usable."""

    article: str
    outlet: str
    outcome: str  # as in `feature_tables.OUTCOMES`


def split_source(
    source: Source, outlets: Sequence[str], aliases: Mapping[str, str], paths: Sequence[Path]
) -> None:
    """Write the records of a source to `paths`, a file a shard.

    A record without an id gets one made of its content. Of records that share an id, the first
    stands.
    """
    known = list(_known(read_source(source, outlets), outlets, aliases))
    shards = _shards([record.article for record in known], len(paths))
    with ExitStack() as stack:
        writers = [stack.enter_context(_Shard(path)) for path in paths]
        for place, raw in enumerate(read_source(source, outlets)):
            writers[shards[place]].add(_row(place + 1, raw, known[place]))


def _known(
    records: Iterable[Raw], outlets: Sequence[str], aliases: Mapping[str, str]
) -> Iterator[Known]:
    seen: dict[str, int] = {}
    for raw in records:
        outlet = outlet_named(raw.outlet, outlets, aliases)
        article = raw.id or ("" if raw.content is None else _digest(raw))
        outcome = _outcome(raw, outlet)
        if outcome == "analysed":
            seen[article] = seen.get(article, 0) + 1
            if seen[article] > 1 and raw.id:
                outcome = "repeated id"
            while outcome == "analysed" and seen[article] > 1:
                # the same row again, for the duplicates to find
                article = f"{article}-{seen[article]}"
                seen[article] = seen.get(article, 0) + 1
        yield Known(article, outlet or raw.outlet, outcome)


def _outcome(raw: Raw, outlet: str | None) -> str:
    if raw.content is None:
        return "malformed row"
    if outlet is None:
        return "other outlet" if raw.outlet else "no outlet"
    return "analysed"


def _digest(raw: Raw) -> str:
    parts = (raw.outlet, raw.title, raw.date, raw.url)
    content = b"\0".join([*(part.encode() for part in parts), raw.content or b""])
    return hashlib.sha256(content).hexdigest()[:16]


def _shards(articles: Sequence[str], n_shards: int) -> list[int]:
    """Return the shard of each record: equal runs of the records in the order of their ids."""
    order = sorted(range(len(articles)), key=lambda place: (articles[place], place))
    ranks = {place: rank for rank, place in enumerate(order)}
    return [ranks[place] * n_shards // len(articles) for place in range(len(articles))]


def _row(number: int, raw: Raw, known: Known) -> dict[str, Any]:
    usable = known.outcome == "analysed"
    facts = ("read_from", "title", "date", "date_basis", "url", "credit", "stratum", "genre")
    return {
        "number": number,
        **{name: getattr(raw, name) for name in facts},
        "kind": raw.kind,
        "article": known.article,
        "outlet": known.outlet,
        "outcome": known.outcome,
        "content": raw.content if usable else None,
    }


class _Shard:
    """A file of records, written by and by."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.writer = pq.ParquetWriter(path, SCHEMA, compression="zstd")
        self.rows: list[dict[str, Any]] = []
        self.held = 0

    def __enter__(self) -> "_Shard":
        return self

    def __exit__(self, *_: object) -> None:
        self._write()
        self.writer.close()

    def add(self, row: dict[str, Any]) -> None:
        """Take a record."""
        self.rows.append(row)
        self.held += len(row["content"] or b"")
        if self.held > BUFFER:
            self._write()

    def _write(self) -> None:
        self.writer.write_table(pa.Table.from_pylist(self.rows, SCHEMA))
        self.rows, self.held = [], 0
