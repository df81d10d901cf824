from pathlib import Path

from crossframe.corpus.split import split_source
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, paths = snakemake.params, list(map(Path, snakemake.output))
    split_source(given.source, given.outlets, given.aliases, paths)
