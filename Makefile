# Everything here is done by scripts/portal (Python, standard library only).
.DEFAULT_GOAL := help
.PHONY: help start stop fg reset status test test-all lint format i18n bench faults pictures

RUN := scripts/run

help: ## show this list
	@echo "Permitdesk. What you can do here:"
	@sed -n 's/^\([a-z0-9-]*\):.*## /  make \1\t/p' Makefile | expand -t 18
	@echo "PORT=9000 make start serves another port than 8080."

start: ## install what is needed, create the demo district, serve it at http://localhost:8080
	@$(RUN) start

stop: ## stop the running portal
	@$(RUN) stop

fg: ## like start, but stay in the foreground and show the log
	@$(RUN) fg

status: ## say whether the portal runs, and where
	@$(RUN) status

reset: ## stop, and delete the demo district and all data (asks first; FORCE=1 does not)
	@$(RUN) reset

test: ## unit, integration and browser tests
	@$(RUN) test

test-all: ## the same and the long tests (faults, clusters, many random applications)
	@$(RUN) test-all

faults: ## kill storage and clients while people send, on both storages (FAULT_SECONDS=840)
	@$(RUN) faults

lint: ## style, import contracts, templates, translations
	@$(RUN) lint

format: ## rewrite sources in the project's style
	@$(RUN) format

i18n: ## extract messages and merge them into the translations
	@$(RUN) i18n

pictures: ## draw the pictures of the guide for designers anew, into docs/pictures
	@$(RUN) pictures

bench: ## measure beside stock Plone, into docs/performance.md (15 minutes; QUICK=1: three)
	@$(RUN) bench
