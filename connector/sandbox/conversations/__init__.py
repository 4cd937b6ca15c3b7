"""Conversations, from whatever channel, and their parts."""
