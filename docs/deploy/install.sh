#!/usr/bin/env bash
# From a bare Debian to https://NAME: packages, a user of its own, libraries, settings, start at boot, certificate.
# May be run again: what is there already stays.
#
#   install.sh presse.exemple.org
set -euo pipefail
umask 022
house=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
name=${1:?"Donnez le nom de la maison : install.sh presse.exemple.org"}
stop_here() { echo "$1" >&2; exit 1; }

[ "$(id -u)" = 0 ] || stop_here "Lancez cette commande en tant que root."
[ "$house" = /opt/porte-voix ] || stop_here "Le programme doit être dans /opt/porte-voix, il est dans $house."
[[ $name =~ ^[A-Za-z0-9.-]+\.[A-Za-z0-9-]+$ ]] ||
  stop_here "« $name » n’est pas un nom comme presse.exemple.org."
cd "$house"

echo "Paquets de Debian…"
apt-get -qq update
DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends --yes \
  python3 python3-venv ca-certificates git caddy age unattended-upgrades >/dev/null

echo "Utilisateur et dossiers…"
id porte-voix >/dev/null 2>&1 ||
  useradd --system --user-group --home-dir /var/lib/porte-voix --shell /usr/sbin/nologin porte-voix
install -d -m 700 -o porte-voix -g porte-voix /var/lib/porte-voix /var/backups/porte-voix
install -d -m 755 /etc/porte-voix

echo "Bibliothèques (quelques minutes)…"
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
touch .venv/.runs
.venv/bin/python -m compileall -q app.py comms jobs

if [ ! -e .env ]; then
  sed "s/presse\.exemple\.org$/$name/" docs/deploy/env.example >.env
fi
chown root:porte-voix .env
chmod 640 .env

echo "Démarrage avec la machine…"
install -m 644 docs/deploy/porte-voix.service docs/deploy/porte-voix-backup.service \
  docs/deploy/porte-voix-backup.timer /etc/systemd/system/
install -m 755 docs/deploy/porte-voix /usr/local/bin/porte-voix
systemctl daemon-reload
systemctl enable --quiet porte-voix.service porte-voix-backup.timer
started=$(date +%s)
systemctl restart porte-voix.service porte-voix-backup.timer

# Debian's own page is replaced; a Caddyfile somebody wrote is left alone.
if grep -q '^:80 {' /etc/caddy/Caddyfile; then
  sed "s/presse\.exemple\.org/$name/" docs/deploy/Caddyfile >/etc/caddy/Caddyfile
elif ! grep -q '127\.0\.0\.1:5000' /etc/caddy/Caddyfile; then
  echo "Ajoutez vous-même à /etc/caddy/Caddyfile ce que contient $house/docs/deploy/Caddyfile." >&2
fi
systemctl enable --quiet caddy.service
systemctl restart caddy.service

said() { journalctl --unit porte-voix --output cat --since "@$started"; }
for _ in $(seq 30); do
  sleep 1
  if said | grep '^Porte-voix : ' >/dev/null; then is_up=yes && break; fi
done
if [ -z "${is_up:-}" ]; then
  said | grep -v '^porte-voix.service:' | tail -4 >&2
  stop_here "L’outil n’a pas démarré : la raison est ci-dessus. Corrigez $house/.env et relancez cette commande."
fi
echo "C’est en place : https://$name"
link=$(said | grep -o 'https://[^ ]*/set-up/[^ ]*' | tail -1 || true)
[ -z "$link" ] || echo "Premier compte (une fois, trois jours) : $link"
