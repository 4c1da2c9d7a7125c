#!/usr/bin/env bash
# Publishes the native tool and a NativeAOT hello world, then measures. Needs go, npm and dotnet on the PATH for the comparison with their own setters, and GNU time.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/artifacts/bench
mkdir -p "$out/hello"
cat > "$out/hello/hello.csproj" <<'X'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <PublishAot>true</PublishAot>
    <InvariantGlobalization>true</InvariantGlobalization>
    <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
  </PropertyGroup>
</Project>
X
echo 'System.Console.WriteLine("hello");' > "$out/hello/hello.cs"
dotnet publish "$out/hello" -c Release -r linux-x64 -o "$out/hello/bin" -v:q -nologo
dotnet publish src/DevMirrors.Tool -c Release -r linux-x64 -p:PublishAot=true -o "$out/tool" -v:q -nologo
dotnet run eng/bench/bench.cs -- "$out/tool/devmirrors" "$out/hello/bin/hello" "${1:-15}"
