#!/usr/bin/env bash
# Verifies everything: format, build with warnings as errors, unit and HTTP-edge tests, browser tests.
# Ends with one line: N passed, N failed, N skipped.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

source eng/browser.sh
find_browser

stop_compiler() {
    local roslyn
    roslyn=$(dotnet msbuild SupportBotPortal.csproj -getProperty:RoslynTargetsPath) || return 0
    "$roslyn/bincore/VBCSCompiler" -shutdown "-pipename:$compiler" || true
    trap - EXIT
}

say() { printf '\n== %s\n' "$*"; }

say "Restore and build (warnings are errors)"
dotnet restore SupportBotPortal.sln --locked-mode -v quiet
# One warm compiler for all projects, where a cold one for each would take twice as long. It is this script's own, and ends with it.
compiler="portal-$$"
trap 'stop_compiler' EXIT
dotnet build SupportBotPortal.sln --no-restore -v quiet -nologo -p:UseSharedCompilation=true "-p:SharedCompilationId=$compiler"
stop_compiler

say "Format"
dotnet format whitespace SupportBotPortal.sln --no-restore --verify-no-changes

say "Tests"
results=artifacts/test-results
rm -rf "$results" && mkdir -p "$results"
failed=0
for suite in SupportBotPortal.Tests SupportBotPortal.BrowserTests; do
    "artifacts/bin/$suite/debug/$suite" -noColor -result-ctrf "$results/$suite.json" || failed=1
    [ -s "$results/$suite.json" ] || { echo "$suite wrote no results."; failed=1; }
done

# The pending-model check, the route inventory and the architecture test are among them.
node eng/summary.mjs "$results"/*.json || failed=1
exit "$failed"
