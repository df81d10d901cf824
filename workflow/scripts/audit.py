from pathlib import Path

from crossframe import io
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    io.write_csv(io.read_parquet(Path(snakemake.input.lines)), Path(snakemake.output.audit))
    io.write_csv(io.read_parquet(Path(snakemake.input.articles)), Path(snakemake.output.articles))
