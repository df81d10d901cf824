"""A shard of raw records, read into one form: `stages.LOADED`."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from crossframe.corpus.dates import read_date
from crossframe.corpus.decode import Unreadable
from crossframe.corpus.extract import Extracted
from crossframe.corpus.repair import repair
from crossframe.corpus.sources import Reading, content_of, has_words
from crossframe.errors import reason_of
from crossframe.stages import LOADED

BATCH = 64  # records in memory at once, beside what is made of them


def load(path: Path, reading: Reading) -> pd.DataFrame:
    """Return the records of a shard (`stages.LOADED`)."""
    return LOADED.validate(pd.DataFrame([_load(raw, reading) for raw in _raw(path)]))


def _raw(path: Path) -> Iterator[Mapping[str, Any]]:
    for batch in pq.ParquetFile(path).iter_batches(batch_size=BATCH):
        yield from batch.to_pylist()


def _load(raw: Mapping[str, Any], reading: Reading) -> dict[str, Any]:
    text, found = None, Extracted("", None, None)
    outcome, reason = raw["outcome"], None
    if outcome == "analysed":
        try:
            found = content_of(raw["kind"], raw["content"], reading.encoding)
            text = found.text
            outcome = outcome if has_words(text) else "no text"
        except Unreadable as error:
            outcome, reason = "unreadable", str(error)
        except MemoryError:
            raise
        except Exception as error:  # the other records can do without this one
            logging.exception("record %r failed", raw["read_from"])
            outcome, reason = "failed", reason_of(error)
    date, basis = _date(raw, found, reading.day_first)
    facts = {name: raw[name] or None for name in ("outlet", "url", "stratum", "credit", "genre")}
    return {
        **{name: raw[name] or None for name in ("number", "read_from", "article")},
        **facts,
        "title": raw["title"] or repair(found.title or "") or None,
        "date": date,
        "date_basis": basis,
        "outcome": outcome,
        "reason": reason,
        "text": text if outcome == "analysed" else None,
    }


def _date(raw: Mapping[str, Any], found: Extracted, day_first: bool) -> tuple[str | None, str]:
    """Return a date and where it comes from: the source, the page, or nowhere."""
    if raw["date_basis"]:
        return raw["date"], raw["date_basis"]
    if date := read_date(raw["date"], day_first):
        return date, "stated"
    if date := read_date(found.date or "", day_first=False):
        return date, "inferred"
    return None, "unreadable" if raw["date"] else "missing"
