# `make run` and `make test` are all the set-up there is; everything they need is behind dev/.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules --no-print-directory
.PHONY: help run test test-unit test-addon test-e2e bench house recipes law lint proof odoo stop clean

help: ## List these commands
	@sed -n 's/^\([a-z0-9%-]*\):.*## /\1\t/p' Makefile | sed 's/%/NAME/' | expand -t 14

run: ## Build the demo practice, serve it (PORT=8069), say how to send an inquiry
	@dev/run

test: ## Run every test; ARGS='-k word' goes to pytest
	@dev/test $(ARGS)

test-unit test-addon test-e2e: test-%: ## Run one kind of test: unit, addon or e2e
	@dev/test $* $(ARGS)

bench: ## Measure against plain Odoo, side by side
	@dev/with python bench/run.py $(ARGS)

house: ## Print how the addon is built: folders, calls that run up, models, sizes
	@dev/house

recipes: ## Write docs/connect from the recipes of the addon
	@dev/recipes

law: ## Write the table of docs/law.md from the contact hours of the addon
	@dev/law

lint: ## Check style, and mend what can be mended
	@dev/lint $(ARGS)

proof: ## Run every long check of tests/proofs
	@dev/proof

proof-%: ## Run one of them
	@dev/proof $(subst -,_,$*) $(ARGS)

odoo: ## Run an Odoo command on the demo database: make odoo ARGS=shell
	@dev/odoo $(ARGS)

stop: ## Stop the demo practice and its PostgreSQL
	@dev/stop

clean: ## Stop, then remove all that these commands made
	@dev/clean
