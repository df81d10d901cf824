from pathlib import Path

from crossframe import figures, store
from crossframe.config import Config
from crossframe.figures import index, sheets
from crossframe.logs import job_log
from crossframe.results import Results

with job_log(snakemake.log[0]):
    config, folder = Config(**snakemake.params.config), Path(snakemake.output.index).parent
    tables = Results.of([*snakemake.input.tables, snakemake.input.articles])
    drawn = sheets.every(figures.of(config.measures), tables, config, folder)
    sheets.print_all(drawn, snakemake.threads)
    for each, path in zip(drawn, snakemake.output.plotted, strict=True):
        store.write_csv(each.rows, Path(path))
    listed = index.index(drawn, tables.typed("articles"), config)
    index.write(listed, Path(snakemake.output.index))
    index.write_captions(listed, snakemake.output.captions)
