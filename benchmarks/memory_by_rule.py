"""Run a study and report peak memory and processor time of every rule.

    python benchmarks/memory_by_rule.py config/mine.yaml [FURTHER ARGUMENTS OF SNAKEMAKE]

Linux alone: the peaks are the kernel's own (VmHWM), read while each job runs.
"""

import re
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.2  # seconds
MB = 1024  # kilobytes, in which the kernel counts
SCRIPT = re.compile(r"\.snakemake/scripts/tmp\w+\.(\w+)\.py$")


@dataclass
class Job:
    """What is known of a job so far."""

    rule: str
    peak_mb: float = 0
    cpu_s: float = 0


def watch(process: subprocess.Popen) -> dict[int, Job]:
    """Follow the jobs of a run until it ends; return them by process."""
    jobs: dict[int, Job] = {}
    while process.poll() is None:
        for child in psutil.Process(process.pid).children(recursive=True):
            look(child, jobs)
        time.sleep(EVERY)
    return jobs


def look(child: psutil.Process, jobs: dict[int, Job]) -> None:
    """Take down a job's peak and time so far."""
    try:
        named = [found[1] for part in child.cmdline() if (found := SCRIPT.search(part))]
        if not named or Path(child.cmdline()[0]).name.startswith("bash"):
            return
        job = jobs.setdefault(child.pid, Job(named[0]))
        status = Path(f"/proc/{child.pid}/status").read_text(encoding="utf-8")
        job.peak_mb = max(job.peak_mb, int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / MB)
        times = child.cpu_times()
        job.cpu_s = max(job.cpu_s, times.user + times.system)
    except (psutil.Error, OSError, TypeError):
        return  # it has just ended


def report(jobs: dict[int, Job], seconds: float) -> None:
    """Print a row a rule."""
    by_rule: dict[str, list[Job]] = defaultdict(list)
    for job in jobs.values():
        by_rule[job.rule].append(job)
    print("| rule | jobs | peak MB | processor s |\n| --- | --- | --- | --- |")
    for rule, done in by_rule.items():
        peak, cpu = max(job.peak_mb for job in done), sum(job.cpu_s for job in done)
        print(f"| {rule} | {len(done)} | {peak:,.0f} | {cpu:,.0f} |")
    print(f"\nThe whole run took {seconds:,.0f} s.")


if __name__ == "__main__":
    config, *further = sys.argv[1:]
    command = [sys.executable, "-m", "snakemake", "--scheduler", "greedy", "--configfile", config,
               *(further or ["--cores", "all"])]  # fmt: skip
    start = time.monotonic()
    with subprocess.Popen(command) as process:
        jobs = watch(process)
    report(jobs, time.monotonic() - start)
    sys.exit(process.returncode)
