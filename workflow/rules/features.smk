# The waist: all that follows reads only these tables. Two entries, one exit.

if study.texts is not None:

    rule features:
        message:
            "Counting features."
        input:
            unpack(lambda wildcards: study.sharded()),
            catalogue=study.config.catalogue,
        output:
            study.features(),
        log:
            f"{RESULTS}/logs/features.log",
        params:
            outlets=study.config.outlets,
            counting=study.config.counting.model_dump(),
            code=source_digest("crossframe.features"),
        script:
            "../scripts/features.py"

    rule release:
        message:
            "Writing the features for release."
        input:
            study.features(),
        output:
            study.released(),
        log:
            f"{RESULTS}/logs/release.log",
        params:
            code=source_digest("crossframe.io"),
        script:
            "../scripts/release.py"

else:

    rule load_features:
        message:
            "Reading the released features."
        input:
            study.released(),
        output:
            study.features(),
        log:
            f"{RESULTS}/logs/features.log",
        params:
            outlets=study.config.outlets,
            code=source_digest("crossframe.features"),
        script:
            "../scripts/load_features.py"
