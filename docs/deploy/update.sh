#!/usr/bin/env bash
# Brings the newest version: everything is fetched first, then the house stops for a minute, and comes back
# as it was if the new version cannot open its database.
#
#   update.sh [FOLDER]      FOLDER: where the backup made first goes, /var/backups/porte-voix otherwise
set -euo pipefail
umask 022
house=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$house"

as_product() {
  if [ "$(id -u)" = 0 ] && id porte-voix >/dev/null 2>&1; then runuser -u porte-voix -- "$@"; else "$@"; fi
}
service() {
  if systemctl cat porte-voix.service >/dev/null 2>&1; then systemctl "$1" porte-voix.service; fi
}
stop_here() { echo "$1" >&2; exit 1; }

[ -z "$(git status --porcelain --untracked-files=no)" ] ||
  stop_here "Des fichiers du programme ont été modifiés ici (git status) : rien n’a été touché."
git fetch --quiet
old=$(git rev-parse HEAD)
new=$(git rev-parse '@{upstream}')
[ "$old" != "$new" ] || { echo "Déjà à jour."; exit 0; }
git merge-base --is-ancestor "$old" "$new" ||
  stop_here "La version d’ici n’est pas une étape vers la nouvelle : rien n’a été touché."

# All that needs the network, while the old version still serves.
parcels=$(mktemp -d)
trap 'rm -rf "$parcels"' EXIT
git show "$new:requirements.txt" >"$parcels/requirements.txt"
.venv/bin/python -m pip download --quiet --disable-pip-version-check --require-hashes \
  -r "$parcels/requirements.txt" -d "$parcels" ||
  stop_here "Les bibliothèques n’ont pas pu être téléchargées : rien n’a été touché."

docs/deploy/backup.sh "$@"
service stop
git merge --quiet --ff-only "$new"
rm -rf .venv.before
mv .venv .venv.before

go_back() {
  echo "La nouvelle version ne démarre pas ; l’ancienne revient." >&2
  git reset --quiet --hard "$old"
  rm -rf .venv
  mv .venv.before .venv
  as_product .venv/bin/flask jobs list >/dev/null ||
    stop_here "L’ancienne non plus : remettez la sauvegarde ci-dessus avec docs/deploy/restore.sh."
  service start
  stop_here "Rien n’est parti entre-temps. Gardez les lignes ci-dessus pour qui vous aide."
}

install_it() {
  python3 -m venv .venv &&
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index \
      --find-links "$parcels" --require-hashes -r requirements.txt &&
    touch .venv/.runs &&
    .venv/bin/python -m compileall -q app.py comms jobs &&
    as_product .venv/bin/flask jobs list >/dev/null
}

# The last step of it opens the database and brings its tables up to date: all of them or none.
install_it || go_back
rm -rf .venv.before
install_units() {
  local unit
  for unit in docs/deploy/*.service docs/deploy/*.timer; do
    [ ! -e "/etc/systemd/system/${unit##*/}" ] || install -m 644 "$unit" /etc/systemd/system/
  done
  systemctl daemon-reload
}
if systemctl cat porte-voix.service >/dev/null 2>&1; then install_units; fi
service start
if systemctl cat porte-voix.service >/dev/null 2>&1; then
  sleep 5
  systemctl is-active --quiet porte-voix.service ||
    stop_here "La nouvelle version est là et ne démarre pas : journalctl --unit porte-voix dit pourquoi."
fi
echo "À jour : $(git log -1 --format='%h, %s')"
