from pathlib import Path

from crossframe import family, measures, store
from crossframe.config import Inference
from crossframe.logs import job_log
from crossframe.stats.sample import draw_sample

with job_log(snakemake.log[0]):
    given, threads = snakemake.params, snakemake.threads
    split = measures.read(dict(snakemake.input.items()), "split")
    sample = draw_sample(split, given.outlets, Inference(**given.inference), given.seed, threads)
    tables, readings = family.measured(given.options, split, sample, given.reported_speech)
    store.write_csvs(tables, snakemake.output.tables)
    store.write_parquet(readings, Path(snakemake.output.readings))
