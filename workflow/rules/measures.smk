# One job a measure. To add a measure: docs/adding-a-measure.md.


for name in study.options:

    rule:
        name:
            f"measure_{name}"
        input:
            **study.reads(name),
        output:
            [
                report(
                    path,
                    caption="../report/tables/table.rst",
                    category="Tables",
                    subcategory=measures.load(name).TITLE,
                    labels={"table": Path(path).stem},
                )
                for path in study.tables(name)
            ],
        log:
            f"{RESULTS}/logs/measures/{name}.log",
        params:
            measure=name,
            holds={table.name: table.description for table in tables_of(name)},
            outlets=study.config.outlets,
            reported_speech=study.config.reported_speech,
            inference=study.config.inference.model_dump(),
            seed=study.config.seed,
            options=study.options[name].model_dump(),
            code=source_digest(f"crossframe.measures.{name}"),
        message:
            "Measuring {params.measure}."
        script:
            "../scripts/measure.py"


rule readings:
    input:
        **study.reads(*study.tested),
    output:
        report(
            f"{RESULTS}/tables/readings.csv",
            caption="../report/tables/table.rst",
            category="Tables",
            subcategory="The study",
            labels={"table": "readings"},
        ),
    log:
        f"{RESULTS}/logs/readings.log",
    params:
        holds={"readings": LISTS["readings"].description},
        outlets=study.config.outlets,
        inference=study.config.inference.model_dump(),
        seed=study.config.seed,
        options={name: study.options[name].model_dump() for name in study.tested},
        code=source_digest(
            "crossframe.readings",
            *(f"crossframe.measures.{name}" for name in study.tested),
        ),
    message:
        "Comparing findings under both readings of indirect speech."
    script:
        "../scripts/readings.py"


rule audit:
    input:
        articles=f"{RESULTS}/features/articles.parquet",
        audit=f"{RESULTS}/features/lines.parquet",
        records=f"{RESULTS}/features/records.parquet",
    output:
        **{
            name: report(
                f"{RESULTS}/tables/{name}.csv",
                caption="../report/tables/table.rst",
                category="Tables",
                subcategory="The study",
                labels={"table": name},
            )
            for name in ("articles", "audit", "records")
        },
    log:
        f"{RESULTS}/logs/audit.log",
    params:
        holds={
            name: LISTS[name].description for name in ("articles", "audit", "records")
        },
        code=source_digest("crossframe.store"),
    message:
        "Listing the articles, and what became of every record and line."
    script:
        "../scripts/audit.py"
