"""The door: how somebody comes in who has no file yet, or would rather not write YAML."""
