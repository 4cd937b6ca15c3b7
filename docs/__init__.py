"""The documentation: guides, what they look like, and how the site is built from the catalog."""
