from pathlib import Path

from crossframe import store
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    for name, path in snakemake.output.items():
        store.write_csv(store.read_parquet(Path(snakemake.input[name])), Path(path))
