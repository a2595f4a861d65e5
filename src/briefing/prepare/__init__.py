"""The stages that make a briefing of articles; docs/architecture.md shows the way."""
