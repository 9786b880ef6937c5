# Sourced: finds a Chromium for the browser tests, or installs one. Sets CHROMIUM_PATH.
# The one without a window comes first: the same engine, and nearly a quarter less time for the tests.
find_browser() {
    local candidate
    for candidate in "${CHROMIUM_PATH:-}" /usr/bin/chromium-headless-shell /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome /usr/bin/google-chrome-stable; do
        if [ -n "$candidate" ] && [ -x "$candidate" ]; then
            export CHROMIUM_PATH="$candidate"
            return
        fi
    done

    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "No Chromium here: installing Debian's."
        apt-get update -qq
        local package
        for package in chromium-headless-shell chromium; do
            apt-get install -y -qq "$package" >/dev/null && break
        done
        export CHROMIUM_PATH="/usr/bin/$package"
    else
        echo "No Chromium here: the tests use the one that Playwright installs (npx playwright install chromium), or set CHROMIUM_PATH."
    fi
}
