# What people type here; everything lives in .venv, and nothing is done twice.
#   make run    set up, load the demo world, serve      make test   everything, on both databases
#   make check  linters only     make bench  speed      make lock   renew the locked dependencies

.ONESHELL:
.SHELLFLAGS := -eu -c
.PHONY: setup run test check format lock bench
export UV_PYTHON_DOWNLOADS = never
# Compiled once, beside the libraries, where the environment forbids it elsewhere too: a process starts in a third
# of the time, and a test run starts dozens.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX = $(CURDIR)/.venv/bytecode

# What Python writes last names the place: an environment not finished, or moved with its checkout, is made anew.
MADE_HERE := $(shell grep -qsF "$(CURDIR)/.venv" .venv/bin/activate && echo yes)
ifneq ($(MADE_HERE),yes)
$(shell rm -rf .venv)
endif

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
SIZE ?= province

setup: .venv/.runtime

run: .venv/.runtime
	@$(BIN)/chibo demo
	exec $(BIN)/chibo serve --port $(PORT)

test: .venv/.tests
	@.ci/packages
	.ci/tests

check: .venv/.tests
	@.ci/checks

format: .venv/.tests
	@$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/.tests
	@$(BIN)/python -m benchmarks --size $(SIZE)

# Addresses of registries stay out of the repository: uv.lock has them and is not kept.
lock: .venv/.uv
	@$(BIN)/uv lock --upgrade
	pin="$(BIN)/uv export --quiet --locked --no-header --no-annotate --no-emit-project"
	$$pin --only-group uv -o requirements-uv.txt > /dev/null
	$$pin --no-dev --group build -o requirements.txt > /dev/null
	$$pin --group dev --group build -o requirements-dev.txt > /dev/null

.venv/bin/activate:
	@.ci/python $(PYTHON)

.venv/.uv: requirements-uv.txt | .venv/bin/activate
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.txt
	touch $@

.venv/.runtime: requirements.txt pyproject.toml .venv/.uv
	@test -e .venv/.tests || $(BIN)/uv pip sync --quiet --require-hashes requirements.txt requirements-uv.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

.venv/.tests: requirements-dev.txt pyproject.toml .venv/.uv
	@$(BIN)/uv pip sync --quiet --require-hashes requirements-dev.txt requirements-uv.txt
	$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@ .venv/.runtime
