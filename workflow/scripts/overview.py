from pathlib import Path

from crossframe import collection, fingerprint, readings, store
from crossframe.logs import job_log
from crossframe.results import Results

with job_log(snakemake.log[0]):
    given, out, names = snakemake.input, snakemake.output, snakemake.params.names
    for name in ("articles", "audit", "records"):
        store.write_csv_parts(store.read_parquet_parts(Path(given[name])), Path(out[name]))
    changes = readings.TABLE.validate(store.read_parquets(map(Path, given.readings)))
    store.write_csv(changes, Path(out.readings))
    results = Results.of(given.tables)
    tables = {name: results.typed(name) for name in fingerprint.measured(names)}
    summed_up = fingerprint.fingerprint(tables, snakemake.params.level)
    store.write_csv(summed_up, Path(out.fingerprint))
    store.write_csv_parts(collection.parts(results, names), Path(out["all"]))
