# From scraped texts to annotation, one job a shard of articles. Runs only where the texts are.


rule clean:
    input:
        catalogue=study.config.catalogue,
        furniture=study.config.cleaning.furniture,
        texts=lambda wildcards: study.texts_of(wildcards.shard),
    output:
        f"{RESULTS}/corpus/{{shard}}.parquet",
    log:
        f"{RESULTS}/logs/clean/{{shard}}.log",
    params:
        ids=lambda wildcards: study.shards[wildcards.shard],
        outlets=study.config.outlets,
        roles=study.config.cleaning.analysed_roles,
        code=source_digest("crossframe.corpus.paragraphs"),
    message:
        "Cleaning the texts of shard {wildcards.shard}."
    script:
        "../scripts/clean.py"


rule annotate:
    input:
        paragraphs=f"{RESULTS}/corpus/{{shard}}.parquet",
        names=study.config.annotation.names,
    output:
        sentences=f"{RESULTS}/annotation/{{shard}}/sentences.parquet",
        words=f"{RESULTS}/annotation/{{shard}}/words.parquet",
        phrases=f"{RESULTS}/annotation/{{shard}}/phrases.parquet",
        entities=f"{RESULTS}/annotation/{{shard}}/entities.parquet",
    log:
        f"{RESULTS}/logs/annotate/{{shard}}.log",
    params:
        model=study.config.annotation.model,
        passage_tokens=study.config.annotation.passage_tokens,
        code=source_digest("crossframe.annotate"),
    message:
        "Annotating shard {wildcards.shard} with {params.model}."
    script:
        "../scripts/annotate.py"
