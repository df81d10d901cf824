from pathlib import Path

from pydantic import TypeAdapter

from crossframe.config import Source
from crossframe.corpus.split import split_source
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, paths = snakemake.params, list(map(Path, snakemake.output))
    source = TypeAdapter(Source).validate_python(given.source)
    split_source(source, given.outlets, given.aliases, paths)
