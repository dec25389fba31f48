# `make demo` shows what estate does; `make test` runs its tests; `make check` is what CI runs.
# All of them need Python 3.11 or later and make, and the network only the first time.

VENV ?= .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?= -n auto --maxprocesses 4 --dist worksteal
export VENV PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup demo test browser lint check format schemas docs bench coverage lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1 \t/p' Makefile

setup: $(VENV)/.installed-dev ## .venv with everything, tools included

# One stamp a set of packages: made once, made again when what it depends on has changed.
$(VENV)/.installed-%: requirements/%.txt requirements/install.txt pyproject.toml scripts/install
	@scripts/install $*
	@touch $@

demo: $(VENV)/.installed-run ## check and plan the sample estate, and write its report
	$(BIN)/estate check inventories --format summary
	$(BIN)/estate plan inventories --out build
	@echo "The report: file://$(CURDIR)/build/index.html"

test: $(VENV)/.installed-test ## every test but the slow ones; PYTEST_ARGS=... as one likes
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

browser: $(VENV)/.installed-test ## what the tests in a browser need: Chromium, its driver and axe-core; then those tests
	@scripts/browser
	ESTATE_BROWSER=required $(BIN)/python -m pytest -m a11y

lint: $(VENV)/.installed-dev ## style, format, types, layers, dependencies, the samples' schemas and layout
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src
	$(BIN)/tombi lint --offline --error-on-warnings inventories scenarios sharing
	$(BIN)/estate fmt --check inventories

check: lint test ## lint, then test

format: $(VENV)/.installed-dev ## what ruff can put right by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

schemas: $(VENV)/.installed-run ## schemas/*.json anew from the types
	$(BIN)/estate schema --out schemas

docs: $(VENV)/.installed-test ## what the documents show the program to print and draw, anew
	$(BIN)/python -m tests.support.documents --here README.md docs/query.md docs/map.md
	$(BIN)/python -m tests.support.documents docs/tutorial.md docs/keeping.md docs/check.md docs/products.md docs/contracts.md docs/structure.md docs/interoperability.md \
		docs/objectives.md docs/plateaus.md docs/replanning.md docs/tracking.md docs/whatif.md docs/why.md docs/compare.md docs/windows.md docs/benchmarking.md docs/check-new.md docs/sharing.md
	$(BIN)/python -m tests.support.gallery

bench: $(VENV)/.installed-run ## time and plan value, side by side with baselines; minutes
	$(BIN)/python benchmarks/run.py $(BENCH_ARGS)

coverage: $(VENV)/.installed-test ## lines and branches that no test runs
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

lock: $(VENV)/.installed-run ## requirements/*.txt anew from pyproject.toml
	scripts/lock

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist tests/browser/node_modules htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
