"""One module for each job: ties the layers below together, reads and writes files."""
