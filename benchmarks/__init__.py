"""What the library costs, measured beside bare httpx and the vendor's SDK; see README.md."""
