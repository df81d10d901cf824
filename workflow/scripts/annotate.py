from pathlib import Path

from crossframe import annotate, io, names, pipeline
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    known = names.read_names(Path(snakemake.input.names))
    nlp = pipeline.load_pipeline(snakemake.params.model, known)
    kept = annotate.kept(io.read_parquet(Path(snakemake.input.paragraphs)))
    tables = annotate.annotate(kept, nlp, known, snakemake.params.passage_tokens)
    for name, path in snakemake.output.items():
        io.write_parquet(tables[name], Path(path))
