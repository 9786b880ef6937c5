#!/bin/sh
# Pictures of every page in light and dark, wide and narrow: eng/screenshots.sh [directory]
set -eu
cd "$(dirname "$0")/.."
SCREENSHOTS=$(realpath -m "${1:-artifacts/screenshots}")
export SCREENSHOTS
mkdir -p "$SCREENSHOTS"
dotnet build tests/SupportBotPortal.BrowserTests -v q
artifacts/bin/SupportBotPortal.BrowserTests/debug/SupportBotPortal.BrowserTests -class "*AppearanceTests" || true
echo "Pictures are in $SCREENSHOTS"
