from pathlib import Path

from crossframe import figures, store
from crossframe.figures import SIZES, files, style
from crossframe.logs import job_log

with job_log(snakemake.log[0]):
    given, data = snakemake.params, Path(snakemake.output.data)
    schema, shape = figures.table(given.figure), figures.load(given.figure)
    table = schema.typed(store.read_csv(Path(snakemake.input[0])), snakemake.input[0])
    table = table.assign(row=store.row_ids(schema, table))
    for size, width_mm in zip(SIZES, given.widths_mm, strict=True):
        canvas = style.Canvas(tuple(given.outlets), width_mm, given.most_items)
        rows = shape.select(table, canvas)
        files.save(shape.draw(rows, canvas), data.parent / size / given.figure, given.dpi)
    store.write_csv(rows, data)
