# The overview of all measures. Then one job a figure: the rows plotted, and the figure in every
# size and format. Last the list of all figures.


rule fingerprint:
    input:
        study.summed_up(),
    output:
        report(
            f"{RESULTS}/tables/fingerprint.csv",
            caption="../report/tables/table.rst",
            category="Tables",
            subcategory="The study",
            labels={"table": "fingerprint"},
        ),
    log:
        f"{RESULTS}/logs/fingerprint.log",
    params:
        holds={"fingerprint": LISTS["fingerprint"].description},
        level=study.config.inference.level,
        code=source_digest("crossframe.fingerprint"),
    message:
        "Summing up each outlet's framing."
    script:
        "../scripts/fingerprint.py"


for name in study.figures:

    rule:
        name:
            f"figure_{name}"
        input:
            f"{RESULTS}/tables/{name}.csv",
        output:
            [path for path in study.pictures(name) if path != study.picture(name)],
            data=f"{RESULTS}/figures/{name}.csv",
            shown=report(
                study.picture(name),
                caption=f"../report/{name}.rst",
                category=figures.category(name),
                labels={"figure": figures.title(name)},
            ),
        log:
            f"{RESULTS}/logs/figures/{name}.log",
        params:
            figure=name,
            outlets=study.config.outlets,
            widths_mm=[
                study.config.figures.one_column_mm,
                study.config.figures.two_columns_mm,
            ],
            dpi=study.config.figures.dpi,
            most_items=study.config.figures.most_items,
            code=source_digest(
                (
                    f"crossframe.measures.{name}"
                    if name in study.options
                    else "crossframe.fingerprint"
                ),
                figures.module(name),
                "crossframe.figures.files",
            ),
        message:
            "Drawing {params.figure}."
        script:
            "../scripts/figure.py"


rule figure_index:
    input:
        f"{RESULTS}/tables/articles.csv",
        study.plotted(),
        [path for name in study.figures for path in study.pictures(name)],
        captions=[f"workflow/report/{name}.rst" for name in study.figures],
        template="workflow/crossframe/report/gallery.html.j2",
    output:
        index=f"{RESULTS}/figures/index.csv",
        page=f"{RESULTS}/figures/gallery.html",
    log:
        f"{RESULTS}/logs/gallery.log",
    params:
        results=lambda wildcards, output: Path(output.index).parents[1],
        config=study.config.model_dump(),
        code=source_digest(
            "crossframe.report.gallery",
            *(figures.module(name) for name in study.figures),
        ),
    message:
        "Listing the figures."
    script:
        "../scripts/gallery.py"
