#!/bin/sh
# Builds the tool and brings eng/devmirrors of this repository, and its imports, to what the sources say: the folder that every build of this
# repository uses is its own product. Run it before a release, and commit what it writes.
set -eu
cd "$(dirname "$0")/.."
# Without the folder that is there: it may be what is broken. Without build servers: they would go on with the old task.
export DevMirrorsEnabled=false MSBUILDDISABLENODEREUSE=1
dotnet build src/DevMirrors.Tool -c Release -v q --nologo
src/DevMirrors.Tool/bin/Release/net10.0/devmirrors init --msbuild --update --policy mirrors.yaml
git status --short eng/devmirrors Directory.Build.targets Directory.Solution.targets
