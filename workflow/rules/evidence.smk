# The sentences behind the tables, for whoever holds the texts. Nothing published reads them.

if study.evidence():

    rule evidence:
        input:
            unpack(lambda wildcards: study.sharded()),
            articles=f"{RESULTS}/features/articles.parquet",
            tables=study.with_sentences(),
        output:
            study.evidence(),
        log:
            f"{RESULTS}/logs/evidence.log",
        params:
            options={name: given.model_dump() for name, given in study.options.items()},
            reading={
                "reported_speech": study.config.reported_speech,
                "parts_of_speech": study.config.counting.parts_of_speech,
                "most": study.config.evidence.most_sentences,
            },
            code=source_digest(
                "crossframe.evidence",
                *(f"crossframe.measures.{n}" for n in study.options),
            ),
        message:
            "Listing the sentences behind the tables."
        script:
            "../scripts/evidence.py"
