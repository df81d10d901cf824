from pathlib import Path

from crossframe import store
from crossframe.annotation import annotate, article
from crossframe.corpus.select import analysed
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given = snakemake.input
    files = {name: Path(given[name]) for name in ("names", "frames", "sources")}
    tools = article.load_tools(snakemake.params.model, files)
    read = [store.read_parquet(Path(given[name])) for name in ("paragraphs", "selected")]
    kept = annotate.kept(analysed(*read))
    tables = annotate.annotate(kept, tools, snakemake.params.passage_tokens)
    for name, path in snakemake.output.items():
        store.write_parquet(tables[name], Path(path))
