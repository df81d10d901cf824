# From what a study brings to annotation, which is dear: a job a shard of articles. Runs only where
# the texts are.


rule corpus:
    input:
        lambda wildcards: study.files(),
        furniture=study.config.cleaning.furniture,
    output:
        paragraphs=study.shards("paragraphs"),
        selected=f"{RESULTS}/corpus/selected.parquet",
    log:
        f"{RESULTS}/logs/corpus.log",
    threads: study.config.shards
    params:
        request=study.corpus(),
        code=source_digest("crossframe.corpus.prepare"),
    message:
        "Reading, cleaning and choosing the articles."
    script:
        "../scripts/corpus.py"


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
        code=source_digest("crossframe.annotation.annotate", "crossframe.corpus.select"),
    message:
        "Annotating shard {wildcards.shard} with {params.model}."
    script:
        "../scripts/annotate.py"
