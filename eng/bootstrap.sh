#!/bin/sh
# Gives a CI job the package mirrors of this repository's mirrors.yaml, on an agent that knows nothing of DevMirrors.
#   sh eng/bootstrap.sh [OPTION]...             apply the policy where it is agreed to; else lend its settings to this job
#   sh eng/bootstrap.sh [OPTION]... exec CMD    lend them to one command, and change no file
# Options: --only go,npm,...  --region NAME  --policy FILE, as for `devmirrors`; --feed DIR (or DEVMIRRORS_FEED), a folder with its package.
# The tool is the first of: eng/devmirrors/ in this repository; the package in the folder feed; the package from this agent's NuGet
# sources. A package must be pinned in eng/devmirrors.lock (see eng/lock.sh). Whatever it is, its SHA-256 is checked before it runs.
# Consent comes from the CI system (DEVMIRRORS_TRUST) and never from here. See docs/ci/.
# shellcheck disable=SC2016  # backticks in messages quote, they run nothing
set -eu

has() { command -v "$1" > /dev/null 2>&1; }
say() { printf 'devmirrors: %s\n' "$1"; }
fail() { # message, hint, exit code
    printf 'devmirrors: error: %s\n  hint: %s\n' "$1" "$2" >&2
    exit "${3:-3}"
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(dirname -- "$here")
only='' region='' policy=${DEVMIRRORS_POLICY:-} feed=${DEVMIRRORS_FEED:-} lends_to_command=''
while [ $# -gt 0 ]; do
    case $1 in
        --only | --region | --policy | --feed)
            [ $# -gt 1 ] || fail "\`$1\` needs a value" 'the first lines of eng/bootstrap.sh list the options' 2
            case $1 in
                --only) only=$2 ;;
                --region) region=$2 ;;
                --policy) policy=$2 ;;
                --feed) feed=$2 ;;
            esac
            shift 2
            ;;
        exec)
            shift
            [ "${1:-}" != -- ] || shift
            [ $# -gt 0 ] || fail '`exec` needs a command' 'sh eng/bootstrap.sh exec npm ci' 2
            lends_to_command=yes
            break
            ;;
        *) fail "unknown option \`$1\`" 'the first lines of eng/bootstrap.sh list the options; consent is set in the CI system, not here' 2 ;;
    esac
done
# This repository's policy, whatever the current folder is.
if [ -z "$policy" ] && [ -f "$root/mirrors.yaml" ]; then policy=$root/mirrors.yaml; fi

# What lasts as long as the job; where no CI system offers such a folder, one that hides itself from git.
work=${RUNNER_TEMP:-${AGENT_TEMPDIRECTORY:-}}
work=${work:+$work/devmirrors}
work=${work:-$root/obj/devmirrors-ci}
make_work() {
    mkdir -p "$work"
    [ -e "$work/.gitignore" ] || printf '*\n' > "$work/.gitignore"
}

temp=$(mktemp -d "${TMPDIR:-/tmp}/devmirrors-XXXXXXXX")
trap 'rm -rf "$temp"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

sha256() {
    if has sha256sum; then
        sum=$(sha256sum < "$1")
    elif has shasum; then
        sum=$(shasum -a 256 < "$1")
    elif has openssl; then
        sum=$(openssl dgst -sha256 -r < "$1")
    elif has busybox; then
        sum=$(busybox sha256sum < "$1")
    else
        fail 'nothing here can compute a SHA-256' 'install one of sha256sum (coreutils), shasum, openssl, busybox'
    fi
    printf '%s' "${sum%%[!0-9a-f]*}"
}

dotnet=''
find_dotnet() {
    for candidate in "$(command -v dotnet || :)" "${DOTNET_ROOT:-}/dotnet" "${HOME:-}/.dotnet/dotnet"; do
        [ -x "$candidate" ] || continue
        case $("$candidate" --list-runtimes 2> /dev/null || :) in
            *'Microsoft.NETCore.App '[1-9][0-9].*)
                dotnet=$candidate
                return 0
                ;;
        esac
    done
    return 1
}

# The SDK greets a new user, and makes a certificate for the web servers that this one may write; none of that is asked for here.
sdk() { DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false "$dotnet" "$@"; }

