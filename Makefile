# What a newcomer does: `make report`, `make test`. Windows: see the README for the same commands by hand.
PYTHON ?= python3
BIN := .venv/bin
FAST := not browser and not jdk and not dask

.PHONY: report brief editions test test-all lab check bench bench-editions bench-notebooks clean picture

report: .venv/installed
	$(BIN)/python -m factbook build

brief: .venv/installed
	$(BIN)/python -m factbook build --brief

editions: .venv/installed
	$(BIN)/python -m factbook editions

check: .venv/installed
	$(BIN)/python -m factbook check

lab: .venv/installed
	$(BIN)/jupyter lab notebooks

test: .venv/installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile -m "$(FAST)"

test-all: test
	$(BIN)/pytest -m "not ($(FAST))"

picture: .venv/installed-tests  # the first page, as the README shows it
	$(BIN)/python -c "import pypdfium2; pypdfium2.PdfDocument('reports/india-luxembourg.pdf')[0].render(scale=1.2).to_pil().save('reports/first-page.png')"

bench: .venv/installed-tests
	$(BIN)/python tests/benchmarks/bench.py

bench-editions: .venv/installed-tests
	$(BIN)/python tests/benchmarks/bench_editions.py

bench-notebooks: .venv/installed-tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement tests/benchmarks/requirements.txt
	$(BIN)/python tests/benchmarks/bench_notebooks.py
	$(BIN)/python tests/benchmarks/bench_exporters.py

clean:
	rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis reports/.next reports/executed reports/editions

.venv/installed: requirements.txt pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed: make PYTHON=python3.12')"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	touch $@

.venv/installed-tests: .venv/installed requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-test.txt
	touch $@
