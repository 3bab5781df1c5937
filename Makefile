# Everything a machine needs to know: `make run` serves, `make test` tests; each does its own set-up.
# Distributions build their Python for speed; one built from source is often not: our code takes a
# tenth to a third longer on it (measured). So the system's own, where it can make an environment.
PYTHON ?= $(shell /usr/bin/python3 -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' \
  2>/dev/null && echo /usr/bin/python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
ENGLISH := comms/translations/en/LC_MESSAGES/messages
# The journeys wait more than they work: two workers beside those that work.
WORKERS ?= $(shell echo $$(( $$(nproc) + 2 )))
# Compiled modules are kept: some hundred processes of the suite would each compile them anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test check bench corpus lock peers
.DELETE_ON_ERROR:

run: $(VENV)/.runs $(ENGLISH).mo
	$(BIN)/python app.py

test: $(VENV)/.tests $(ENGLISH).mo peers
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --database both

check: $(VENV)/.tests $(ENGLISH).mo
	$(BIN)/python -m tests.house.check

bench: $(VENV)/.tests $(ENGLISH).mo
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.matching
	$(BIN)/python -m tests.bench.reading
	$(BIN)/python -m tests.bench.searching
	$(BIN)/python -m tests.bench.polling
	$(BIN)/python -m tests.bench.book
	$(BIN)/python -m tests.bench.hostile
	$(BIN)/python -m tests.bench.typing
	$(BIN)/python -m tests.bench.calendar

# The test suite of feedparser, read by our reader of feeds; fetches it.
corpus: $(VENV)/.tests
	$(BIN)/python -m tests.corpus

lock: $(VENV)/.tests
	$(BIN)/uv pip compile pyproject.toml --generate-hashes --no-header --upgrade \
	  --python-version 3.11 -o requirements.txt
	$(BIN)/uv pip compile --group dev -c requirements.txt --generate-hashes --no-header --upgrade \
	  --python-version 3.11 -o requirements-dev.txt
	echo uv | $(BIN)/uv pip compile - -c requirements-dev.txt --generate-hashes --no-header \
	  --python-version 3.11 -o requirements-uv.txt

# The real servers and the browser that tests talk to; asks for nothing, says what it could not get.
peers:
	@bash tests/peers/install.sh

$(ENGLISH).mo: $(ENGLISH).po | $(VENV)/.runs
	$(BIN)/pybabel -q compile -i $< -o $@ -l en

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/bin/uv: requirements-uv.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# uv takes a tenth of pip's time; where it finds no way to the packages, pip knows the machine's own.
define install
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $< || \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@
endef

$(VENV)/.runs: requirements.txt $(VENV)/bin/uv
	$(install)

$(VENV)/.tests: requirements-dev.txt $(VENV)/.runs
	$(install)
