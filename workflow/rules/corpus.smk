# From what a study brings to annotation, a job a shard of articles. Runs only where the texts are.


rule split:
    input:
        lambda wildcards: study.files(),
    output:
        study.shards("raw"),
    log:
        f"{RESULTS}/logs/split.log",
    params:
        source=study.config.source.model_dump(),
        outlets=study.config.outlets,
        aliases=study.config.aliases,
        code=source_digest("crossframe.corpus.split"),
    message:
        "Reading the source."
    script:
        "../scripts/split.py"


rule load:
    input:
        f"{RESULTS}/corpus/raw/{{shard}}.parquet",
    output:
        records=f"{RESULTS}/corpus/records/{{shard}}.parquet",
        lines=f"{RESULTS}/corpus/lines/{{shard}}.parquet",
    log:
        f"{RESULTS}/logs/load/{{shard}}.log",
    params:
        reading=study.reading(),
        code=source_digest("crossframe.corpus.load", "crossframe.corpus.recurring"),
    message:
        "Extracting the texts of shard {wildcards.shard}."
    script:
        "../scripts/load.py"


rule recurring:
    input:
        study.shards("lines"),
    output:
        f"{RESULTS}/corpus/recurring.parquet",
    log:
        f"{RESULTS}/logs/recurring.log",
    params:
        fewest_articles=study.config.cleaning.recurring_articles,
        code=source_digest("crossframe.corpus.recurring"),
    message:
        "Finding the lines that recur over articles."
    script:
        "../scripts/recurring.py"


rule clean:
    input:
        records=f"{RESULTS}/corpus/records/{{shard}}.parquet",
        recurring=f"{RESULTS}/corpus/recurring.parquet",
        furniture=study.config.cleaning.furniture,
    output:
        paragraphs=f"{RESULTS}/corpus/paragraphs/{{shard}}.parquet",
        screened=f"{RESULTS}/corpus/screened/{{shard}}.parquet",
    log:
        f"{RESULTS}/logs/clean/{{shard}}.log",
    params:
        roles={
            "least_share": study.config.cleaning.recurring_share,
            "analysed_roles": study.config.cleaning.analysed_roles,
        },
        language=study.config.selection.language,
        min_words=study.config.selection.min_words,
        code=source_digest("crossframe.corpus.paragraphs", "crossframe.corpus.screen"),
    message:
        "Cleaning the texts of shard {wildcards.shard}."
    script:
        "../scripts/clean.py"


rule select:
    input:
        study.shards("screened"),
    output:
        f"{RESULTS}/corpus/selected.parquet",
    log:
        f"{RESULTS}/logs/select.log",
    params:
        outlets=study.config.outlets,
        selection=study.config.selection.model_dump(),
        code=source_digest("crossframe.corpus.select"),
    message:
        "Finding duplicates, and choosing the articles."
    script:
        "../scripts/select.py"


rule annotate:
    input:
        study.dictionaries(),
        **study.word_files(),
        paragraphs=f"{RESULTS}/corpus/paragraphs/{{shard}}.parquet",
        selected=f"{RESULTS}/corpus/selected.parquet",
    output:
        **{
            name: f"{RESULTS}/annotation/{{shard}}/{name}.parquet"
            for name in ANNOTATION
        },
    log:
        f"{RESULTS}/logs/annotate/{{shard}}.log",
    params:
        model=study.config.annotation.model,
        passage_tokens=study.config.annotation.passage_tokens,
        code=source_digest("crossframe.annotation.annotate"),
    message:
        "Annotating shard {wildcards.shard} with {params.model}."
    script:
        "../scripts/annotate.py"
