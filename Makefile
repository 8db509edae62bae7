# Two commands are enough: `make demo` and `make test`. `make help` names the others.

# The first Python of at least 3.11 on this machine; `make PYTHON=... demo` chooses another. That of
# the system comes first: one that was compiled by hand often takes half as long again.
ifndef PYTHON
PYTHON := $(shell for python in /usr/bin/python3 python3 python3.13 python3.12 python3.11 python3.14 python; do \
  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; \
  done)
endif
BIN := .venv/bin

.PHONY: help setup demo serve test thorough check quick messages bench wheel wheel-check sbom audit clean
.DEFAULT_GOAL := help

help:
	@echo "make demo         het demonstratiedorp starten / start the demonstration town"
	@echo "make test         alle tests, zo groot als elke dag kan / all tests, in the size of every day"
	@echo "make setup        alleen klaarzetten / set-up alone"
	@echo "make thorough     dezelfde tests in hun volle omvang / the same tests in their full size"
	@echo "make check        alles wat groen moet zijn / everything that must be green"
	@echo "make quick        stijl, typen, huisregels / style, types, contracts"
	@echo "make messages     nieuwe woorden in de vertaling zetten / put new words in the catalogue"
	@echo "make bench        metingen / measurements"
	@echo "make wheel        een pakket bouwen in dist/ / build a package in dist/"
	@echo "make sbom         lijst van onderdelen / bill of materials"
	@echo "make audit        bekende kwetsbaarheden opzoeken / look up known vulnerabilities"
	@echo "make clean        alles weggooien behalve var/ / remove all but var/"

setup:
	@test -n "$(PYTHON)" || { \
	  echo "Wijkschakel heeft Python 3.11 of nieuwer nodig. Installeer dat en probeer het opnieuw."; \
	  echo "Wijkschakel needs Python 3.11 or newer. Install it and try again."; exit 1; }
	@"$(PYTHON)" bootstrap.py

demo: export WIJKSCHAKEL_STARTED := $(shell date +%s)
demo: setup
	@exec $(BIN)/wijkschakel serve --demo

serve: setup
	@exec $(BIN)/wijkschakel serve

test: setup
	@exec $(BIN)/python -m tests.suite

quick: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

check: quick
	$(BIN)/wijkschakel makemigrations --check --dry-run
	$(BIN)/wijkschakel check_translations
	WIJKSCHAKEL_PRODUCTION=true WIJKSCHAKEL_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	  WIJKSCHAKEL_FIELD_KEYS=k1:$$($(BIN)/python -c 'import base64, os; print(base64.b64encode(os.urandom(32)).decode())') \
	  WIJKSCHAKEL_HOSTS=buurt.example.org WIJKSCHAKEL_BASE_URL=https://buurt.example.org \
	  $(BIN)/wijkschakel check --deploy --fail-level WARNING
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint
	@$(MAKE) --no-print-directory wheel-check
	@$(MAKE) --no-print-directory test

thorough: setup
	@WIJKSCHAKEL_TEST_THOROUGH=1 $(BIN)/python -m tests.suite

messages: setup
	@$(BIN)/wijkschakel collect_words

bench: setup
	@exec $(BIN)/python -m benchmarks

wheel: setup
	@"$(PYTHON)" bootstrap.py wheel

wheel-check: wheel
	@exec $(BIN)/python -m tests.wheel

sbom: setup
	@"$(PYTHON)" bootstrap.py sbom

audit: setup
	@"$(PYTHON)" bootstrap.py audit

clean:
	rm -rf .venv .uv node_modules dist build wijkschakel/web/static/dist
	rm -rf .ruff_cache .mypy_cache .pytest_cache .import_linter_cache .hypothesis
