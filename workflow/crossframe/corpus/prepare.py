"""From a source to paragraphs with their roles, and to what becomes of every record.

Shard after shard is read and written, so that no more than a shard's texts are in memory.
"""

import logging
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

import pandas as pd

from crossframe import store
from crossframe.config import Cleaning, Model, Selection, Source
from crossframe.corpus.furniture import read_furniture
from crossframe.corpus.load import load
from crossframe.corpus.paragraphs import Sites, headlines, paragraphs
from crossframe.corpus.recurring import line_keys, recurring_lines
from crossframe.corpus.screen import screen
from crossframe.corpus.select import select
from crossframe.corpus.sources import Reading, reading_of
from crossframe.corpus.split import split_source
from crossframe.errors import StudyError, reason_of

Made = TypeVar("Made")


class Request(Model):
    """What a study says of its articles: the sections of the config that decide the corpus."""

    source: Source
    outlets: list[str]
    aliases: dict[str, str]
    cleaning: Cleaning
    selection: Selection


def prepare(request: Request, shards: Sequence[Path], selected: Path, processes: int) -> None:
    """Write the paragraphs of a source's records, and what becomes of every record.

    Args:
        request: What the study says of its articles.
        shards: Files of paragraphs (`stages.PARAGRAPHS`), one for each shard.
        selected: File of all records (`stages.SELECTED`).
        processes: Shards that are read at a time.

    Raises:
        StudyError: The source cannot be read, or no article of an outlet is left.
    """
    with _scratch(selected.with_name("unfinished")) as folder:
        raw, loaded = ([folder / made / path.name for path in shards] for made in ("raw", "loaded"))
        split_source(request.source, request.outlets, request.aliases, raw)
        read = partial(_load, reading=reading_of(request.source))
        lines = pd.concat(_each(read, raw, loaded, processes=processes), ignore_index=True)
        clean = partial(_clean, sites=_sites(request, lines), selection=request.selection)
        records = pd.concat(_each(clean, loaded, shards, processes=processes), ignore_index=True)
    store.write_parquet(select(records, request.outlets, request.selection), selected)


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Give a folder for what need not be kept, and clear it, whatever a killed job left in it."""
    rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def _each(
    make: Callable[[Path, Path], Made],
    sources: Sequence[Path],
    targets: Sequence[Path],
    processes: int,
) -> Iterator[Made]:
    """Yield what is made of each shard, in their order."""
    processes = min(processes, len(sources))
    if processes == 1:
        yield from map(make, sources, targets)
        return
    # forked, so that nothing is imported again
    with ProcessPoolExecutor(processes, multiprocessing.get_context("fork")) as pool:
        yield from pool.map(make, sources, targets)


def _load(raw: Path, loaded: Path, reading: Reading) -> pd.DataFrame:
    """Write the records of a shard; return which lines each holds."""
    records = load(raw, reading)
    store.write_parquet(records, loaded)
    raw.unlink()
    return line_keys(records)


def _sites(request: Request, lines: pd.DataFrame) -> Sites:
    cleaning = request.cleaning
    return Sites(
        read_furniture(Path(cleaning.furniture)),
        recurring_lines(lines, cleaning.recurring_articles),
        cleaning.recurring_share,
        cleaning.analysed_roles,
    )


def _clean(loaded: Path, target: Path, sites: Sites, selection: Selection) -> pd.DataFrame:
    """Write the paragraphs of a shard; return what cleaning found out about its records."""
    records = store.read_parquet(loaded)
    try:
        table, screened = _cleaned(records, sites, selection)
    except (StudyError, MemoryError):
        raise  # the study's mistake, or the machine's
    except Exception:  # the others can do without the record at fault
        records = pd.concat(
            [_tried(records[at : at + 1], sites, selection) for at in range(len(records))]
        )
        table, screened = _cleaned(records, sites, selection)
    store.write_parquet(table, target)
    return screened


def _cleaned(
    records: pd.DataFrame, sites: Sites, selection: Selection
) -> tuple[pd.DataFrame, pd.DataFrame]:
    table = paragraphs(records, sites)
    screened = screen(records, table, sites.furniture, selection)
    return table, screened.assign(title=headlines(records, sites))


def _tried(record: pd.DataFrame, sites: Sites, selection: Selection) -> pd.DataFrame:
    """Return a record, as one that failed where it cannot be cleaned."""
    try:
        _cleaned(record, sites, selection)
    except MemoryError:
        raise
    except Exception as error:
        logging.exception("record %r failed", record["read_from"].iloc[0])
        return record.assign(outcome="failed", reason=reason_of(error), text=None, title=None)
    return record
