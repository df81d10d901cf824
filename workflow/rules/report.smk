# The page that shows everything, and the record of what made it.


rule report:
    message:
        "Writing the report."
    input:
        study.published(),
        captions=[f"workflow/report/{name}.rst" for name in study.figures],
    output:
        f"{RESULTS}/report/index.html",
    log:
        f"{RESULTS}/logs/report.log",
    params:
        results=RESULTS,
        config=study.config.model_dump(),
        code=source_digest("crossframe.report.page"),
    script:
        "../scripts/report.py"


rule provenance:
    message:
        "Recording checksums and the run."
    input:
        study.published(),
        f"{RESULTS}/report/index.html",
    output:
        checksums=f"{RESULTS}/provenance/checksums.csv",
        run=f"{RESULTS}/provenance/run.json",
    log:
        f"{RESULTS}/logs/provenance.log",
    params:
        results=RESULTS,
        entry=study.entry,
        config=study.config.model_dump(),
        code=source_digest("crossframe.provenance"),
    script:
        "../scripts/provenance.py"
