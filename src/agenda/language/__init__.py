"""Languages: catalogues, dates and how people type them, time zones, paper."""
