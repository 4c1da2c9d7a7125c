#!/bin/sh
# Packs the tool into artifacts/packages: the native package of each runtime named (this machine must be able to build it),
# the one for every other runtime, and the one that points to them.
#   eng/pack.sh [RID...]      default: linux-x64
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- linux-x64
runtimes=$(echo "$*" | tr ' ' ',')
pack() {
    dotnet pack src/DevMirrors.Tool -c Release -v q --nologo -o artifacts/packages -p:DevMirrorsRuntimes="$runtimes" "$@"
}
for rid in "$@"; do
    pack -r "$rid"
done
pack -r any -p:PublishAot=false
pack
ls -l artifacts/packages
