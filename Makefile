# Everything a contributor runs. `make demo` and `make test` work as the first command after a
# clone: they make .venv, see to the system libraries, install what they need, and do their job.
# On Windows use pip directly; CONTRIBUTING.md has the commands.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
OLDEST := .venv-oldest
PYTEST := $(BIN)/python -m pytest -n auto
OUT    := out
TESTS  := not slow
FILLERS := tests/collect/programs
MINUTES ?= 5

# Python 3.11 and 3.12 read the path of an editable install in the locale's encoding. Under C that
# is ASCII, and a folder may have an umlaut; without LC_ALL they choose UTF-8 by themselves.
ifneq ($(filter C POSIX,$(LC_ALL)),)
unexport LC_ALL
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# Two installations at once into one environment would break each other.
.NOTPARALLEL:
.PHONY: help demo test test-slow fuzz bare check format blind bench docs pictures messages build \
	clean system-libraries test-oldest audit lock sbom gallery

help:  ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done

demo: $(VENV)/.runtime system-libraries  ## make the sample documents, into out/
	@mkdir -p $(OUT)
	@$(BIN)/agenda prepare samples/good -O $(OUT) -f pdf -f docx
	@$(BIN)/agenda prepare samples/good/full.yaml -O $(OUT) -f pdf --for me
	@$(BIN)/agenda followup samples/story -O $(OUT) -f pdf -f docx
	@$(BIN)/agenda progress samples/story -O $(OUT) -f pdf -f docx
	@echo
	@echo 'Open these: what the manager reads, the same for Word, and your own copy with private notes:'
	@echo '  $(OUT)/full.agenda.pdf'
	@echo '  $(OUT)/full.agenda.docx'
	@echo '  $(OUT)/full.agenda.PRIVATE.pdf'
	@echo 'What was agreed in the talk, and how far one comes in three of them:'
	@echo '  $(OUT)/2026-11.record.pdf'
	@echo '  $(OUT)/2026-11.progress.PRIVATE.pdf'

test: $(VENV)/.test system-libraries  ## run the tests, but for the slow ones
	@$(PYTEST) -m '$(TESTS)'

test-slow: $(VENV)/.test $(VENV)/.audit $(FILLERS)/node_modules/.installed system-libraries  ## run all tests, with other draws each time, and measure what they cover
	@$(PYTEST) --cov --hypothesis-profile=wide

fuzz: $(VENV)/.test system-libraries  ## draw hostile files at random for MINUTES (5) and hold what comes of them to bounds
	@MINUTES='$(MINUTES)' $(BIN)/python -m pytest -n0 tests/fuzz/targets.py

# The tools of the tests may be new, but not what agenda stands on: where a tool would rather have
# a newer one, the oldest is put back. What make docs writes is written with the newest. All is
# compiled first: under a bound on files, as some tests set one, Python leaves half a .pyc.
test-oldest: $(VENV)/.audit system-libraries  ## run the tests with the oldest dependencies there may be
	@$(BIN)/uv venv --quiet --seed --clear $(OLDEST)
	@$(BIN)/uv pip compile --quiet --resolution lowest-direct --all-extras --no-header \
		--python $(OLDEST) --output-file $(OLDEST)/oldest.txt pyproject.toml
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(OLDEST) --editable . --group test
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(OLDEST) --no-deps -r $(OLDEST)/oldest.txt
	@$(OLDEST)/bin/python -m pytest -n auto -m '$(TESTS)' $(ONLY) \
		--deselect tests/test_docs.py::test_the_generated_files_are_up_to_date

bare:  ## run demo and test in a bare Debian 12, or another RELEASE (needs root and debootstrap)
	@RELEASE='$(RELEASE)' scripts/bare

check: $(VENV)/.test $(VENV)/.lint system-libraries  ## format, lint, types, layers, sizes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/test_size.py

format: $(VENV)/.lint  ## format the code and mend what ruff can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

audit: $(VENV)/.test $(VENV)/.lint $(VENV)/.bench $(VENV)/.audit  ## look over licences, and faults that are known
	@$(BIN)/python scripts/audit.py

