from functools import partial
from pathlib import Path

from crossframe import evidence, measures, store
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, paths = snakemake.params, {path.stem: path for path in map(Path, snakemake.output)}
    tables = {path.stem: path for path in map(Path, snakemake.input.tables)}
    articles = store.read_parquet(Path(snakemake.input.articles))
    read = partial(store.read_shards, snakemake.input)
    corpus = evidence.corpus(articles, read, **given.reading)
    options = {name: measures.load(name).options(**each) for name, each in given.options.items()}
    for name, parts in evidence.build(tables, corpus, options):
        store.write_csv_parts(parts, paths[name])
