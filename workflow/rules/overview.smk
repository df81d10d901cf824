# The tables that are no measure's: the articles, what became of every record and line, which
# findings hang on how indirect speech is read, and each outlet's framing at a glance.


rule overview:
    input:
        articles=f"{RESULTS}/features/articles.parquet",
        audit=f"{RESULTS}/features/lines.parquet",
        records=f"{RESULTS}/features/records.parquet",
        readings=[study.readings(category) for category in study.families],
        tables=study.measured_tables(),
    output:
        **{
            name: report(
                f"{RESULTS}/tables/{name}.csv",
                caption="../report/tables/table.rst",
                category="Tables",
                subcategory="The study",
                labels={"table": name},
            )
            for name in LISTS
        },
        all=f"{RESULTS}/all.csv",
    log:
        f"{RESULTS}/logs/overview.log",
    params:
        holds={name: table.description for name, table in LISTS.items()},
        names=list(study.options),
        level=study.config.inference.level,
        code=source_digest(
            "crossframe.fingerprint",
            "crossframe.collection",
            *(f"crossframe.measures.{n}" for n in study.options),
        ),
    message:
        "Listing articles, records and readings; summing up each outlet's framing."
    script:
        "../scripts/overview.py"
