# The page that shows everything, and the record of what made it.


rule report:
    input:
        tables=study.all_tables(),
        plotted=study.plotted(),
        index=f"{RESULTS}/figures/index.csv",
        pictures=[study.picture(each.name) for each in study.figures],
        frames=study.config.annotation.frames,
        template="workflow/crossframe/report/page.html.j2",
        style="workflow/crossframe/report/assets/page.css",
        script="workflow/crossframe/report/assets/page.js",
    output:
        page=f"{RESULTS}/report/index.html",
        findings=f"{RESULTS}/report/findings.csv",
        sentences=f"{RESULTS}/report/findings.md",
        methods=f"{RESULTS}/report/methods.md",
        references=f"{RESULTS}/report/references.bib",
    log:
        f"{RESULTS}/logs/report.log",
    params:
        config=study.config.model_dump(),
        code=source_digest(
            "crossframe.report.page",
            "crossframe.findings",
            "crossframe.methods",
            *(f"crossframe.measures.{name}" for name in study.options),
        ),
    message:
        "Writing the report."
    script:
        "../scripts/report.py"


rule provenance:
    input:
        study.published(),
        study.printed(),
        f"{RESULTS}/datapackage.json",
        rules.report.output,
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
