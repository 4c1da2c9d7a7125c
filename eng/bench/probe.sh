#!/usr/bin/env bash
# How long `devmirrors probe` takes, and how much it reads and keeps, at mirrors that are slow, dead or many; beside curl, which only fetches. Needs curl.
# Takes a few minutes on a quiet machine; argument: rounds (default 5). `floor` instead measures curl alone, to see what the farm can give.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/artifacts/bench
if [ "${1:-}" = floor ]; then
  dotnet run eng/bench/probe.cs -- floor "${2:-5}"
else
  dotnet publish src/DevMirrors.Tool -c Release -r linux-x64 -p:PublishAot=true -o "$out/tool" -v:q -nologo
  dotnet run eng/bench/probe.cs -- "$out/tool/devmirrors" "${1:-5}"
fi
