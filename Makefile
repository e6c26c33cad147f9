# The press, for people. `make` alone lists what can be asked for.

SHELL := /bin/bash
.DEFAULT_GOAL := help

bin := .venv/bin
# Tests of one file share what they build, so a file stays with one worker.
pytest := $(bin)/pytest --numprocesses auto --dist loadfile
# `make test COVER=1` also shows which lines no test has run.
cover := $(if $(COVER),--cov --cov-report=term)

.PHONY: help setup demo test check judges oracles update figures bench bench-rivals gallery lock clean

help:     ## list these
	@awk -F ':.*## ' '/^[a-z-]+: .*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

setup:    ## prepare this checkout: system libraries where missing, .venv from the lock
	@tools/setup.sh

demo: setup    ## build the shipped editions into build/
	@$(bin)/publisher build

test: setup    ## run the tests (COVER=1 shows coverage)
	@$(pytest) -m "not oracle" $(cover)

check: setup    ## lint, format, types, and which room may look into which
	@status=0; \
	$(bin)/ruff check . || status=1; \
	$(bin)/ruff format --check . || status=1; \
	$(bin)/mypy || status=1; \
	$(bin)/lint-imports || status=1; \
	exit $$status

judges: setup    ## install the outside judges: qpdf, Ghostscript, LibreOffice, …
	@tools/judges.sh

oracles: setup    ## run the tests that ask the judges; an absent one is "not judged"
	@$(pytest) -m oracle -rs

update: setup    ## write the goldens anew; look at the diff before you commit it
	@$(bin)/pytest --update -m "not oracle"

figures: setup    ## what the press finds, makes, costs and withstands, beside Ghostscript
	@$(bin)/python bench/press.py $(CASE)

bench: setup    ## the press beside its rivals, interleaved (CASE="bulletin almanac …", PAIRS=3)
	@$(bin)/python bench/run.py $(CASE)

bench-rivals: setup    ## install the rivals that `make bench` knows, where they can be had
	@tools/rivals.sh

gallery: setup    ## contact sheets of all pages in build/, into build/gallery/
	@$(bin)/python tools/gallery.py

lock:     ## pin the libraries in requirements/ anew
	@tools/lock.sh

clean:    ## remove what was built and remembered; .venv stays
	@rm -rf build .cache .hypothesis
