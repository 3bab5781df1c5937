#!/usr/bin/env bash
# Puts a backup in the place of what is there; what was there is kept for seven days.
#
#   restore.sh FILE [--yes] [--identity KEYS]      FILE as backup.sh wrote it; KEYS opens an .age file
#
# Afterwards everything is paused, and what should have left since the backup is in doubt: a person decides.
set -euo pipefail
umask 077
house=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
file=$(realpath "${1:?"Donnez le fichier de sauvegarde."}")
shift
cd "$house"

as_product() {
  if [ "$(id -u)" = 0 ] && id porte-voix >/dev/null 2>&1; then runuser -u porte-voix -- "$@"; else "$@"; fi
}
service() {
  if systemctl cat porte-voix.service >/dev/null 2>&1; then systemctl "$1" porte-voix.service; fi
}

service stop
trap 'service start' EXIT
as_product .venv/bin/flask backup restore "$file" "$@"
