from pathlib import Path

from crossframe import io
from crossframe.exports import datapackage, paper, workbook
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, out, results = snakemake.params, snakemake.output, Path(snakemake.params.results)
    for name, page in paper.pages(results, given.names, given.most_rows, given.level):
        io.write_text(page, results / "paper" / name)
    workbook.write(results, given.names, Path(out.workbook))
    package = datapackage.describe(results, given.title, given.names, given.figures)
    datapackage.write(package, Path(out.package))
