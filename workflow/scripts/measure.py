from pathlib import Path

from crossframe import measures, store
from crossframe.config import Inference
from crossframe.logs import job_log
from crossframe.stats.resampling import draw_sample

with job_log(snakemake.log[0]):
    given, threads = snakemake.params, snakemake.threads
    tables = measures.read(dict(snakemake.input.items()))
    sample = draw_sample(tables, given.outlets, Inference(**given.inference), given.seed, threads)
    options = measures.load(given.measure).Options(**given.options)
    results = measures.run(given.measure, tables, sample, options)
    for result, path in zip(results, snakemake.output, strict=True):
        store.write_csv(result, Path(path))
