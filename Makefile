# Two targets do everything from a bare clone: `make sample` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: sample test check benchmarks clean

# Installed again whenever the packaging changes.
$(VENV)/.ready: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	@echo "Installing zhiling and what it needs into $(VENV) (a minute or two)"
	@$(BIN)/python -m pip install --quiet -e . > $(VENV)/install.log 2>&1 || (cat $(VENV)/install.log; exit 1)
	@touch $@

$(VENV)/.tests: $(VENV)/.ready .ci/extras
	@echo "Installing what the tests need"
	@sh .ci/extras $(BIN)/python > $(VENV)/tests.log 2>&1 || (cat $(VENV)/tests.log; exit 1)
	@touch $@

# The main job on the sample corpus: files to graph, and a picture of it.
sample: $(VENV)/.ready
	$(BIN)/zhiling run corpus/notices -o outputs/sample
	$(BIN)/zhiling export outputs/sample --view bodies --format svg -o outputs/sample/graph.svg
	@echo "Look at outputs/sample/graph.svg, or open outputs/sample/graph.graphml in Gephi."

test: $(VENV)/.tests
	@$(MAKE) --no-print-directory check

check:
	$(BIN)/ruff check --config .ci/ruff.toml pipeline tests benchmarks
	$(BIN)/ruff format --check --config .ci/ruff.toml pipeline tests benchmarks
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2 -q

# Every benchmark at the sizes its figures are asked for, into benchmarks/RESULTS.md: an hour or more, alone.
benchmarks: $(VENV)/.tests
	$(BIN)/python benchmarks/run_all.py --full

clean:
	rm -rf $(VENV) outputs/sample build *.egg-info
