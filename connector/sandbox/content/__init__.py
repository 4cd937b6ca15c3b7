"""Articles, snippets and other content, and whom it is for."""
