from pathlib import Path

from crossframe import measures, readings, store
from crossframe.config import Inference
from crossframe.logs import job_log
from crossframe.stats.sample import draw_sample

with job_log(snakemake.log[0]):
    given, threads = snakemake.params, snakemake.threads
    tables = measures.read(dict(snakemake.input.items()), "split")
    sample = draw_sample(tables, given.outlets, Inference(**given.inference), given.seed, threads)
    options = {name: measures.load(name).Options(**each) for name, each in given.options.items()}
    found = readings.TABLE.validate(readings.readings(tables, sample, options))
    store.write_csv(found, Path(snakemake.output[0]))
