# The tables for a paper and for a spreadsheet, and the description of all of them.


rule tables:
    input:
        study.all_tables(),
        study.plotted(),
    output:
        study.printed(),
        workbook=f"{RESULTS}/paper/tables.xlsx",
        package=f"{RESULTS}/datapackage.json",
    log:
        f"{RESULTS}/logs/tables.log",
    params:
        results=lambda wildcards, output: Path(output.package).parent,
        title=study.config.title,
        names=study.listed,
        figures=study.figures,
        most_rows=study.config.report.most_rows,
        level=study.config.inference.level,
        code=source_digest(
            "crossframe.exports.datapackage",
            "crossframe.exports.paper",
            "crossframe.exports.workbook",
            *(f"crossframe.measures.{name}" for name in study.options),
        ),
    message:
        "Writing the tables for a paper and for a spreadsheet."
    script:
        "../scripts/tables.py"
