# Everything a developer does here is one target; plain `make` lists them.
# A folder .venv is made on first use and remade when the lock files change; the library's compiled
# modules are built beside their sources, anew where a source has changed.

# Sends further arguments to the command behind a target: make test ARGS="-k shape"
ARGS ?=

# Builds and runs the image where there is no Docker engine; see tests/container/test_image.py.
CONTAINER ?= ../shared/tools/container

# The first interpreter that will do. PYTHON=/path/to/python overrules the search.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$name -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)

BIN := .venv/bin
# Ray and the crawling and document frameworks bring 1.5 GB that nobody else needs.
THERE := .venv-integrations/bin
# Wheels only: nothing that was downloaded runs while it is being installed.
WHEELS := pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes
# Of Spark there is no wheel: it is half a gigabyte that is packed already, and put in another package for a moment.
SPARKS := --only-binary :all: --no-binary pyspark --no-compile --config-settings=--build-option=--compression=stored
INSTALL := $(BIN)/$(WHEELS)
# In seconds what takes pip minutes; pip brings it, and does the work itself where uv finds no index.
UV := $(BIN)/uv pip install --quiet --only-binary :all: --require-hashes
INTEGRATE := -r requirements.txt -r requirements-build.txt -r requirements-dev.txt -r requirements-integrations.txt
# As many tests at once as there are cores; what is held to the clock has them to itself.
PARALLEL := --numprocesses auto --maxprocesses 8
STARTS := processes or browser
ELSEWHERE := serving or container or integrations or stores
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

.PHONY: help serve test test-processes test-serving container-test sanitize mutants integrations stores spark same-bytes chaos fuzz lint types format train gate measure metadata site-crawl docs site hooks lock compiled release clean
.DELETE_ON_ERROR:

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 16

serve: compiled ## Start the service on 127.0.0.1:8080, or on SLUICE_BIND
	exec $(BIN)/gunicorn $(ARGS)

test: .venv/dev compiled ## Run the tests that start no process, on all cores
	$(BIN)/pytest $(PARALLEL) --dist worksteal -m "not ($(STARTS) or $(ELSEWHERE))" $(ARGS)

# They wait for what they have started half of the time: so there are more than cores.
test-processes: .venv/dev compiled ## Run the tests that start workers, tools or a browser
	$(BIN)/pytest --numprocesses 4 --dist loadfile -m "($(STARTS)) and not ($(ELSEWHERE))" $(ARGS)

test-serving: .venv/dev compiled ## Run the tests of the service as it runs, one by one
	$(BIN)/pytest tests/serving $(ARGS)

container-test: .venv/dev ## Build the image and try it as production would run it; needs root and CONTAINER
	@test -x "$(CONTAINER)" || { echo "No $(CONTAINER) here: the image is not tried."; exit 0; }; \
	CONTAINER=$(abspath $(CONTAINER)) $(BIN)/pytest -rP tests/container $(ARGS)

sanitize: .venv/dev compiled ## Run hostile pages through the compiled modules under AddressSanitizer and UBSan
	$(BIN)/python -m tools.sanitize $(ARGS)

mutants: .venv/mutants compiled ## Change the code, a thing at a time, and see whether a test notices: ARGS="sluice.metadata.fields.days*"
	$(BIN)/mutmut run $(ARGS)

# The tests wait for what they have started more than half of the time: types are checked meanwhile.
integrations: .venv-integrations/made compiled ## Try and type-check deploy/, integrations/ and examples/ with the real libraries
	@MYPYPATH=.:examples/scrapy_project $(THERE)/mypy --explicit-package-bases deploy integrations examples & types=$$!; \
	$(THERE)/pytest --numprocesses 3 --dist loadfile tests/integrations $(ARGS); tests=$$?; wait $$types && exit $$tests

stores: .venv-stores/made compiled ## Try bulk from and to object stores: servers on this machine
	.venv-stores/bin/pytest --numprocesses 2 --dist worksteal tests/stores $(ARGS)

spark: .venv-spark/made compiled ## Try the job on a Spark cluster of two workers; needs a Java, 17 or newer
	.venv-spark/bin/pytest tests/integrations/test_spark.py $(ARGS)

same-bytes: .venv/dev .venv-integrations/made .venv-spark/made compiled ## Put 100,000 made-up WARC records through bulk, Ray and Spark
	$(BIN)/python -m tools.same_bytes $(ARGS)

chaos: .venv/dev compiled ## Run the service while everything around it fails: ARGS="overload", or another trial
	$(BIN)/python -m tools.chaos $(ARGS)

fuzz: .venv-fuzz/made compiled ## Throw bytes at what reads them: ARGS="warc --seconds 900 --corpus FOLDER"
	PYTHONPATH=$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') \
		.venv-fuzz/bin/python -W ignore -m tools.fuzz $(ARGS)

lint: .venv/dev ## Check style and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev ## Check types
	$(BIN)/mypy

format: .venv/dev ## Lay the code out and mend what can be mended
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

train: .venv/train compiled ## Grow a scorer's weights anew: ARGS="path/to/corpora --kind html"
	$(BIN)/python -W ignore -m tools.train $(ARGS)

gate: .venv/dev compiled ## Refuse figures that fell; ARGS=path/to/corpora measures the service as it is
	$(BIN)/python -W ignore -m tools.gate $(ARGS)

measure: .venv/dev compiled ## Measure what Sluice costs: ARGS="page page.txt ...", or http, soak, bulk
	$(BIN)/python -m tools.measure $(ARGS)

