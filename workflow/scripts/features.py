from pathlib import Path

from crossframe import features, store
from crossframe.corpus.catalogue import read_catalogue
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    catalogue = read_catalogue(Path(snakemake.input.catalogue), snakemake.params.outlets)
    shards = {name: snakemake.input[name] for name in features.SHARDED}
    tables = {name: store.read_parquets(map(Path, paths)) for name, paths in shards.items()}
    built = features.build(catalogue, tables, **snakemake.params.counting)
    for path in map(Path, snakemake.output):
        store.write_parquet(built[path.stem], path)
