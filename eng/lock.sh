#!/bin/sh
# Prints what eng/bootstrap.sh needs to know of a release: its version, and the SHA-256 of each package in a folder.
#   sh eng/lock.sh artifacts/packages > eng/devmirrors.lock
set -eu
cd "${1:?usage: lock.sh FOLDER}"
version=''
for package in DevMirrors.[0-9]*.nupkg; do
    [ -f "$package" ] || { echo "lock.sh: no DevMirrors.VERSION.nupkg in $1" >&2; exit 2; }
    [ -z "$version" ] || { echo "lock.sh: more than one version in $1" >&2; exit 2; }
    version=${package#DevMirrors.}
    version=${version%.nupkg}
done
echo "version $version"
sha256sum DevMirrors.*."$version".nupkg | sed 's/^\([0-9a-f]*\) [ *]/sha256 \1 /'
