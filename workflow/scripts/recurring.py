from pathlib import Path

from crossframe import store
from crossframe.corpus.recurring import recurring_lines
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    keys = store.read_parquets(map(Path, snakemake.input))
    table = recurring_lines(keys, snakemake.params.fewest_articles)
    store.write_parquet(table, Path(snakemake.output[0]))
