from pathlib import Path

from crossframe import store
from crossframe.corpus.load import load
from crossframe.corpus.recurring import line_keys
from crossframe.corpus.sources import Reading
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    loaded = load(Path(snakemake.input[0]), Reading(**snakemake.params.reading))
    store.write_parquet(loaded, Path(snakemake.output.records))
    store.write_parquet(line_keys(loaded), Path(snakemake.output.lines))
