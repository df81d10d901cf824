# All figures, one job: the rows plotted, each figure in every size and format, its caption as
# text, and the list of all.


rule figures:
    input:
        articles=f"{RESULTS}/tables/articles.csv",
        tables=[f"{RESULTS}/tables/{each.name}.csv" for each in study.figures],
    output:
        [
            (
                report(
                    path,
                    caption=str(Path(study.caption(each.name)).absolute()),
                    category=each.category,
                    labels={"figure": each.title},
                )
                if path == study.picture(each.name)
                else path
            )
            for each in study.figures
            for path in study.pictures(each.name)
        ],
        plotted=study.plotted(),
        captions=[study.caption(each.name) for each in study.figures],
        index=f"{RESULTS}/figures/index.csv",
    log:
        f"{RESULTS}/logs/figures.log",
    threads: 12  # or all that there are, if fewer
    params:
        config=study.config.model_dump(),
        code=source_digest(
            "crossframe.figures.index",
            "crossframe.figures.sheets",
            *(each.module for each in study.figures),
            *(f"crossframe.measures.{name}" for name in study.options),
        ),
    message:
        "Drawing the figures."
    script:
        "../scripts/figures.py"
