from dataclasses import replace

from crossframe import measures, store
from crossframe.config import Inference
from crossframe.logs import job_log
from crossframe.stats import resampling, units

with job_log(snakemake.log[0]):
    given, inference = snakemake.params, Inference(**snakemake.params.inference)
    read = measures.read(dict(snakemake.input.items()), given.reported_speech)
    sample = resampling.draw_sample(read, given.outlets, inference, given.seed, snakemake.threads)
    sample = replace(sample, voices=units.voices_under(given.reported_speech))
    options = measures.load(given.measure).Options(**given.options)
    store.write_csvs(measures.run(given.measure, read, sample, options), snakemake.output)
