from pathlib import Path

from crossframe import features, io
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    tables = features.load([Path(path) for path in snakemake.input], snakemake.params.outlets)
    for path in map(Path, snakemake.output):
        io.write_parquet(tables[path.stem], path)
