from pathlib import Path

from crossframe import findings, io, methods, store
from crossframe.config import Config
from crossframe.findings.tally import tallies
from crossframe.logs import job_log
from crossframe.report import page
from crossframe.report.plates import plates
from crossframe.results import Results

with job_log(snakemake.log[0]):
    given, out = snakemake.input, snakemake.output
    config = Config.model_validate(snakemake.params.config)
    results = Results.of(given.tables, given.plotted)
    found = findings.find(results, config)
    tested = tallies(results, config, found)
    described = methods.describe(results, config)
    content = page.Content(found, tested, described, plates(Path(given.index)))
    io.write_text(page.render(results, config, content), Path(out.page))
    store.write_csv(findings.table(found), Path(out.findings))
    io.write_text(findings.markdown(found, tested, config.title), Path(out.sentences))
    io.write_text(methods.markdown(described), Path(out.methods))
    io.write_text(methods.bibtex(described.references), Path(out.references))