cr=$(printf '\r')
damaged() { fail "the vendored copy is damaged: \`eng/devmirrors/$1\` $2" 'check the folder out again; nothing of it was run'; }
check_vendored() {
    [ -f "$here/devmirrors/version" ] || damaged version 'is missing'
    listed=/
    {
        read -r _ || damaged version 'is empty'
        while read -r expected name || [ -n "$expected" ]; do
            name=${name%"$cr"}
            # Other lines say what else `init` made; a file whose line is broken is one that nobody listed.
            [ ${#expected} = 64 ] || continue
            case $expected in *[!0-9a-f]*) continue ;; esac
            case $name in
                '' | */* | *\\*) damaged version "holds the line \`$expected $name\`" ;;
            esac
            [ -f "$here/devmirrors/$name" ] || damaged "$name" 'is missing'
            actual=$(sha256 "$here/devmirrors/$name") || exit
            [ "$actual" = "$expected" ] || damaged "$name" 'is not the file that `version` lists'
            listed=$listed$name/
        done
    } < "$here/devmirrors/version"
    # A file that nobody listed could be loaded all the same.
    for path in "$here"/devmirrors/*; do
        case $listed/version/README.md/ in
            */"${path##*/}"/*) ;;
            *) damaged "${path##*/}" 'is not listed in `version`' ;;
        esac
    done
    case $listed in
        */devmirrors.dll/*) ;;
        *) damaged version 'does not list devmirrors.dll' ;;
    esac
}

platform() {
    case $(uname -s) in
        Linux) os=linux ;;
        Darwin) os=osx ;;
        *) os=win ;;
    esac
    for libc in /lib/ld-musl-*; do [ ! -e "$libc" ] || os=linux-musl; done
    case $(uname -m) in
        aarch64 | arm64) printf '%s-arm64' "$os" ;;
        *) printf '%s-x64' "$os" ;;
    esac
}

version=''
read_version() {
    [ -f "$here/devmirrors.lock" ] || fail 'there is no eng/devmirrors/ to run, and no eng/devmirrors.lock that pins a package' \
        'commit what `devmirrors init --msbuild` writes, or what `sh eng/lock.sh FOLDER` prints'
    while read -r word value _ || [ -n "$word" ]; do
        [ "$word" != version ] || version=${value%"$cr"}
    done < "$here/devmirrors.lock"
    [ -n "$version" ] || fail 'eng/devmirrors.lock has no `version` line' 'write it with `sh eng/lock.sh FOLDER`'
}

pinned() { # the SHA-256 of a package, or nothing
    while read -r word value name || [ -n "$word" ]; do
        if [ "$word" = sha256 ] && [ "${name%"$cr"}" = "$1" ]; then printf '%s' "$value"; fi
    done < "$here/devmirrors.lock"
}

# A folder feed is flat, or has a folder for each package and version, in lower case.
in_folder() { # folder, package id, version
    lower=$(printf '%s' "$2" | tr '[:upper:]' '[:lower:]')
    for candidate in "$1/$2.$3.nupkg" "$1/$lower.$3.nupkg" "$1/$lower/$3/$lower.$3.nupkg"; do
        if [ -f "$candidate" ]; then
            printf '%s' "$candidate"
            return
        fi
    done
}

# Downloading installs and runs nothing, neither for the user nor for this job.
download() { # package id, version
    [ -n "$dotnet" ] || find_dotnet || return 1
    sdk package download "$1@$2" --output "$temp/download" > "$temp/download.log" 2>&1 || return 1
    make_work
    mkdir -p "$work/packages"
    cp "$(in_folder "$temp/download" "$1" "$2")" "$work/packages/$1.$2.nupkg"
}

unpack_with() { # program, package, folder
    case $1 in
        unzip) has unzip && unzip -q "$2" -d "$3" ;;
        bsdtar) has bsdtar && bsdtar -xf "$2" -C "$3" ;;
        python3) has python3 && python3 -m zipfile -e "$2" "$3" ;;
        busybox) has busybox && busybox unzip -q "$2" -d "$3" ;;
        # An image with nothing but the SDK has none of them, but MSBuild can do it.
        dotnet)
            printf '<Project><Target Name="U"><Unzip SourceFiles="package.nupkg" DestinationFolder="tool" /></Target></Project>\n' > "$temp/unpack.proj"
            [ -n "$dotnet" ] && DOTNET_CLI_HOME=$temp sdk msbuild "$temp/unpack.proj" -nologo -v:q -nr:false
            ;;
    esac > /dev/null 2>&1
}

# What is checked is what is run: the hash is that of a copy which nobody else can change.
open_package() { # package, file name, program inside
    sum=$(pinned "$2")
    cp "$1" "$temp/package.nupkg"
    actual=$(sha256 "$temp/package.nupkg") || exit
    [ "$actual" = "$sum" ] || fail "\`$1\` has the SHA-256 $actual, and eng/devmirrors.lock pins $sum" \
        'nothing of it was unpacked or run; find out where it comes from before you pin it'
    for program in unzip bsdtar python3 busybox dotnet; do
        rm -rf "$temp/tool"
        mkdir "$temp/tool"
        if unpack_with "$program" "$temp/package.nupkg" "$temp/tool"; then
            for tool in "$temp"/tool/tools/*/"$3"; do [ ! -f "$tool" ] || return 0; done
        fi
    done
    fail "\`$1\` could not be unpacked" 'install one of unzip, bsdtar, python3, busybox, or the .NET SDK'
}

find_package() { # package id; leaves its file in $package
    package=''
    [ -n "$(pinned "$1.$version.nupkg")" ] || return 1
    if [ -n "$feed" ]; then
        package=$(in_folder "$feed" "$1" "$version")
    else
        [ -f "$work/packages/$1.$version.nupkg" ] || download "$1" "$version" || return 1
        package=$work/packages/$1.$version.nupkg
    fi
    [ -n "$package" ]
}

native='' portable=''
find_tool() {
    # A copy that is damaged is an error, with or without a runtime: nothing else may quietly take its place.
    if [ -d "$here/devmirrors" ]; then
        check_vendored
        if find_dotnet; then
            portable=$here/devmirrors/devmirrors.dll
            return
        fi
        [ -n "$feed" ] || fail 'the vendored copy needs the .NET runtime 10 or later, and there is none here' \
            'install the .NET SDK 10, or name a folder with the native package by --feed or DEVMIRRORS_FEED'
    fi
    read_version
    rid=$(platform)
    if find_package "DevMirrors.$rid"; then
        name=devmirrors
        case $rid in win-*) name=devmirrors.exe ;; esac
        open_package "$package" "DevMirrors.$rid.$version.nupkg" "$rid/$name"
        chmod +x "$tool"
        native=$tool
    elif find_dotnet && find_package DevMirrors.any; then
        open_package "$package" "DevMirrors.any.$version.nupkg" any/devmirrors.dll
        portable=$tool
    else
        [ ! -s "$temp/download.log" ] || cat "$temp/download.log" >&2
        fail "no DevMirrors $version that this agent can run, for $rid, among the packages that eng/devmirrors.lock pins${feed:+ and \`$feed\` holds}" \
            'install the .NET SDK 10 and commit what `devmirrors init --msbuild` writes, or name a folder with the package by --feed or DEVMIRRORS_FEED'
    fi
}

