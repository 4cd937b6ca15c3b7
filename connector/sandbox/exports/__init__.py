"""Exports: jobs whose outcome is a file."""
