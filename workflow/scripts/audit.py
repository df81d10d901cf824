from pathlib import Path

from crossframe import store
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    for name, path in snakemake.output.items():
        store.write_csv_parts(store.read_parquet_parts(Path(snakemake.input[name])), Path(path))
