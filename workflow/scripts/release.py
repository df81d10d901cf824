from pathlib import Path

from crossframe import io, store
from crossframe.errors import StudyError
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    if not snakemake.output:
        raise StudyError("`features` in the config names no folder to release to; name one")
    for source, target in zip(snakemake.input, snakemake.output.tables, strict=True):
        store.write_csv_parts(store.read_parquet_parts(Path(source)), Path(target))
    io.write_json(snakemake.params.settings, Path(snakemake.output.settings[0]))
