from pathlib import Path

from crossframe import io
from crossframe.logs import job_log
from crossframe.report import page

with job_log(snakemake.log[0]):
    given, captions = snakemake.params, list(map(Path, snakemake.input.captions))
    html = page.render(Path(given.results), given.config, captions, given.titles)
    io.write_text(html, Path(snakemake.output[0]))
