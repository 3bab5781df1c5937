"""What the fields and acts of the book are called for the person they are about."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from comms.contacts.book.rules.kinds import AddressKind, AddressState
from comms.contacts.calling.rules.kinds import CallState

FIELDS: Mapping[str, Any] = {
    "name": _l("Nom"),
    "given": _l("Prénom"),
    "family": _l("Nom de famille"),
    "is_desk": _l("Fiche d’un service et non d’une personne"),
    "languages": _l("Langues"),
    "town": _l("Ville"),
    "region": _l("Région"),
    "country": _l("Pays"),
    "hours": _l("Quand vous joindre"),
    "notes": _l("Ce que nous avons noté"),
    "origin": _l("D’où nous tenons vos coordonnées"),
    "purpose": _l("Pourquoi nous les gardons"),
    "is_discreet": _l("Fiche réservée à quelques membres de l’équipe"),
    "frozen_at": _l("Données gelées depuis le"),
    "objected_at": _l("Vous ne voulez plus rien recevoir depuis le"),
    "informed_at": _l("Nous vous avons dit quelles données nous gardons le"),
    "heard_at": _l("Dernier échange avec vous le"),
    "made_at": _l("Dans notre carnet depuis le"),
    "touched_at": _l("Fiche modifiée pour la dernière fois le"),
    "title": _l("Fonction"),
    "beat": _l("Rubrique ou sujets"),
    "value": _l("Coordonnée"),
    "state": _l("État"),
}
ADDRESSES = {
    AddressKind.EMAIL: _l("Adresse mail"),
    AddressKind.PHONE: _l("Téléphone"),
    AddressKind.SITE: _l("Site"),
    AddressKind.HANDLE: _l("Compte sur un réseau"),
}
STATES = {
    AddressState.OK: _l("utilisée"),
    AddressState.OBJECTED: _l("plus utilisée : opposition"),
    AddressState.BOUNCED: _l("les messages reviennent"),
    AddressState.UNSURE: _l("gardée telle quelle, sans pouvoir servir"),
}
CALLS = {
    CallState.WAITING: _l("à appeler"),
    CallState.TAKEN: _l("appel en cours"),
    CallState.DONE: _l("fait"),
}
ACTS = {
    "contact.added": _l("fiche créée"),
    "contact.changed": _l("fiche modifiée"),
    "contact.noted_call": _l("appel noté"),
    "contact.noted_mail": _l("mail noté"),
    "contact.noted_meeting": _l("rencontre notée"),
    "contact.noted_note": _l("note ajoutée"),
    "contact.confided": _l("choix des membres qui voient la fiche"),
    "contact.informed": _l("information sur vos données envoyée"),
    "contact.objected": _l("opposition notée"),
    "contact.objected_by_address": _l("opposition reçue par votre lien"),
    "contact.frozen": _l("données gelées"),
    "contact.thawed": _l("données dégelées"),
    "contact.merged": _l("deux fiches à votre nom réunies"),
    "contact.parted": _l("deux fiches séparées"),
    "contact.agreed_to_stay": _l("votre accord pour rester dans le carnet noté"),
    "contact.access_given": _l("fichier d’accès établi"),
    "contacts.row_decided": _l("ligne d’un fichier rattachée à la fiche"),
    "follow_up.noted": _l("relance prévue"),
    "follow_up.done": _l("relance faite"),
    "list.put_on": _l("ajout à une liste"),
    "list.taken_off": _l("retrait d’une liste"),
}
