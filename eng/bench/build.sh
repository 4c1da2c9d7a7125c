#!/usr/bin/env bash
# What the hook costs a build that has nothing to do: pairs of no-op builds with and without it, interleaved, and for 50 projects what the binlog says.
# Takes a few minutes on a quiet machine; argument: pairs (default 15).
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build src/DevMirrors.Tool -c Release -v:q -nologo
dotnet run eng/bench/build.cs -- "$PWD/src/DevMirrors.Tool/bin/Release/net10.0/devmirrors" "${1:-15}"
