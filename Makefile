# Refrain. `make run` opens the dashboard, `make test` runs every test; the rest is for those who change it.
# PYTHON=python3.12 picks the interpreter (3.11 to 3.13), PORT=8600 the port, VENV=.venv-12 another environment.

VENV ?= .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))

.PHONY: run test check gold speed deep clean
.DELETE_ON_ERROR:

# Exit 1 of a build means that some files failed, each named above; the rest can be read.
run: $(VENV)/run.stamp
	@$(BIN)/python -m dashboard build || [ $$? -eq 1 ]
	@$(BIN)/python -m dashboard serve $(if $(PORT),--port $(PORT))

test: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/chromium.py
	$(PYTEST) -n 2 --dist loadgroup dashboard tests

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(PYTEST) -q tests/test_house.py

gold: $(VENV)/test.stamp
	$(PYTEST) -rs tests/gold

speed: $(VENV)/test.stamp
	$(PYTEST) -s tests/speed

deep: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/chromium.py
	$(PYTEST) -rs tests/deep

clean:
	rm -rf $(VENV) data/corpus .pytest_cache .hypothesis .mypy_cache .ruff_cache

$(VENV)/run.stamp: requirements.txt constraints.txt | $(BIN)/python
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test.stamp: tests/requirements.txt requirements.txt constraints.txt | $(BIN)/python
	$(PIP) -r tests/requirements.txt
	@touch $@ $(VENV)/run.stamp

$(BIN)/python:
	@for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
		if $$python -c '$(SUPPORTED)' 2>/dev/null; then $$python -m venv $(VENV) && exit 0; fi; \
	done; \
	echo "No Python from 3.11 to 3.13 was found. Install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2
