#!/usr/bin/env bash
# Gets the Debian packages the tests' peers need, when it may; says in clear what is missing.
set -u
wanted=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted+=(postgresql)
command -v exiftool >/dev/null || wanted+=(libimage-exiftool-perl)
command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui)
command -v pdfinfo >/dev/null || wanted+=(poppler-utils)
fc-list 2>/dev/null | grep -q NotoSansArabic || wanted+=(fonts-noto-core)
# Chromium without a screen takes half the processor of the one people use. Where Debian has none
# yet, or is not to be reached, the other will do as well.
headless=(chromium-headless-shell)
command -v "${headless[0]}" >/dev/null && headless=()
[ ${#wanted[@]} -eq 0 ] && [ ${#headless[@]} -eq 0 ] && exit 0

install() {
  DEBIAN_FRONTEND=noninteractive timeout 300 \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

may_install=$([ "$(id -u)" -eq 0 ] && command -v apt-get)
if [ -n "$may_install" ] && timeout 60 apt-get update -qq; then
  echo "Installing for the tests: ${wanted[*]} ${headless[*]}"
  install "${wanted[@]}" "${headless[@]}" && exit 0
fi
command -v chromium >/dev/null || [ ${#headless[@]} -eq 0 ] || wanted+=(chromium)
[ ${#wanted[@]} -eq 0 ] && exit 0
[ -n "$may_install" ] && install "${wanted[@]}" && exit 0
echo "Not installed: ${wanted[*]}. The tests that need them will say so (with CI set they fail)."
[ -z "${CI:-}" ]
