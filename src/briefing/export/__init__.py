"""A briefing written for others: Markdown, HTML, JSON."""
