#!/usr/bin/env bash
# Rewrites the SDK's list of unreleased public API from what the compiler reports: run it after a deliberate change
# of the contract, and read the difference before committing it.
set -euo pipefail
cd "$(dirname "$0")/../src/SupportBotPortal.PluginSdk"
api=PublicAPI.Unshipped.txt
echo '#nullable enable' > "$api"
dotnet build -v quiet -p:TreatWarningsAsErrors=false -p:WarningsNotAsErrors=RS0016 --no-incremental 2>&1 |
    sed -nE "s/.*RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" | LC_ALL=C sort -u > "$api.new" || true
cat "$api.new" >> "$api" && rm "$api.new"
wc -l < "$api"
