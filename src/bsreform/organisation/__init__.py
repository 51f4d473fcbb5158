"""Who reports: settings, units by date, working days, obligations and their ids."""
