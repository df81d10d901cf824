from pathlib import Path

from crossframe import io
from crossframe.logs import job_log
from crossframe.report import gallery

with job_log(snakemake.log[0]):
    given, templates = snakemake.params, [*map(Path, snakemake.input.captions)]
    rows = gallery.index(Path(given.results), given.config, templates)
    gallery.write(rows, Path(snakemake.output.index))
    io.write_text(gallery.page(rows, given.config["title"]), Path(snakemake.output.page))
