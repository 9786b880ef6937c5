#!/usr/bin/env bash
# Verifies everything: format, build with warnings as errors, unit and HTTP-edge tests, browser tests.
# Ends with one line: N passed, N failed, N skipped.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

source eng/browser.sh
find_browser

say() { printf '\n== %s\n' "$*"; }

say "Restore and build (warnings are errors)"
dotnet restore SupportBotPortal.sln --locked-mode -v quiet
dotnet build SupportBotPortal.sln --no-restore -v quiet -nologo

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
