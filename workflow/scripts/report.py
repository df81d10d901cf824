from pathlib import Path

from crossframe import findings, io, methods, store
from crossframe.logs import job_log
from crossframe.report import page

with job_log(snakemake.log[0]):
    out, config, results = snakemake.output, snakemake.params.config, Path(snakemake.params.results)
    found = findings.find(results, config)
    tested = findings.tested(results, config, found)
    told = methods.describe(config, results)
    io.write_text(page.render(results, config, found, tested, told), Path(out.page))
    store.write_csv(findings.table(found), Path(out.findings))
    io.write_text(findings.markdown(found, tested, config["title"]), Path(out.sentences))
    io.write_text(methods.markdown(told), Path(out.methods))
    io.write_text(methods.bibtex(told.references), Path(out.references))
