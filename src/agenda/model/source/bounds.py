"""How large an answers file may be: bounds that hold while it is read."""

MAX_BYTES = 128 * 1024
"""A file of 6,000 words has some 40 KB; three times that is not written by hand."""
MAX_NODES = 5_000
MAX_CHARACTERS = MAX_BYTES
"""Of all values together: an alias repeats a text without repeating its bytes."""
MAX_DEPTH = 24
MAX_CONTROLS = 20
"""How many control characters are told: a binary file has thousands."""
