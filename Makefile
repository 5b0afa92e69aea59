# The way in: `make help` says what there is. The longer steps are the small scripts in .ci.
.POSIX:
.PHONY: help env app neo4j test bench lock clean

help:
	@echo 'make env    make or repair .venv with the locked dependencies and the command kaart'
	@echo 'make app    start the app                            (ARGS="..." goes to kaart app)'
	@echo 'make neo4j  start a Neo4j server with Neo4j Browser, until Ctrl-C (needs Java 17 and Maven)'
	@echo 'make test   style, types, import rules and tests     (ARGS="..." goes to pytest)'
	@echo 'make bench  run the benchmarks                       (ARGS="..." goes to benchmarks/run.py)'
	@echo 'make lock   lock the dependencies in pyproject.toml  (ARGS=--upgrade takes newer releases)'
	@echo 'make clean  remove .venv and every cache; records stay'

env:
	@sh .ci/env.sh

app: env
	@.venv/bin/kaart app $(ARGS)

neo4j: env
	@.venv/bin/python -m tests.neo4j_server

test:
	@sh .ci/test.sh $(ARGS)

bench: env
	@sh benchmarks/env.sh
	@.venv/bin/python -m benchmarks.run $(ARGS)

lock: env
	@sh .ci/lock.sh $(ARGS)

clean:
	@rm -rf .venv .venv-bench .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
