# Everything needed is set up in .venv from pinned, hashed versions; nothing outside this folder is touched.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STORE := kg-store

TRAINING := OMP_NUM_THREADS=1 OMP_WAIT_POLICY=PASSIVE nice -n 19 .venv-train/bin/python -m training
.PHONY: setup demo test torture fuzz lint types score train bench bench-quick docs clean lock

setup: .venv/.ready

.venv/.ready: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or later")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	$(BIN)/kg build samples --link --store $(STORE)
	$(BIN)/kg validate --store $(STORE)
	$(BIN)/kg incidents --least 2 --store $(STORE) --format table
	$(BIN)/kg query figures --store $(STORE) --format table
	$(BIN)/kg query conflicting-figures --store $(STORE) --format table
	$(BIN)/kg query facilities-struck --store $(STORE) --format table
	$(BIN)/kg query named-victims --store $(STORE) --format table
	$(BIN)/kg query legal-terms --store $(STORE) --format table
	$(BIN)/kg export samples.ttl --store $(STORE)

test: setup
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

# What may happen to a build and its store, a few hundred times: kills, full disks, damage. Takes about an hour.
torture: setup
	KG_TORTURE=1 $(BIN)/python -m pytest tests/test_torture.py tests/test_work.py tests/test_keeping.py tests/test_retraction.py tests/hostile

# Good files broken at random, and words put together at random, for a minute.
fuzz: setup
	$(BIN)/python -m tests.hostile.fuzz 60

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/turtlefmt --check ontology/*.ttl shapes/*.ttl

types: setup
	$(BIN)/mypy

# How well reports are read, against hand-made accounts, where the folder with them is there; fails below the floors.
score: setup
	$(BIN)/python benchmarks/score.py
	$(BIN)/python benchmarks/places.py
	$(BIN)/python benchmarks/linking.py

# A model for each fold, scored on what it has not seen; how cautious it must be and how often it is right, from the same reports;
# then the model that ships, and its file. Goes on where it was stopped. Needs nothing of .venv.
train: NAME ?= reader
train: .venv-train/.ready
	$(TRAINING).crossvalidate $(NAME)
	$(TRAINING).caution $(NAME) --folds 0,1,2,3,4
	$(TRAINING).calibration $(NAME) --folds 0,1,2,3,4
	$(TRAINING).train $(NAME) --fold 5
	$(TRAINING).evaluate $(NAME) --fold 5 --never
	$(TRAINING).export $(NAME) --fold 5 --to training/.cache/$(NAME).onnx

.venv-train/.ready: requirements.txt training/requirements.txt
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -r training/requirements.txt
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

# What everything costs beside the bare libraries and the peers; what it prints goes into docs/performance.md. Takes about an hour.
bench: setup
	$(BIN)/python benchmarks/every.py

# The same on little, in two or three minutes, printed only; what is too small to tell anything is left out.
bench-quick: setup
	$(BIN)/python benchmarks/every.py --quick

# The pages that are made from the program itself; tests hold them to it.
docs: setup
	for script in commands model examples competency questions features; do $(BIN)/python docs/make_$$script.py || exit 1; done

# Pin the newest versions that pyproject.toml allows.
lock:
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --python-version 3.11 --universal --group dev --extra java --extra dask --extra remote --generate-hashes --no-header pyproject.toml -o requirements.txt
	rm -r .venv-lock

clean:
	rm -rf .venv .venv-train build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache $(STORE) samples.ttl
