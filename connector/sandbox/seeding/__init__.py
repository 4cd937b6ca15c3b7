"""First and made-up content of a data file."""
