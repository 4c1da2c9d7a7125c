#!/bin/sh
# Packs the tool into artifacts/packages: the native package of each runtime named (this machine must be able to build it),
# the one for every other runtime, and the one that points to them.
#   eng/pack.sh [RID...]      default: linux-x64
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- linux-x64
# In the environment: MSBuild would split the list on its command line.
DevMirrorsRuntimes=$(echo "$*" | tr ' ' ',')
# The same commit gives the same bytes, wherever it is packed: times are the commit's.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export DevMirrorsRuntimes SOURCE_DATE_EPOCH
pack() {
    dotnet pack src/DevMirrors.Tool -c Release -v q --nologo -o artifacts/packages -p:ContinuousIntegrationBuild=true "$@"
}
for rid in "$@"; do
    # What an earlier publish left here would be packed as well.
    rm -rf "src/DevMirrors.Tool/bin/Release/net10.0/$rid/publish"
    pack -r "$rid"
done
pack -r any -p:PublishAot=false
# As for native code: otherwise this one would pack every runtime again.
pack -p:PublishAot=true
version=$(dotnet msbuild src/DevMirrors.Tool -getProperty:Version)
dotnet run eng/sbom.cs -- src/DevMirrors.Tool/obj/project.assets.json "$version" > artifacts/packages/devmirrors.cdx.json
ls -l artifacts/packages
