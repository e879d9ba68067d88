"""What a cycle leaves behind, and what the next one begins with: pure, over answers."""
