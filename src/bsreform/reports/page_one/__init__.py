"""Page one of every report: what stands on it, and what each kind adds."""
