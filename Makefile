# Two commands do everything: `make read` and `make test`. Needs only Python >= 3.11 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

.PHONY: help read test soak check lint types walls keys snapshots screenshots quality clean

help:
	@echo "make read         open the reader on the sample (sets everything up on the first run)"
	@echo "make test         run the test suite"
	@echo "make check        what CI runs: lint, types, import walls, tests"
	@echo "make keys         write the key table into the README"
	@echo "make snapshots    save the reader's screens that the tests compare with"
	@echo "make soak         run the long tests: thousands of keys, kills, fuzz"
	@echo "make screenshots  render screenshots/ from the running app"
	@echo "make quality      score the sample against its gold annotation"
	@echo "make clean        remove the environment and what was built"

# A stamp stands for an environment that matches the project's files. pip compiles what it installs to bytecode.
$(VENV)/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("briefing needs Python 3.11 to 3.14, this is " + sys.version.split()[0] if not (3, 11) <= sys.version_info < (3, 15) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Setting up: this takes a minute or two, once." >&2
	@$(PIP) install --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

read: $(VENV)/.run
	@$(BIN)/briefing

test: $(VENV)/.dev
	$(BIN)/python -m pytest -q

# Long: some ten minutes.
soak: $(VENV)/.dev
	$(BIN)/python -m pytest -q tests/soak/soak.py

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python docs/diagram.py --check

types: $(VENV)/.dev
	$(BIN)/mypy

walls: $(VENV)/.dev
	$(BIN)/lint-imports

check: lint types walls test

keys: $(VENV)/.dev
	$(BIN)/python benchmarks/readme_keys.py

snapshots: $(VENV)/.dev
	BRIEFING_SNAPSHOTS=write $(BIN)/python -m pytest -q tests/test_reader_snapshots.py

screenshots: $(VENV)/.dev
	$(BIN)/python benchmarks/screenshots.py

quality: $(VENV)/.dev
	$(BIN)/python benchmarks/quality.py

clean:
	rm -rf $(VENV) build dist .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
