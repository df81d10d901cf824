from pathlib import Path

from crossframe import features, store
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    paths = {path.stem: path for path in map(Path, snakemake.output)}
    given = list(map(Path, snakemake.input))
    for name, parts in features.load(given, snakemake.params.outlets):
        store.write_parquet_parts(parts, paths[name])
