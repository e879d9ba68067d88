"""What leaves and what comes back: e-mail and calendar entries. Pure: values in, bytes out."""
