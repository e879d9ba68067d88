"""Where files go and how they are written, what came of a run, and its exit code."""
