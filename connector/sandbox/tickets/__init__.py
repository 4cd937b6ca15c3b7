"""Tickets, their types and states."""
