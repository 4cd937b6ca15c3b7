"""Fin, the AI agent."""
