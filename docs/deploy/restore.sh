#!/usr/bin/env bash
# Puts a backup in the place of what is there; what was there is kept beside it.
#
#   restore.sh FILE [--yes]      FILE as backup.sh wrote it (decrypt an .age file first: age --decrypt)
#
# Afterwards everything is paused, and what should have left since the backup is in doubt: a person decides.
set -euo pipefail
umask 077
house=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
file=${1:?"Donnez le fichier de sauvegarde."}
file=$(realpath "$file")
cd "$house"

as_product() {
  if [ "$(id -u)" = 0 ] && id porte-voix >/dev/null 2>&1; then runuser -u porte-voix -- "$@"; else "$@"; fi
}
service() {
  if systemctl cat porte-voix.service >/dev/null 2>&1; then systemctl "$1" porte-voix.service; fi
}

folder=$(.venv/bin/python - <<'PY'
import sys

from dotenv import load_dotenv

load_dotenv(".env")
from comms.core import settings  # the settings come first

here = settings.read()
if not here.is_sqlite:
    sys.exit("Base PostgreSQL : remettez porte-voix.sql avec psql, puis le reste ; voir le guide.")
if here.database_url != f"sqlite:///{here.folder / 'porte-voix.db'}":
    sys.exit(f"DATABASE_URL ne mène pas dans {here.folder} : remettez les fichiers à la main.")
print(here.folder)
PY
)
gzip --test "$file" || { echo "Ce fichier n’est pas une sauvegarde entière." >&2; exit 1; }
if [ "${2:-}" != --yes ]; then
  read -rp "Remplacer ce que contient $folder par $(basename "$file") ? (oui) " answer
  [ "$answer" = oui ] || { echo "Rien n’a été touché." >&2; exit 1; }
fi

new=$folder.new
rm -rf "$new"
mkdir -m 700 "$new"
trap 'rm -rf "$new"' EXIT
tar -xzf "$file" -C "$new" --no-same-owner --exclude=env --exclude=version
.venv/bin/python - "$new/porte-voix.db" <<'PY'
import sqlite3
import sys

if sqlite3.connect(sys.argv[1]).execute("PRAGMA integrity_check").fetchone() != ("ok",):
    sys.exit("La base de cette sauvegarde est abîmée : rien n’a été touché.")
PY

service stop
# Who said no since the backup still says no: lines of both registers stay.
touch "$new/register"
if [ -f "$folder/register" ]; then
  sort -u "$folder/register" "$new/register" -o "$new/register"
fi
if [ "$(id -u)" = 0 ] && id porte-voix >/dev/null 2>&1; then chown -R porte-voix: "$new"; fi
aside=$folder.$(date -u +%Y%m%dT%H%M%SZ)
[ ! -d "$folder" ] || mv "$folder" "$aside"
mv "$new" "$folder"

# What waits in the backup may have left since: nothing goes by itself before a person has looked.
as_product .venv/bin/python - <<'PY'
from sqlalchemy import update

from app import create_app
from comms.audit import service as audit
from comms.core import clock, options
from comms.core.db import Base, db
from comms.core.outward import Outward
from comms.core.ways import Way
from comms.mailings.models import Mailing
from comms.mailings.rules import MailingState

with create_app().app_context():
    now = clock.now()
    options.put("paused", True)
    for kind in Outward.__subclasses__():
        if issubclass(kind, Base):
            waiting = update(kind).where(kind.state.in_((Way.DUE, Way.CLAIMED)), kind.due_at <= now)
            db.session.execute(waiting.values(state=Way.DOUBTFUL, lease_until=None))
    passed = update(Mailing).where(Mailing.state == MailingState.DUE, Mailing.due_at <= now)
    db.session.execute(passed.values(state=MailingState.MISSED))
    audit.record(None, "house.restored", "house")
    db.session.commit()
PY
service start
echo "Sauvegarde remise. Ce qui était là attend dans $aside : effacez-le dans sept jours."
echo "Tout est suspendu : regardez ce qui est déjà parti, puis relancez depuis Réglages."
