#!/usr/bin/env bash
# Writes one file with all a restore needs: database, media, keys, register, settings. The product may run.
#
#   backup.sh [FOLDER]      FOLDER: /var/backups/porte-voix unless told otherwise
#
# When /etc/porte-voix/age-recipients exists, the file is encrypted for the keys in it. Files older than
# KEEP_DAYS (14) go: who was erased from the house is gone from its backups then.
set -euo pipefail
umask 077
house=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
into=${1:-/var/backups/porte-voix}
recipients=${AGE_RECIPIENTS:-/etc/porte-voix/age-recipients}
keep_days=${KEEP_DAYS:-14}

if [ "$(id -u)" = 0 ] && id porte-voix >/dev/null 2>&1; then
  exec runuser -u porte-voix -- "$0" "$@"
fi

mkdir -p "$into"
into=$(realpath "$into")
cd "$house"
locked=()
[ ! -f "$recipients" ] || locked=(--recipients "$recipients")
.venv/bin/flask backup make "$into" "${locked[@]}"
find "$into" -maxdepth 1 -name 'porte-voix-*.tar.gz*' -mtime "+$keep_days" -delete
