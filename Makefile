# The commands of this project. Each finds a JDK by itself (scripts/jdk.sh) and runs Maven on it.
.DEFAULT_GOAL := help
.PHONY: help run verify verify-15 drills fmt bench gate micro eval conformance sbom

help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

run: ## build if needed, and serve
	@./holdfast serve

verify: ## compile, analyse, check the format, run every test
	@scripts/verify

verify-15: ## run every test on a PostgreSQL of Debian (15 or newer) as well
	@scripts/verify-15

drills: ## fill a disk, put a pooler in between: what needs more than a JDK
	@scripts/drills

fmt: ## format the Java sources and the poms
	@scripts/mvn -q spotless:apply

bench: ## measure against PostgreSQL itself and against peers, on this machine (half an hour; bench/run --short: five minutes)
	@bench/run

gate: ## a minute and a half: is it slower beside pgbench than what is written down?
	@bench/gate

micro: ## times and allocations of the inner pieces, by JMH
	@bench/micro/run

eval: ## judge the answers: standard metrics, against grep, ts_rank_cd and BM25
	@bench/eval/run

conformance: ## judge the MCP server by the official suite (needs npm)
	@bench/conformance/run

sbom: ## bill of materials (CycloneDX) into target/bom.json
	@scripts/mvn -q -Psbom -Dquick package && echo "target/bom.json"
