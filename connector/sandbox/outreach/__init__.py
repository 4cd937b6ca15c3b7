"""What the workspace sends of its own accord: messages, banners, news."""