metadata: .venv/dev compiled ## Measure titles, authors and dates: make metadata ARGS=path/to/corpus
	$(BIN)/python -W ignore -m tools.evaluate metadata $(ARGS)

site-crawl: .venv/dev compiled ## Measure what site profiles add on a made-up crawl; ARGS=path/to/corpus takes its bodies
	$(BIN)/python -W ignore -m tools.site_crawl $(ARGS)

docs: .venv/dev compiled ## Write the pages of docs/ that are told by tables in the code
	$(BIN)/python -m tools.docs
	$(BIN)/python -m tools.plan --write

site: .venv-site/made ## Build the documentation into site/, where the service finds it
	.venv-site/bin/mkdocs build $(ARGS)

hooks: .venv/dev ## Have git run the checks before each commit
	$(BIN)/pre-commit install

lock: .venv/dev ## Recompile all lock files; ARGS=--upgrade takes the newest versions
	$(LOCK) $(ARGS) requirements.in -o requirements.txt
	$(LOCK) $(ARGS) requirements-build.in -o requirements-build.txt
	$(LOCK) $(ARGS) requirements-dev.in -o requirements-dev.txt
	$(LOCK) $(ARGS) requirements-bulk.in -o requirements-bulk.txt
	$(LOCK) $(ARGS) requirements-train.in -o requirements-train.txt
	$(LOCK) $(ARGS) requirements-mutants.in -o requirements-mutants.txt
	$(LOCK) $(ARGS) requirements-integrations.in -o requirements-integrations.txt
	$(LOCK) $(ARGS) requirements-stores.in -o requirements-stores.txt
	$(LOCK) $(ARGS) requirements-spark.in -o requirements-spark.txt
	$(LOCK) $(ARGS) requirements-release.in -o requirements-release.txt
	$(LOCK) $(ARGS) requirements-site.in -o requirements-site.txt
	$(LOCK) $(ARGS) requirements-fuzz.in -o requirements-fuzz.txt

release: .venv/dev compiled .venv-release/made ## Make a release in dist/: make release ARGS=0.2.0
	$(BIN)/python -m tools.release --sbom .venv-release/bin/cyclonedx-py $(ARGS)

clean: ## Remove what was installed and every cache
	rm -rf .venv .venv-integrations .venv-stores .venv-release .venv-site .venv-fuzz .venv-spark dist site .mypy_cache .ruff_cache .pytest_cache .hypothesis build mutants *.egg-info
	find sluice -name '*.so' -delete
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Without a C compiler it says so, and the library runs uncompiled.
compiled: .venv/runtime
	@$(BIN)/python setup.py --quiet build_ext --inplace

# Made from scratch whenever a pin moves, so that it never holds more than the lock file does.
.venv/runtime: requirements.txt requirements-build.txt
	@test -n "$(PYTHON)" || { echo "Sluice needs Python 3.11 or newer with its venv module" \
		"(on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
	$(INSTALL) -r requirements.txt -r requirements-build.txt
	@touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	@sed -n '/^uv==/,/# via/p' requirements-dev.txt >.venv/uv.txt
	$(INSTALL) -r .venv/uv.txt
	$(UV) --python $(BIN)/python -r requirements-dev.txt || $(INSTALL) -r requirements-dev.txt
	@touch $@

.venv-integrations/made: requirements.txt requirements-build.txt requirements-dev.txt requirements-integrations.txt tests/integrations/node/package-lock.json | .venv/dev
	$(PYTHON) -m venv --clear .venv-integrations
	$(UV) --python $(THERE)/python $(INTEGRATE) || $(THERE)/$(WHEELS) $(INTEGRATE)
	@cp tests/integrations/node/package*.json .venv-integrations; if command -v npm >/dev/null; then \
		npm ci --prefix .venv-integrations --ignore-scripts --no-audit --no-fund --silent; \
		else echo "No npm here: what takes openapi.yaml for TypeScript is not tried."; fi
	@touch $@

.venv-stores/made: requirements-build.txt requirements-stores.txt | .venv/dev
	$(PYTHON) -m venv --clear .venv-stores
	$(UV) --python .venv-stores/bin/python -r requirements-build.txt -r requirements-stores.txt || \
		.venv-stores/bin/$(WHEELS) -r requirements-build.txt -r requirements-stores.txt
	@touch $@

.venv-spark/made: requirements-build.txt requirements-spark.txt
	$(PYTHON) -m venv --clear .venv-spark
	.venv-spark/bin/$(subst --only-binary :all:,$(SPARKS),$(WHEELS)) -r requirements-build.txt -r requirements-spark.txt
	@touch $@

.venv-release/made: requirements-release.txt
	$(PYTHON) -m venv --clear .venv-release
	.venv-release/bin/$(WHEELS) -r requirements-release.txt
	@touch $@

.venv-fuzz/made: requirements-fuzz.txt | .venv/dev
	$(PYTHON) -m venv --clear .venv-fuzz
	.venv-fuzz/bin/$(WHEELS) -r requirements-fuzz.txt
	@touch $@

.venv-site/made: requirements-site.txt
	$(PYTHON) -m venv --clear .venv-site
	.venv-site/bin/$(WHEELS) -r requirements-site.txt
	@touch $@

.venv/train: .venv/dev requirements-train.txt
	$(UV) --python $(BIN)/python -r requirements-train.txt || $(INSTALL) -r requirements-train.txt
	@touch $@

.venv/mutants: .venv/dev requirements-mutants.txt
	$(UV) --python $(BIN)/python -r requirements-mutants.txt || $(INSTALL) -r requirements-mutants.txt
	@touch $@
