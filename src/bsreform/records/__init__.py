"""From extracts to one record per dossier, task and form."""
