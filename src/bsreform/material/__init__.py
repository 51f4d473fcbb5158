"""What reports say of dossiers, tasks and digital teams, before it becomes sheets."""
