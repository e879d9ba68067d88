"""Lets `python -m agenda` be the command."""

from agenda.cli import main

if __name__ == "__main__":
    main()
