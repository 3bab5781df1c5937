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

cd "$house"
mkdir -p "$into"
draft=$(mktemp -d "$into/.draft.XXXXXX")
trap 'rm -rf "$draft"' EXIT

# A file that is being written must not be copied: the database makes its own copy, and we read it back.
folder=$(.venv/bin/python - "$draft" <<'PY'
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from dotenv import load_dotenv

load_dotenv(".env")
from comms.adapters import programs  # the settings come first
from comms.core import settings

try:
    here, draft = settings.read(), Path(sys.argv[1])
except settings.SettingWrong as wrong:
    sys.exit(str(wrong))
if here.is_sqlite:
    copy = draft / "porte-voix.db"
    with closing(sqlite3.connect(here.database_url.removeprefix("sqlite:///"))) as source:
        source.execute("VACUUM INTO ?", (str(copy),))
    with closing(sqlite3.connect(copy)) as written:
        if written.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            sys.exit("La copie de la base est abîmée : rien n’a été gardé.")
else:
    programs.dump_postgres(here.database_url, draft / "porte-voix")
print(here.folder)
PY
)

# After the database: a picture it names is there, and whoever said no meanwhile is in the register.
also=(-C "$folder")
for entry in "$folder"/*; do
  case ${entry##*/} in
    porte-voix.db* | backups) ;;
    *) also+=("${entry##*/}") ;;
  esac
done
[ ! -f .env ] || cp .env "$draft/env"
git -c safe.directory="$house" rev-parse HEAD >"$draft/version" 2>/dev/null || true

name=porte-voix-$(date -u +%Y%m%dT%H%M%SZ).tar.gz
parts=()
for part in "$draft"/*; do parts+=("${part##*/}"); done
# 1 means that a file changed or went while it was read, which a running house may do.
tar -czf "$draft/$name" -C "$draft" "${parts[@]}" "${also[@]}" || [ $? = 1 ]
gzip --test "$draft/$name"

if [ -f "$recipients" ]; then
  age --encrypt --recipients-file "$recipients" --output "$draft/$name.age" "$draft/$name"
  name=$name.age
fi
mv "$draft/$name" "$into/$name"
find "$into" -maxdepth 1 -name 'porte-voix-*.tar.gz*' -mtime "+$keep_days" -delete
echo "Sauvegarde faite : $into/$name"
