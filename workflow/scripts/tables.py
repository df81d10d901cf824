from pathlib import Path

from crossframe import io
from crossframe.config import Config
from crossframe.exports import datapackage, paper, workbook
from crossframe.logs import job_log
from crossframe.results import Results

with job_log(snakemake.log[0]):
    given, out = snakemake.input, snakemake.output
    config, folder = Config.model_validate(snakemake.params.config), Path(out.workbook).parent
    results = Results.of(given.tables, given.plotted)
    for name, page in paper.pages(results, config):
        io.write_text(page, folder / name)
    workbook.write(results, config, Path(out.workbook))
    datapackage.write(datapackage.describe(results, config), Path(out.package))
