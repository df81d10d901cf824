"""Says which rules a run would carry out in each of several copies of a project.

A program, since Snakemake leaves its mark on a process: `python dry_runs.py TARGETS FOLDER...`. The
first copy's package is imported; of the others only the digests are taken, so that they may differ
from it in comments alone.
"""

import json
import os
import sys
from pathlib import Path

from snakemake.api import SnakemakeApi
from snakemake.settings.types import (
    ConfigSettings,
    DAGSettings,
    OutputSettings,
    Quietness,
    ResourceSettings,
)

from crossframe import provenance

CONFIG = Path("config/small.yaml")


def planned(root: Path, targets: list[str]) -> list[str]:
    """Return the names of the rules that a run would carry out."""
    os.chdir(root)
    provenance.__file__ = str(root / "workflow/crossframe/provenance.py")
    provenance._modules.cache_clear()
    with SnakemakeApi(OutputSettings(dryrun=True, quiet={Quietness.ALL})) as api:
        workflow = api.workflow(
            ResourceSettings(cores=2),
            ConfigSettings(configfiles=[CONFIG]),
            snakefile=Path("Snakefile"),
        )
        dag = workflow.dag(DAGSettings(targets=set(targets)))
        dag.execute_workflow(executor="dryrun")
        jobs = workflow._workflow.dag.needrun_jobs(exclude_finished=False)
        return sorted({job.rule.name for job in jobs})


if __name__ == "__main__":
    _, wanted, *folders = sys.argv
    made = {folder: planned(Path(folder), wanted.split()) for folder in folders}
    print(json.dumps(made))  # noqa: T201 - the test reads it
