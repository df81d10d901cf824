"""Crossframe: compare how news outlets frame one issue. Start with `make`, or README.md."""

from pathlib import Path

from snakemake.utils import min_version

from crossframe.errors import StudyError
from crossframe.io import read_yaml
from crossframe.provenance import source_digest
from crossframe.results import LISTS
from crossframe.stages import ANNOTATION
from crossframe.study import load_study

min_version("9.0")

# A config given on the command line stands alone; it is not merged with this one.
if not config:

    configfile: "config/config.yaml"


try:
    for file in workflow.configfiles:
        read_yaml(
            Path(file)
        )  # Snakemake takes a key that stands twice for its last value
    source = ", ".join(map(str, workflow.configfiles)) or "config"
    study = load_study(config, source)
    if workflow.is_main_process:  # a job need not check again what has been checked
        from crossframe.check import check_study

        check_study(study, source)
except StudyError as error:
    raise SystemExit(f"crossframe: {error}") from None
logger.info(study.entry)

RESULTS = study.results


wildcard_constraints:
    shard=r"\d+",


include: "workflow/rules/corpus.smk"
include: "workflow/rules/features.smk"
include: "workflow/rules/measures.smk"
include: "workflow/rules/overview.smk"
include: "workflow/rules/evidence.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/tables.smk"
include: "workflow/rules/report.smk"


rule all:
    default_target: True
    input:
        study.features(),
        study.published(),
        study.printed(),
        study.evidence(),
        f"{RESULTS}/all.csv",
        f"{RESULTS}/paper/tables.xlsx",
        f"{RESULTS}/datapackage.json",
        f"{RESULTS}/report/index.html",
        f"{RESULTS}/provenance/checksums.csv",
        f"{RESULTS}/provenance/run.json",
    message:
        "Tables, figures and report are in {RESULTS}."
