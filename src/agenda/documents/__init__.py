"""What each document says: pure functions from answers to frozen content."""
