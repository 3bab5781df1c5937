"""The desk: Aujourd’hui, the search everywhere, what machines and strangers ask at the door."""