devmirrors() { # command, its arguments
    verb=$1
    shift
    set -- "$verb" ${policy:+--policy "$policy"} ${region:+--region "$region"} ${only:+--only "$only"} "$@"
    if [ -n "$native" ]; then "$native" "$@"; else "$dotnet" "$portable" "$@"; fi
}

# Never from a terminal: a question would hang the job, and its answer would be nobody's.
ask() {
    code=0
    devmirrors "$@" --format human < /dev/null > "$temp/log" 2>&1 || code=$?
}

find_tool
if [ -n "$lends_to_command" ]; then
    code=0
    devmirrors exec -- "$@" || code=$?
    exit "$code"
fi

# How this system hands a variable to the next commands: by the variable that it documents as its mark.
env_file=''
if [ "${GITHUB_ACTIONS:-}" = true ] && [ -n "${GITHUB_ENV:-}" ]; then
    system=github
elif [ "${TF_BUILD:-}" = True ]; then
    system=azure
else
    # GitLab among them. The file is there for later lines to source, and empty where the clients' own files say it all.
    system=posix
    make_work
    env_file=$work/env.sh
    : > "$env_file"
fi

ask plan
case $code in
    0)
        ask apply
        # DEVM5001: something nearer overrides the files.
        if [ "$code" = 0 ] && ! grep -q DEVM5001 "$temp/log"; then
            say 'in step'
            exit 0
        fi
        ;;
    1) ask apply ;;
esac

if [ "$code" = 4 ]; then
    lent=$(devmirrors env --for posix --format human < /dev/null 2> /dev/null)
    if [ -n "$lent" ] && [ "$(export -p)" = "$(eval "$lent" && export -p)" ]; then
        [ -z "$env_file" ] || printf '%s\n' "$lent" > "$env_file"
        say "not agreed to; the settings are lent to this job already${env_file:+: . '$env_file'}"
        exit 0
    fi
fi
cat "$temp/log"
case $code in
    0) ;;
    4)
        say 'nobody agreed to this policy here, so no file was changed; its settings are lent to this job alone'
        devmirrors env --for "$system" --format human < /dev/null > "$temp/lent"
        case $system in
            github) cat "$temp/lent" >> "$GITHUB_ENV" ;;
            azure) cat "$temp/lent" ;;
            *)
                cat "$temp/lent" > "$env_file"
                say "for the next commands: . '$env_file'"
                ;;
        esac
        eval "$lent"
        ;;
    *) exit "$code" ;;
esac
devmirrors status --format human < /dev/null
