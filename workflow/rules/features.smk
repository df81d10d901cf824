# The waist: all that follows reads only these tables. Two entries, one exit.

if study.from_texts:

    rule features:
        input:
            unpack(lambda wildcards: study.sharded()),
            selected=f"{RESULTS}/corpus/selected.parquet",
        output:
            study.features(),
        log:
            f"{RESULTS}/logs/features.log",
        params:
            counting=study.config.counting.model_dump(),
            code=source_digest("crossframe.features"),
        message:
            "Counting features."
        script:
            "../scripts/features.py"

    rule release:
        input:
            study.features(),
        output:
            tables=study.released(),
            settings=study.settings_file(),
        log:
            f"{RESULTS}/logs/release.log",
        params:
            settings=lambda wildcards: study.settings(),
            code=source_digest("crossframe.store"),
        message:
            "Writing the features for release."
        script:
            "../scripts/release.py"

else:

    rule load_features:
        input:
            study.released(),
        output:
            study.features(),
        log:
            f"{RESULTS}/logs/features.log",
        params:
            outlets=study.config.outlets,
            code=source_digest("crossframe.features"),
        message:
            "Reading the released features."
        script:
            "../scripts/load_features.py"
