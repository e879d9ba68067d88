"""What an answers file is: its text, its places, its types, its readers."""
