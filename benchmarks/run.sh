#!/usr/bin/env bash
# Publishes the portal twice (just-in-time and ReadyToRun) and prints the figures of README.md.
set -euo pipefail
cd "$(dirname "$0")/.."
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1
source eng/browser.sh
find_browser
out=artifacts/benchmark
rid=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -1)
dotnet publish SupportBotPortal.csproj -c Release -v quiet -o "$out/jit"
dotnet publish SupportBotPortal.csproj -c Release -v quiet -r "$rid" --no-self-contained -p:PublishReadyToRun=true "-p:NuGetLockFilePath=$PWD/$out/locks/\$(MSBuildProjectName).json" -o "$out/ready"
dotnet build benchmarks/SupportBotPortal.Benchmarks -c Release -v quiet
program=artifacts/bin/SupportBotPortal.Benchmarks/release/SupportBotPortal.Benchmarks
"$program" start "$out/jit" "$out/ready" "${1:-7}"
"$program" first-visit "$out/ready"
"$program" list "$out/ready"
"$program" bulk-test "$out/ready"
"$program" sweep "$out/ready"
"$program" history "$out/ready"
"$program" gateway "$out/ready"
"$program" permissions "$out/ready"
"$program" sign-in "$out/ready"
