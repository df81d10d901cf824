from pathlib import Path

from crossframe import store
from crossframe.corpus import furniture, paragraphs, screen
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, out = snakemake.input, snakemake.output
    patterns = furniture.read_furniture(Path(given.furniture))
    loaded, recurring = store.read_parquet(Path(given.records)), Path(given.recurring)
    sites = paragraphs.Sites(patterns, store.read_parquet(recurring), **snakemake.params.roles)
    table = paragraphs.paragraphs(loaded, sites)
    store.write_parquet(table, Path(out.paragraphs))
    asked = snakemake.params.language, snakemake.params.min_words
    store.write_parquet(screen.screen(loaded, table, patterns, *asked), Path(out.screened))
