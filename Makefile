.DEFAULT_GOAL := help
.PHONY: help demo test lint release bench relevance install clean setup

PREFIX ?= /usr/local

help: ## Show what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' Makefile | expand -t 16

demo: release ## Index the samples and search them
	@scripts/demo

test: setup ## Build everything and run the tests
	swift build --build-tests
	swift test --skip-build
	@scripts/setup-browser
	@if command -v python3 >/dev/null; then python3 -m unittest discover -v -s Tests/Browser; \
	else echo "without Python the tests of the page are skipped" >&2; fi

lint: ## Check the layout of the source
	swift format lint --strict -r -p Package.swift $(wildcard Sources Tests Benchmarks)

# Static, so that the tool starts faster and runs where Swift is not installed.
release: setup ## Build the optimized tool, .build/release/gongwen
	swift build -c release --product gongwen --static-swift-stdlib

bench: release ## Measure speed and size on the documents in CORPUS (and LARGE)
	@test -n "$(CORPUS)" || { echo "make bench CORPUS=FOLDER [LARGE=FOLDER]; see Benchmarks/README.md" >&2; exit 1; }
	Benchmarks/measure.py $(CORPUS) $(if $(LARGE),--large $(LARGE))

relevance: release ## Judge ranking by the judged queries in CORPUS (BASELINE: runs to compare with)
	@test -n "$(CORPUS)" || { echo "make relevance CORPUS=FOLDER [BASELINE=FOLDER]; see Benchmarks/README.md" >&2; exit 1; }
	Benchmarks/relevance.py $(CORPUS) $(if $(BASELINE),--baseline $(BASELINE))

install: release ## Install the tool, its manual pages and completions below PREFIX, by default /usr/local
	install -D -s -m 755 .build/release/gongwen $(DESTDIR)$(PREFIX)/bin/gongwen
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	.build/release/gongwen man --directory $(DESTDIR)$(PREFIX)/share/man/man1
	.build/release/gongwen completion bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/gongwen
	.build/release/gongwen completion zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_gongwen
	.build/release/gongwen completion fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/gongwen.fish
	@du -h --apparent-size $(DESTDIR)$(PREFIX)/bin/gongwen

clean: ## Remove everything built
	rm -rf .build

setup:
	@scripts/setup
