from pathlib import Path

from crossframe import features, store
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    tables = features.load([Path(path) for path in snakemake.input], snakemake.params.outlets)
    for path in map(Path, snakemake.output):
        store.write_parquet(tables[path.stem], path)
