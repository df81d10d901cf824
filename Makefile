# make          set up and run the five-outlet study
# make CONFIG=config/mine.yaml   set up and run a study of your own
# make new-study NAME=mine       write the config and example articles of a study
# make demo     set up and run the demonstration study
# make test     set up and run the tests
# make lint     linters, type checker, Snakemake's own checks
# make verify   run the study again from nothing and compare every table and figure with the committed ones
# make release  renew seeds/features/ from the texts (for those who hold them)
# make sync     renew the files generated from the code
# make lock     renew requirements.lock, and requirements-dev.lock of what tests and linters need on top
# make clean    remove what a run leaves, except the committed results

.DEFAULT_GOAL := study
.PHONY: study new-study demo test lint verify release sync lock clean

SUPPORTED = import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(firstword $(foreach p,python3 python3.13 python3.12 python3.11,$(shell $p -c '$(SUPPORTED)' 2>/dev/null && echo $p)))
CONFIG ?= config/config.yaml
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --use-pep517
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-strip-extras --no-header --quiet
# the greedy scheduler: the jobs are few and short, and the other starts a solver for each choice
SNAKEMAKE := $(BIN)/snakemake --cores all --scheduler greedy --rerun-incomplete --quiet=reason

study: .venv/ready
	$(SNAKEMAKE) --configfile $(CONFIG)

new-study: .venv/ready
	@$(BIN)/python -m crossframe.new_study "$(NAME)"
	@echo "Now: make CONFIG=config/$(NAME).yaml"

demo: .venv/ready
	$(SNAKEMAKE) --configfile config/demo.yaml

# The two packages that come without a wheel are built with the setuptools of the lock, installed
# first: so nothing is fetched that the lock does not hold with its hash.
.venv/ready: requirements.lock
	@test -n "$(PYTHON)" || { echo "Crossframe needs Python 3.11, 3.12 or 3.13; none was found. Install one, or name it: make PYTHON=/path/to/python"; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	awk '/^[^ #]/ { wanted = /^setuptools==/ } wanted' requirements.lock > .venv/setuptools.lock
	$(INSTALL) --require-hashes --requirement .venv/setuptools.lock
	$(INSTALL) --require-hashes --requirement requirements.lock
	$(INSTALL) --editable .
	touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	touch $@

test: .venv/ready-dev
	$(BIN)/pytest

lint: .venv/ready-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/snakefmt --check Snakefile workflow/rules
	@# requirements.lock is the environment of every rule; that none has one of its own is no fault
	$(SNAKEMAKE) --dry-run --quiet > /dev/null 2>&1
	! $(SNAKEMAKE) --lint 2>&1 | grep '^ *\* ' | grep -v 'Specify a conda environment or container'

verify: .venv/ready
	cp results/provenance/checksums.csv .venv/published.csv
	$(SNAKEMAKE) --forceall
	$(BIN)/python -m crossframe.report.verify .venv/published.csv results

release: .venv/ready
	$(SNAKEMAKE) release --configfile $(CONFIG)

sync: .venv/ready
	$(BIN)/python -m crossframe.sync

# the developers' lock is resolved against the other, so that both agree
lock: .venv/ready-dev
	$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	$(COMPILE) --group pyproject.toml:dev --constraints requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf .snakemake results/corpus results/annotation results/features results/readings results/all.csv results/evidence results/logs results/demo results/provenance/run.json
