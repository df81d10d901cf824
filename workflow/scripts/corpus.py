from pathlib import Path

from crossframe.corpus.prepare import Request, prepare
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    request, out = Request(**snakemake.params.request), snakemake.output
    paragraphs, selected = list(map(Path, out.paragraphs)), Path(out.selected)
    prepare(request, paragraphs, selected, snakemake.threads)
