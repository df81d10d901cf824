# The page that shows everything, and the record of what made it.


rule report:
    input:
        study.published(),
        captions=[f"workflow/report/{name}.rst" for name in study.figures],
        template="workflow/crossframe/report/page.html.j2",
    output:
        f"{RESULTS}/report/index.html",
    log:
        f"{RESULTS}/logs/report.log",
    params:
        results=lambda wildcards, output: Path(output[0]).parents[1],
        config=study.config.model_dump(),
        titles={name: measures.load(name).TITLE for name in study.figures},
        code=source_digest("crossframe.report.page"),
    message:
        "Writing the report."
    script:
        "../scripts/report.py"


rule provenance:
    input:
        study.published(),
        f"{RESULTS}/report/index.html",
    output:
        checksums=f"{RESULTS}/provenance/checksums.csv",
        run=f"{RESULTS}/provenance/run.json",
    log:
        f"{RESULTS}/logs/provenance.log",
    params:
        results=lambda wildcards, output: Path(output[0]).parents[1],
        entry=study.entry,
        config=study.config.model_dump(),
        code=source_digest("crossframe.provenance"),
    message:
        "Recording checksums and the run."
    script:
        "../scripts/provenance.py"
