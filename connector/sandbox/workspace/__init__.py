"""The workspace itself: teammates, tags, attributes and its settings."""
