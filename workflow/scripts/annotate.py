from pathlib import Path

from crossframe import annotate, names, pipeline, store
from crossframe.corpus.select import analysed
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    known = names.read_names(Path(snakemake.input.names))
    nlp = pipeline.load_pipeline(snakemake.params.model, known)
    read = [store.read_parquet(Path(snakemake.input[name])) for name in ("paragraphs", "selected")]
    kept = annotate.kept(analysed(*read))
    tables = annotate.annotate(kept, nlp, known, snakemake.params.passage_tokens)
    for name, path in snakemake.output.items():
        store.write_parquet(tables[name], Path(path))
