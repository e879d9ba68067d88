"""What a cycle puts into a calendar: entries that keep their names when they change."""
