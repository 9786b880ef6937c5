#!/usr/bin/env bash
# Rewrites docs/openapi/v1.json, of which the tests' client of the admin API is made, from the endpoints: run it after a deliberate change of the
# API, and read the difference before committing it.
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet build SupportBotPortal.csproj -v quiet -nologo
data=$(mktemp -d)
port=${PORT:-5179}
ASPNETCORE_ENVIRONMENT=Development artifacts/bin/SupportBotPortal/debug/SupportBotPortal --urls "http://localhost:$port" --Storage:DataDirectory="$data" > "$data.log" 2>&1 &
portal=$!
trap 'kill $portal; rm -rf "$data" "$data.log"' EXIT
for _ in $(seq 60); do curl -sf "http://localhost:$port/readyz" > /dev/null && break; sleep 1; done
curl -sf "http://localhost:$port/openapi/v1.json" -o docs/openapi/v1.json
wc -l docs/openapi/v1.json
