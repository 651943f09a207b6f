"""Snapshots on disk, and the engine that reads them."""
