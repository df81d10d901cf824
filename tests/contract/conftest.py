"""All measures that have sentences, of an annotated corpus of random rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
import yaml
from made import OUTLETS, annotated, selected

from crossframe import evidence, features, measures, store
from crossframe.config import Inference
from crossframe.stats.sample import draw_sample

ROOT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((ROOT / "config" / "demo.yaml").read_text(encoding="utf-8"))
STRINGS = dict.fromkeys(["row", "outlet", "article", "voice", "text"], "str")


class Made(NamedTuple):
    """Tables by name, and the sentences behind their rows."""

    tables: dict[str, pd.DataFrame]
    listed: dict[str, pd.DataFrame]


@pytest.fixture(scope="session", params=["split", "quoted"])
def made(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """All that has sentences, with indirect speech as a voice of its own, or as quoted."""
    shards = annotated()

    def read(name: str) -> Iterator[pd.DataFrame]:
        return (shard[name] for shard in shards)

    built = features.build(selected(), read, **CONFIG["counting"])
    found = {name: pd.concat(parts, ignore_index=True) for name, parts in built}
    found = measures.reread(found, request.param)
    inference = Inference(**CONFIG["inference"] | {"resamples": 100, "permutations": 99})
    sample = draw_sample(found, OUTLETS, inference, 7, 1)
    folder, paths, schemas = tmp_path_factory.mktemp("tables"), {}, {}
    options = {name: _options(name) for name in measures.names() if measures.load(name).evidence}
    for name, given in options.items():
        measure = measures.load(name)
        made = measures.run(measure, found, sample, given)
        for schema, table in zip(measure.tables, made, strict=True):
            paths[schema.name], schemas[schema.name] = folder / f"{schema.name}.csv", schema
            store.write_csv(table, paths[schema.name])
    corpus = evidence.corpus(
        found["articles"], read, request.param, CONFIG["counting"]["parts_of_speech"], most=10_000
    )
    parts = evidence.build(paths, corpus, options)
    listed = {name: pd.concat(each, ignore_index=True).astype(STRINGS) for name, each in parts}
    tables = {n: schemas[n].typed(store.read_csv(path), n) for n, path in paths.items()}
    return Made(tables, listed)


def _options(name: str) -> Any:
    """Return a measure's options, whatever they are; rare items stay in."""
    given = measures.load(name).options
    return given(**dict.fromkeys(given.model_fields, 2))
