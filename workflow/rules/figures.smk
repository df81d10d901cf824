# One job a figure: the rows plotted, and the figure in three formats.

for name in study.figures:

    rule:
        name:
            f"figure_{name}"
        input:
            f"{RESULTS}/tables/{name}.csv",
        output:
            data=f"{RESULTS}/figures/{name}.csv",
            pdf=f"{RESULTS}/figures/{name}.pdf",
            png=f"{RESULTS}/figures/{name}.png",
            svg=report(
                f"{RESULTS}/figures/{name}.svg",
                caption=f"../report/{name}.rst",
                category="Figures",
                labels={"figure": measures.load(name).TITLE},
            ),
        log:
            f"{RESULTS}/logs/figures/{name}.log",
        params:
            **study.config.figures.model_dump(),
            measure=name,
            outlets=study.config.outlets,
            code=source_digest(f"crossframe.measures.{name}", figures.module(name)),
        message:
            "Drawing {params.measure}."
        script:
            "../scripts/figure.py"
