"""What earlier runs and issued reports left, and how it compares with now."""
