# One job a category of measures: its tables, and its part of the readings of indirect speech.
# To add a measure: docs/adding-a-measure.md.


for category, names in study.families.items():

    rule:
        name:
            f"measures_{category.lower()}"
        input:
            **study.reads(*names),
        output:
            tables=[
                report(
                    f"{RESULTS}/tables/{table.name}.csv",
                    caption="../report/tables/table.rst",
                    category="Tables",
                    subcategory=study.measures[name].title,
                    labels={"table": table.name},
                )
                for name in names
                for table in study.measures[name].tables
            ],
            readings=study.readings(category),
        log:
            f"{RESULTS}/logs/measures_{category.lower()}.log",
        params:
            category=category,
            holds={
                table.name: table.description
                for name in names
                for table in study.measures[name].tables
            },
            outlets=study.config.outlets,
            reported_speech=study.config.reported_speech,
            inference=study.config.inference.model_dump(),
            seed=study.config.seed,
            options={name: study.options[name].model_dump() for name in names},
            code=source_digest(
                "crossframe.family", *(f"crossframe.measures.{n}" for n in names)
            ),
        message:
            "Measuring: {params.category}."
        script:
            "../scripts/measures.py"
