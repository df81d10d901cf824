from pathlib import Path

from crossframe import figures, measures, store
from crossframe.figures import style
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, path = snakemake.params, Path(snakemake.input[0])
    table = measures.load(given.measure).OUTPUT.typed(store.read_csv(path), str(path))
    canvas = style.Canvas(tuple(given.outlets), given.width_mm, given.most_items)
    shape = figures.load(given.measure)
    rows = shape.select(table, canvas)
    store.write_csv(rows, Path(snakemake.output.data))
    style.save(shape.draw(rows, canvas), Path(snakemake.output.data).with_suffix(""), given.dpi)
