from functools import partial
from pathlib import Path

from crossframe import features, store
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    shards, paths = snakemake.input, {path.stem: path for path in map(Path, snakemake.output)}
    read = partial(store.read_shards, shards)
    selected = store.read_parquet(Path(shards.selected))
    for name, parts in features.build(selected, read, **snakemake.params.counting):
        store.write_parquet_parts(parts, paths[name])
