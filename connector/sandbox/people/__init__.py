"""Contacts, companies and what is attached to them."""
