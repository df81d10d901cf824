from pathlib import Path

from crossframe import store
from crossframe.config import Selection
from crossframe.corpus.select import select
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    screened = store.read_parquets(map(Path, snakemake.input))
    chosen = select(screened, snakemake.params.outlets, Selection(**snakemake.params.selection))
    store.write_parquet(chosen, Path(snakemake.output[0]))
