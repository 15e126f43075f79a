# Two commands matter: `make demo` and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LANG_UI ?= en
SAMPLE ?= sales-team
PORT ?= 8099
# Warnings are errors, and everything is read again: an unchanged page may hold a link that broke.
SPHINX = $(BIN)/python -m sphinx --quiet --fresh-env --nitpicky --fail-on-warning

.PHONY: demo demo-sheets sheets-server test check bench coverage docs reference linkcheck screenshots \
	messages samples lock clean

demo: $(VENV)/.ready
	$(BIN)/salestui demo --sample $(SAMPLE) --lang $(LANG_UI)

demo-sheets: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m sheets_server.demo --lang $(LANG_UI)

sheets-server: $(VENV)/.dev
	PYTHONPATH=tests $(BIN)/python -m sheets_server --port $(PORT)

test: check
	$(BIN)/pytest -n auto

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/coverage.py --check
	$(BIN)/python -m docs.tools --check
	$(SPHINX) -b dummy docs build/docs-check

coverage: $(VENV)/.dev
	$(BIN)/python docs/coverage.py

docs: $(VENV)/.dev
	$(SPHINX) -b html docs build/docs
	$(BIN)/python -m docs.tools --site build/docs
	@echo "The site is in build/docs/index.html"

reference: $(VENV)/.dev
	$(BIN)/python -m docs.tools

linkcheck: $(VENV)/.dev
	$(SPHINX) -b linkcheck docs build/linkcheck

bench: $(VENV)/.dev
	$(BIN)/pytest tests/benchmarks --ignore=/dev/null --benchmark-columns=min,median,rounds

samples: $(VENV)/.dev
	$(BIN)/python -m sample_workbooks.make_samples

$(VENV)/.ready: pyproject.toml requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("salestui needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: $(VENV)/.ready requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

screenshots: $(VENV)/.dev
	$(BIN)/python docs/screenshots.py

messages: $(VENV)/.dev
	$(BIN)/pybabel --quiet extract -F pyproject.toml -k _ -k N_ -k ngettext:1,2 --no-location --sort-output \
		--project salestui --copyright-holder "The salestui authors" -o $(VENV)/salestui.pot \
		salestui adapters templates
	$(BIN)/pybabel --quiet update -i $(VENV)/salestui.pot -d salestui/i18n -D salestui -l zh_CN \
		--init-missing --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel --quiet compile -d salestui/i18n -D salestui

lock:
	rm -rf $(VENV)/lock && $(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/pip install --quiet --upgrade pip
	$(VENV)/lock/bin/pip install --quiet --upgrade setuptools .
	echo '# Every package of a fresh install, exactly as tested. `make lock` writes it anew.' > requirements.txt
	$(VENV)/lock/bin/pip freeze --all --exclude salestui --exclude pip >> requirements.txt
	$(VENV)/lock/bin/pip install --quiet --constraint requirements.txt --group dev
	(echo '# What tests and docs need besides. `make lock` writes it anew.'; \
		$(VENV)/lock/bin/pip freeze --all --exclude salestui --exclude pip | grep -v -x -F -f requirements.txt) \
		> requirements-dev.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
