"""Widgets, cache and clicks: what every page shares."""
