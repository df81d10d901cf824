from pathlib import Path

from crossframe import fingerprint, measures, store
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    tables = {
        path.stem: measures.load(path.stem).OUTPUT.typed(store.read_csv(path), str(path))
        for path in map(Path, snakemake.input)
    }
    found = fingerprint.fingerprint(tables, snakemake.params.level)
    store.write_csv(fingerprint.TABLE.validate(found), Path(snakemake.output[0]))
