"""What makes a talk a good one: rules about answers that are valid already.

`rules` holds them all, `engine` runs them; each module between is one theme.
"""
