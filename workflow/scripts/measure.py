from pathlib import Path

from crossframe import measures, store
from crossframe.config import Inference
from crossframe.logs import job_log
from crossframe.stats.resampling import draw_sample

with job_log(snakemake.log[0]):
    given, measure = snakemake.params, measures.load(snakemake.wildcards.measure)
    tables = measures.read(dict(snakemake.input.items()))
    inference = Inference(**given.inference)
    units = tables["articles"], tables["passages"]
    sample = draw_sample(*units, given.outlets, inference, given.seed)
    result = measure.compute(tables, sample, measure.Options(**given.options))
    store.write_csv(measure.OUTPUT.validate(result), Path(snakemake.output[0]))
