from pathlib import Path

from crossframe import store
from crossframe.corpus import paragraphs
from crossframe.corpus.catalogue import read_catalogue
from crossframe.corpus.furniture import read_furniture
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    articles = read_catalogue(Path(snakemake.input.catalogue), snakemake.params.outlets)
    furniture = read_furniture(Path(snakemake.input.furniture))
    texts = dict(zip(snakemake.params.ids, map(Path, snakemake.input.texts), strict=True))
    table = paragraphs.table(articles, texts, furniture, snakemake.params.roles)
    store.write_parquet(table, Path(snakemake.output[0]))
