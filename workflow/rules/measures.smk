# One job a measure. To add a measure: docs/adding-a-measure.md.


rule measure:
    input:
        unpack(lambda wildcards: study.reads(wildcards.measure)),
    output:
        f"{RESULTS}/tables/{{measure}}.csv",
    log:
        f"{RESULTS}/logs/measures/{{measure}}.log",
    wildcard_constraints:
        measure="|".join(study.options),
    params:
        outlets=study.config.outlets,
        inference=study.config.inference.model_dump(),
        seed=study.config.seed,
        options=lambda wildcards: study.options[wildcards.measure].model_dump(),
        code=lambda wildcards: source_digest(f"crossframe.measures.{wildcards.measure}"),
    message:
        "Measuring {wildcards.measure}."
    script:
        "../scripts/measure.py"


rule audit:
    input:
        articles=f"{RESULTS}/features/articles.parquet",
        audit=f"{RESULTS}/features/lines.parquet",
        records=f"{RESULTS}/features/records.parquet",
    output:
        articles=f"{RESULTS}/tables/articles.csv",
        audit=f"{RESULTS}/tables/audit.csv",
        records=f"{RESULTS}/tables/records.csv",
    log:
        f"{RESULTS}/logs/audit.log",
    params:
        code=source_digest("crossframe.store"),
    message:
        "Listing the articles, and what became of every record and line."
    script:
        "../scripts/audit.py"
