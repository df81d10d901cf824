"""Write a table of many articles, recombined from the sentences of the demonstration corpus.

    python benchmarks/recombined.py 300 550 articles.csv
    python benchmarks/recombined.py 30000 300 articles.parquet

The first number is that of the articles, the second their mean length in words. They are of three
outlets, in paragraphs of two to four sentences, each outlet's from its own sentences, with some
furniture, copies and wire stories. The columns are those of `make new-study`. The demonstration
study must have run.
"""

import csv
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from crossframe import store
from crossframe.corpus.catalogue import read_catalogue
from crossframe.io import read_yaml
from crossframe.new_study import COLUMNS, DEMO, N_OUTLETS

HEADER = [name for name in COLUMNS.values() if name is not None]
COPIES, WIRE = 0.02, 0.1  # shares of articles
BATCH = 500
FURNITURE = ("Share this story with a neighbour of yours.", "You have read {n} stories this month.")


def sentences_of(outlet: str, config: dict) -> list[str]:
    """Return the sentences of an outlet in the demonstration corpus, as a run of it left them."""
    articles = read_catalogue(Path(config["source"]["catalogue"]), config["outlets"])
    own = [article.id for article in articles if article.outlet == outlet]
    shards = sorted(Path(config["results"], "corpus", "paragraphs").glob("*.parquet"))
    paragraphs = store.read_parquets(shards)
    body = paragraphs[paragraphs["article"].isin(own) & (paragraphs["role"] == "body")]
    return [part for text in body["text"] for part in re.split(r"(?<=[.!?]) (?=[A-Z])", text)]


def articles(total: int, mean_words: int) -> Iterator[list[str]]:
    """Yield the rows of a table."""
    config = read_yaml(DEMO)
    pools = {outlet: sentences_of(outlet, config) for outlet in config["outlets"][:N_OUTLETS]}
    rng = np.random.default_rng(20310302)
    previous: dict[str, list[str]] = {}
    for number in range(total):
        outlet = list(pools)[number % N_OUTLETS]
        day = date(2031, 3, 1) + timedelta(days=int(rng.integers(60)))
        facts = [outlet, f"art/{number:06}", f"Story {number} of the barrage", day.isoformat(),
                 f"https://paper.example/{number}", f"week {day.isocalendar().week}"]  # fmt: skip
        if outlet in previous and rng.random() < COPIES:
            text = previous[outlet]
        else:
            text = _text(pools[outlet], number, mean_words, rng)
        previous[outlet] = text
        yield ["\n".join(text), *facts]


def _text(pool: list[str], number: int, mean_words: int, rng: np.random.Generator) -> list[str]:
    goal, paragraphs, n_words = mean_words * rng.uniform(0.65, 1.35), [], 0
    while n_words < goal:
        chosen = rng.choice(len(pool), size=int(rng.integers(2, 5)), replace=False)
        paragraphs.append(" ".join(pool[at] for at in chosen))
        n_words += len(paragraphs[-1].split())
    if rng.random() < WIRE:
        paragraphs[0] = f"PORT HALLICK (Reuters) - {paragraphs[0]}"
    return [*paragraphs, *(line.format(n=number % 7) for line in FURNITURE)]


def write(total: int, mean_words: int, path: Path) -> None:
    """Write the table as its ending says."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as handle:
            csv.writer(handle).writerows([HEADER, *articles(total, mean_words)])
        return
    schema = pa.schema([(name, pa.string()) for name in HEADER])
    rows = articles(total, mean_words)
    with pq.ParquetWriter(path, schema) as writer:
        while batch := [row for _, row in zip(range(BATCH), rows, strict=False)]:
            columns = [list(column) for column in zip(*batch, strict=True)]
            writer.write_table(pa.table(columns, schema=schema))


if __name__ == "__main__":
    write(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