lock: $(VENV)/.audit  ## write requirements.txt anew: the newest releases, and their hashes
	@$(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-annotate \
		--python-version 3.11 --all-extras --group dev --custom-compile-command 'make lock' \
		--output-file requirements.txt pyproject.toml

blind: $(VENV)/.test  ## measure the coaching rules on the sentences of a FILE that nobody tuned them on
	@$(BIN)/python scripts/blind.py $(FILE)

bench: $(VENV)/.bench system-libraries  ## compare the speed with the peers', as ratios, or one PART of it
	@$(BIN)/python benchmarks/run.py $(PART)

docs: $(VENV)/.test system-libraries  ## write anew what is generated: commands, schema, pictures
	@$(BIN)/python scripts/docs.py

pictures: $(VENV)/.test system-libraries  ## draw anew the pictures that documents are compared with
	@PYTHONPATH=tests $(BIN)/python -m pictures.kept

gallery: $(VENV)/.test system-libraries  ## draw every document of the samples, or ONLY those of a kind
	@PYTHONPATH=tests $(BIN)/python -m pictures.gallery $(ONLY:%=--only %)
	@echo build/gallery/index.html

# The familiar forms are left alone: they say only what differs, and an update would fill them up.
messages: $(VENV)/.runtime  ## bring the catalogues up to date with the texts to translate
	@$(BIN)/pybabel --quiet extract --mapping babel.cfg --keyword say --keyword count:1,2 \
		--add-location file --no-wrap --output $(VENV)/messages.pot .
	@$(BIN)/pybabel --quiet extract --mapping babel.coaching.cfg --keyword say \
		--add-location file --no-wrap --output $(VENV)/coaching.pot .
	@for po in templates/locales/*/messages.po templates/locales/*/coaching.po; do \
		language=$$(basename "$$(dirname "$$po")"); domain=$$(basename "$$po" .po); \
		$(BIN)/pybabel --quiet update --input-file $(VENV)/$$domain.pot --output-file "$$po" \
			--locale "$$(echo "$$language" | tr - _)" --no-wrap --no-fuzzy-matching \
			--ignore-pot-creation-date || exit 1; \
	done

build: $(VENV)/.build  ## build the sdist, and the wheel from it, into dist/
	@rm -rf dist
	@$(BIN)/python -m build --outdir dist

sbom: build $(VENV)/.audit  ## build, and write what the wheel stands on beside it (CycloneDX)
	@$(BIN)/python scripts/sbom.py dist/*.whl

clean:  ## remove what was made, .venv too
	rm -rf $(VENV) $(OLDEST) $(OUT) dist build .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache \
		.hypothesis .import_linter_cache templates/locales/*/*.mo templates/faces templates/.faces \
		templates/compiled \
		$(FILLERS)/node_modules
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

system-libraries:
	@PYTHON='$(PYTHON)' scripts/system-libraries

# The environment; with LOCKED=1, as in CI, exactly the releases of requirements.txt, which have every
# tool too. Each stamp says that what it is named after is installed, as pyproject.toml
# wants it; a second run finds the stamp and starts at once.

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "agenda needs Python 3.11 or newer; '$(PYTHON)' is: $$($(PYTHON) --version 2>&1)" >&2; \
		echo 'Name another one, for example: make demo PYTHON=python3.12' >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make a virtual environment: its venv module is missing." >&2; \
		echo 'On Debian and Ubuntu: sudo apt-get install python3-venv' >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
# Debian 12 has pip 23.0; dependency groups need 25.1.
	@$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

CATALOGUES := $(wildcard templates/locales/*/*.po templates/locales/*/coaching.toml)

# The build hook compiles the catalogues and word lists, so a changed one asks for a new installation.
$(VENV)/.runtime: $(VENV)/.venv pyproject.toml hatch_build.py $(CATALOGUES) $(if $(LOCKED),requirements.txt)
	@echo 'Installing agenda into $(VENV)'
ifdef LOCKED
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
else
	@$(BIN)/python -m pip install --quiet --editable .
endif
	@touch $@

$(VENV)/.test $(VENV)/.lint $(VENV)/.bench $(VENV)/.audit: $(VENV)/.%: $(VENV)/.runtime pyproject.toml
ifndef LOCKED
	@echo 'Installing what "$*" needs'
	@$(BIN)/python -m pip install --quiet --group $*
endif
	@touch $@

# Programs that fill in forms, by the versions that docs/collect.md names.
$(FILLERS)/node_modules/.installed: $(FILLERS)/package.json
	@command -v npm >/dev/null || { \
		echo "The slow tests fill in forms with pdf.js and pdf-lib, which need Node.js 20.16 or" \
		"newer and its npm; plain 'make test' does without." >&2; exit 1; }
	@echo 'Installing pdf.js, pdf-lib, yaml-language-server and axe into $(@D)'
	@npm install --prefix $(FILLERS) --no-package-lock --no-audit --no-fund --loglevel=error
	@touch $@

$(VENV)/.build: $(VENV)/.venv
	@$(BIN)/python -m pip install --quiet build
	@touch $@
