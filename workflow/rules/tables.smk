# The tables for a paper and for a spreadsheet, and the description of all of them.


rule tables:
    input:
        tables=study.all_tables(),
        plotted=study.plotted(),
    output:
        study.printed(),
        workbook=f"{RESULTS}/paper/tables.xlsx",
        package=f"{RESULTS}/datapackage.json",
    log:
        f"{RESULTS}/logs/tables.log",
    params:
        config=study.config.model_dump(),
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
