from pathlib import Path

from crossframe import figures, measures, store
from crossframe.figures import style
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    name, given = snakemake.params.measure, snakemake.params
    shape, table = figures.load(name), Path(snakemake.input[0])
    canvas = style.Canvas(tuple(given.outlets), given.width_mm, given.most_items)
    rows = shape.select(measures.load(name).OUTPUT.validate(store.read_csv(table)), canvas)
    store.write_csv(rows, Path(snakemake.output.data))
    style.save(shape.draw(rows, canvas), Path(snakemake.output.data).with_suffix(""), given.dpi)
