"""Find the browser that the browser tests drive, or get Debian's; run by itself it says in one line what it found."""

import os
import shutil
import subprocess

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
)  # fmt: skip
APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WANTED = "Install Chromium, Chrome or Edge, or name one: REFRAIN_BROWSER=/path/to/browser make test"


def find() -> str | None:
    """The path of an installed browser of Chromium's family; REFRAIN_BROWSER goes before all others."""
    if named := os.environ.get("REFRAIN_BROWSER"):
        return shutil.which(named)
    found = (shutil.which(name) for name in (*NAMES, *APPS))
    return next((path for path in found if path), None)


def install() -> str | None:
    """Ask apt-get for Debian's Chromium; returns why that did not work, or None when it did."""
    if not shutil.which("apt-get"):
        return "no browser is installed, and there is no apt-get here"
    if os.geteuid() != 0:
        return "no browser is installed, and only root may install one"
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (("update",), ("install", "--yes", "--no-install-recommends", "chromium")):
        done = subprocess.run(["apt-get", "--quiet", *words], env=quiet, capture_output=True, text=True)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
            return f"apt-get {words[0]} failed: {''.join(last)}"
    return None


def missing() -> str:
    """The one line that says that browser tests are skipped, and why."""
    if named := os.environ.get("REFRAIN_BROWSER"):
        return f"Browser tests are skipped: REFRAIN_BROWSER is {named!r}, and no program is there. {WANTED}"
    return f"Browser tests are skipped: no browser was found. {WANTED}"


def main() -> None:
    """Find or install a browser, and say so in one line."""
    reason = None if find() or os.environ.get("REFRAIN_BROWSER") else install()
    if path := find():
        print(f"Browser tests use {path}")
    else:
        print(f"Browser tests are skipped: {reason}. {WANTED}" if reason else missing())


if __name__ == "__main__":
    main()
