# Démarche à blanc. « make » prints what can be asked.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export CGO_ENABLED := 1
BIN      := bin/demarche
# SQLite's extensions cannot be loaded; gin speaks no MessagePack (6 MB of memory).
TAGS     := sqlite_omit_load_extension,nomsgpack
GOFLAGS_ := -tags $(TAGS)
TOOL     := go tool -modfile=tools/go.mod
ROUNDS   ?= 200
ARGS     ?=
BENCHTIME ?= 3s
# What runs at once, and so is tested under the race detector too, without its
# browser journeys (-short).
CONCURRENT := internal/sandbox internal/store internal/workshop internal/web simulators/portal/oidc

.PHONY: help run build test browser-tools e2e-deps race lint bench kill check chromium clean cross cc

help: ## this list
	@echo 'Démarche à blanc : make <cible>'
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-10s %s\n", $$1, $$2}'

cc:
	@command -v go >/dev/null || { echo 'Il manque Go 1.26 ou plus récent : https://go.dev/dl/' >&2; exit 1; }
	@read -r cc _ <<< "$$(go env CC)"; command -v "$$cc" >/dev/null || { \
	  echo 'Il manque un compilateur C (SQLite en a besoin). Debian : sudo apt install gcc libc6-dev ; macOS : xcode-select --install ; Windows : MSYS2 mingw-w64-gcc.' >&2; exit 1; }

run: build ## build and start the program (ARGS="--adresse 127.0.0.1:9000")
	./$(BIN) serve $(ARGS)

build: cc ## build bin/demarche
	go build $(GOFLAGS_) -o $(BIN) ./cmd/demarche

test: cc browser-tools e2e-deps ## every test, browser journeys included, then the race detector
	go test $(GOFLAGS_) -timeout 40m ./...
	cd tools && go test ./...
	@$(MAKE) --no-print-directory race

race: cc ## the packages where things run at once, under the race detector
	@dirs=(); for d in $(CONCURRENT); do [ -d "$$d" ] && dirs+=("./$$d/..."); done; \
	 if [ $${#dirs[@]} -gt 0 ]; then echo "go test -race $${dirs[*]}"; go test $(GOFLAGS_) -timeout 40m -race -short "$${dirs[@]}"; fi

# Chromium, PDF readers: installed where that can be done without asking.
browser-tools:
	@missing=(); command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium-headless-shell); \
	 command -v pdftotext >/dev/null || missing+=(poppler-utils); command -v qpdf >/dev/null || missing+=(qpdf); \
	 if [ $${#missing[@]} -gt 0 ]; then \
	   if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	     echo "Installation de : $${missing[*]}"; apt-get update -q; \
	     apt-cache show chromium-headless-shell >/dev/null 2>&1 || missing=("$${missing[@]/chromium-headless-shell/chromium}"); \
	     DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$${missing[@]}"; \
	   else echo "Pour tous les essais, installer : sudo apt install $${missing[*]}" >&2; [ "$${CI:-}" != true ]; fi; \
	 fi
	@# CI plays a hundred journeys: it takes the quicker Chromium where it can be had.
	@if [ "$${CI:-}" = true ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! command -v chromium-headless-shell >/dev/null; then \
	   apt-get install -q -y --no-install-recommends chromium-headless-shell || echo 'Les parcours se joueront dans le Chromium présent.'; fi

chromium: browser-tools ## install what browser tests need (Debian, as root)

e2e-deps:
	@if [ -f e2e/oidcjs/package.json ] && [ ! -d e2e/oidcjs/node_modules ]; then \
	  if command -v npm >/dev/null; then cd e2e/oidcjs && npm ci --no-audit --no-fund; \
	  else echo 'Node et npm manquent : le client OpenID Connect indépendant ne sera pas essayé.' >&2; [ "$${CI:-}" != true ]; fi; fi

lint: cc ## formatting, go vet, staticcheck, dead code, who imports whom
	@bad=$$(git ls-files -co --exclude-standard '*.go' | xargs -r gofmt -l); [ -z "$$bad" ] || { echo "gofmt :"; echo "$$bad"; exit 1; }
	@bad=$$(git ls-files -co --exclude-standard '*.go' | xargs -r $(TOOL) gofumpt -l); [ -z "$$bad" ] || { echo "gofumpt :"; echo "$$bad"; exit 1; }
	go vet $(GOFLAGS_) ./...
	$(TOOL) staticcheck $(GOFLAGS_) ./...
	@bad=$$($(TOOL) deadcode -tags $(TAGS) -test ./...); [ -z "$$bad" ] || { echo "code mort :"; echo "$$bad"; exit 1; }
	cd tools && go vet ./... && go run ./layers ..
	go mod verify

bench: cc ## every bar beside its bare limit, interleaved (BENCHTIME=3s)
	go test $(GOFLAGS_) -run '^$$' -bench . -benchtime $(BENCHTIME) -timeout 60m ./bench/...

# A run of a TestKilled is eight kills at moments of their own.
kill: cc ## kill -9 during writes: nothing acknowledged may be lost (ROUNDS=200)
	go test $(GOFLAGS_) -run '^TestKilled' -count $$(( ($(ROUNDS) + 7) / 8 )) -timeout 60m ./internal/store/... ./e2e/...

check: lint test ## what CI runs
	@$(MAKE) --no-print-directory kill ROUNDS=20

cross: ## build for Windows and arm64, where their C compilers are installed
	@if command -v x86_64-w64-mingw32-gcc >/dev/null; then \
	  GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc go build $(GOFLAGS_) -trimpath -o bin/demarche.exe ./cmd/demarche && ls -l bin/demarche.exe; \
	 else echo 'windows/amd64 : il manque gcc-mingw-w64-x86-64'; fi
	@if command -v aarch64-linux-gnu-gcc >/dev/null; then \
	  GOOS=linux GOARCH=arm64 CC=aarch64-linux-gnu-gcc go build $(GOFLAGS_) -trimpath -o bin/demarche-arm64 ./cmd/demarche && ls -l bin/demarche-arm64; \
	 else echo 'linux/arm64 : il manque gcc-aarch64-linux-gnu et libc6-dev-arm64-cross'; fi

clean: ## remove what was built and photographed (never data/)
	rm -rf bin e2e/shots e2e/oidcjs/node_modules
