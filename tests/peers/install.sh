#!/usr/bin/env bash
# Gets the Debian packages the tests' peers need, when it may; says in clear what is missing.
set -u
wanted=()
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || wanted+=(postgresql)
command -v chromium >/dev/null || wanted+=(chromium)
command -v exiftool >/dev/null || wanted+=(libimage-exiftool-perl)
command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui)
command -v pdfinfo >/dev/null || wanted+=(poppler-utils)
fc-list 2>/dev/null | grep -q NotoSansArabic || wanted+=(fonts-noto-core)
[ ${#wanted[@]} -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
  echo "Installing for the tests: ${wanted[*]}"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null && exit 0
fi
echo "Not installed: ${wanted[*]}. The tests that need them will say so (with CI set they fail)."
[ -z "${CI:-}" ]
