from pathlib import Path

from crossframe import io
from crossframe.logs import job_log
from crossframe.report import page

with job_log(snakemake.log[0]):
    captions = [Path(path) for path in snakemake.input.captions]
    html = page.render(Path(snakemake.params.results), snakemake.params.config, captions)
    io.write_text(html, Path(snakemake.output[0]))
