"""A letter: its text, the e-mail as bytes, the settings, and the way to a server."""
