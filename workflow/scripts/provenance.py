from pathlib import Path

from crossframe import io, provenance
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, out = snakemake.params, snakemake.output
    files = provenance.checksums(map(Path, snakemake.input), Path(given.results))
    io.write_rows(["file", "sha256"], files, Path(out.checksums))
    io.write_json(provenance.run_record(given.entry, given.config), Path(out.run))
