# The two commands are `make report` and `make test`; CONTRIBUTING.md explains the rest.
SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
BUILD := .build/release
# SwiftPM leaves `TemporaryDirectory.*` behind, a test that dies its folder
TIDY := export TMPDIR=$$(mktemp -d) && chmod 1777 "$$TMPDIR" && trap 'rm -rf "$$TMPDIR"' EXIT &&

.PHONY: report build test bench crash-test fuzz soak install uninstall lint setup setup-test clean

report: build
	@$(BUILD)/assay run industry-brief --root .

build: setup
	@$(TIDY) swift build -c release --product assay

# one build serves both: the tests import nothing `@testable`
test: setup-test build
	@$(TIDY) swift build -c release && swift test -c release --disable-testable-imports

bench: build
	@Tests/Bench/run

crash-test: build
	@Tests/Bench/crash-test

fuzz: build
	@Tests/Bench/fuzz

soak: build
	@Tests/Bench/soak
	@swift build -c release --build-tests
	@ASSAY_SOAK=1000000 swift test -c release --skip-build --disable-testable-imports --filter SoakTests

install: build
	@install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/assay/lexicons' '$(DESTDIR)$(PREFIX)/share/assay/templates'
	@install -m 755 $(BUILD)/assay '$(DESTDIR)$(PREFIX)/bin/assay'
	@install -m 644 Sources/Lexicons/Resources/*.tsv '$(DESTDIR)$(PREFIX)/share/assay/lexicons/'
	@install -m 644 Templates/*.yml '$(DESTDIR)$(PREFIX)/share/assay/templates/'
	@install -d '$(DESTDIR)$(PREFIX)/share/man/man1' '$(DESTDIR)$(PREFIX)/share/bash-completion/completions' \
	    '$(DESTDIR)$(PREFIX)/share/zsh/site-functions' '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d'
	@$(BUILD)/assay --generate-manual >'$(DESTDIR)$(PREFIX)/share/man/man1/assay.1'
	@$(BUILD)/assay --generate-completion-script bash >'$(DESTDIR)$(PREFIX)/share/bash-completion/completions/assay'
	@$(BUILD)/assay --generate-completion-script zsh >'$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_assay'
	@$(BUILD)/assay --generate-completion-script fish >'$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/assay.fish'
	@echo 'installed $(DESTDIR)$(PREFIX)/bin/assay'

uninstall:
	@rm -rf '$(DESTDIR)$(PREFIX)/bin/assay' '$(DESTDIR)$(PREFIX)/share/assay' '$(DESTDIR)$(PREFIX)/share/man/man1/assay.1' \
	    '$(DESTDIR)$(PREFIX)/share/bash-completion/completions/assay' '$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_assay' \
	    '$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/assay.fish'

lint:
	@swift format lint --strict --recursive --parallel Sources Tests Package.swift

setup:
	@.ci/setup

setup-test:
	@.ci/setup test

clean:
	@rm -rf .build .assay
