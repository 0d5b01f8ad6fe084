# Two commands are enough for a newcomer: `make run` and `make test`.

PYTHON ?= python3
PORT ?= 8000
# One more than the cores of a small machine: browser tests wait a good part of their time.
TEST_PROCESSES ?= 3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
export PYTHONPATH :=

.PHONY: run test check bench demo lock messages clean help

help:
	@sed -n 's/^## //p' Makefile

## make run      a French site with demo content on http://localhost:8000 (PORT=… for another port)
run: $(VENV)/.run
	@DJANGO_SETTINGS_MODULE=config.settings.development $(BIN)/python scripts/run.py $(PORT)

## make test     every test: SQLite, PostgreSQL (started for the occasion), and a real browser
test: $(VENV)/.test
	@$(BIN)/python scripts/ensure_browser.py
	@DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) translations compile
	@echo "== On SQLite, browser included"
	@$(BIN)/pytest -q -n $(TEST_PROCESSES) --dist loadgroup
	@echo "== Again on PostgreSQL"
	@$(BIN)/python scripts/with_postgres.py $(BIN)/pytest -q -m both -n $(TEST_PROCESSES) --dist loadgroup

## make check    lint, types, layers, migrations, translations
check: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYTHONPATH=site $(BIN)/lint-imports
	$(BIN)/mypy
	@mkdir -p var
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) translations compile
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) translations check
	SECRET_KEY=checked-and-never-used-anywhere-else-0123456789-abcdefgh ALLOWED_HOSTS=www.exemple.org SITE_URL=https://www.exemple.org \
	  DJANGO_SETTINGS_MODULE=config.settings.production $(MANAGE) check --deploy --fail-level WARNING

## make bench    the measured table of speed and size
bench: $(VENV)/.bench
	@DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python scripts/bench.py

## make demo     rebuild the demo content (the development database is emptied first)
demo: $(VENV)/.run
	rm -f var/site.sqlite3*
	DJANGO_SETTINGS_MODULE=config.settings.development $(MANAGE) migrate --verbosity 0
	DJANGO_SETTINGS_MODULE=config.settings.development $(MANAGE) demo

## make lock     pin requirements*.txt from requirements*.in
lock: $(VENV)/.test
	for name in requirements requirements-dev requirements-test requirements-bench; do \
	  $(BIN)/uv pip compile -q --no-header --no-emit-index-url --python-version 3.11 $$name.in -o $$name.txt || exit 1; done

## make messages bring the .po files in step with the sources
messages: $(VENV)/.test
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) translations update

clean:
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache

$(VENV)/.run: requirements.txt requirements-dev.txt
	@$(PYTHON) scripts/bootstrap.py $(VENV) requirements.txt requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements.txt requirements-dev.txt requirements-test.txt requirements-bench.txt
	@$(PYTHON) scripts/bootstrap.py $(VENV) requirements.txt requirements-dev.txt requirements-test.txt requirements-bench.txt
	@touch $@ $(VENV)/.test $(VENV)/.run

$(VENV)/.test: requirements.txt requirements-dev.txt requirements-test.txt
	@$(PYTHON) scripts/bootstrap.py $(VENV) requirements.txt requirements-dev.txt requirements-test.txt
	@touch $@ $(VENV)/.run
