# Two commands for a newcomer: `make demo` and `make test`. Everything else serves the maintainers.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: bench-scale bench-marks install-check fuzz bench-search bench-desk fuzz-search crowd-search demo test lint bench score bench-stories pins torture clean health-bench soak

$(READY): requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

demo: $(READY)
	@$(BIN)/news demo

test: $(READY)
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m tests.bench

# What a night's backup, a check and a way back cost in an archive of N/10 and of N articles (100,000 by default).
bench-scale: $(READY)
	@N=$(N) $(BIN)/python -m tests.bench.scale

# Stories and pickup on made news: quality on two draws, and nights of 5,000 new articles. N=1000000 for the full size.
bench-stories: $(READY)
	@N=$(N) $(BIN)/python -m tests.bench.stories

# A synthetic archive (N=200000 by default, N=1000000 for the full size) exported, beside sqlite3 -csv.
bench-export: $(READY)
	@N=$(N) $(BIN)/python -m tests.bench.export

# What one click of the desk takes at a million articles while a crawl commits (N=200000 for a smaller archive).
bench-marks: $(READY)
	@N=$(N) $(BIN)/python -m tests.bench.desk_marks

# A synthetic archive (N=200000 articles by default) searched by us and by other engines; tantivy comes into .venv-peers.
bench-search: $(READY)
	test -x .venv-peers/bin/python || $(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -c 'import tantivy' 2>/dev/null || .venv-peers/bin/python -m pip install --quiet 'tantivy>=0.24'
	$(BIN)/python -m tests.bench.search

# A million random queries on 10,000 articles: none may fail, none take long.
fuzz-search: $(READY)
	FUZZ_QUERIES=1000000 $(BIN)/python -m tests.stress.fuzz_search

# The desk over a synthetic archive (N=200000 articles by default) while another process stores more.
bench-desk: $(READY)
	@N=$(N) $(BIN)/python -m tests.bench.desk

# Eight searching processes during a minute of writing.
crowd-search: $(READY)
	CROWD_SECONDS=60 $(BIN)/python -m pytest -q -s tests/models/search/test_search_crowd.py

# Altered templates of every family, and a year of quiet nights; about two minutes.
health-bench: $(READY)
	$(BIN)/python -m tests.bench.health

# N pages (100,000 by default, some twenty minutes) through the whole pipeline, watched: memory, handles, log, ledger.
soak: $(READY)
	@N=$(N) $(BIN)/python -m tests.stress.soak

# The wheel installed by pip, pipx and uv, each in an environment of its own: the demo and a search run.
install-check: $(READY)
	@$(BIN)/python -m tests.tools.install_check

# On the real pages beside the project: our row and, once they are installed in .venv-peers, the other extractors'.
score: $(READY)
	@$(BIN)/python -m tests.bench.score

# Hostile inputs of doubling sizes (feeds, sitemaps, lists, robots.txt, releases), pages of every skin filled with one
# thing, hostile pages, whether memory stays flat, 10,000 requests to the desk, and 100,000 mutated pages: forty minutes.
fuzz: $(READY)
	$(BIN)/python -m tests.stress.fuzz --inputs
	$(BIN)/python -m tests.stress.fuzz --skins
	$(BIN)/python -m tests.stress.fuzz --hostile
	$(BIN)/python -m tests.stress.fuzz --memory
	$(BIN)/python -m tests.stress.fuzz_desk
	$(BIN)/python -m tests.stress.fuzz

# Rewrites requirements.txt from pyproject.toml; needs pip-tools. Hashes, no index lines.
pins:
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
	  --strip-extras --allow-unsafe --extra dev -o requirements.txt pyproject.toml

# Kills, torn logs, damage, storage faults (some need root), killed upgrades; an hour. PARTS="kills log" for some.
torture: $(READY)
	@$(BIN)/python -m tests.stress.torture $(PARTS)

clean:
	rm -rf $(VENV) .venv-peers demo build .pytest_cache .mypy_cache .ruff_cache .hypothesis
