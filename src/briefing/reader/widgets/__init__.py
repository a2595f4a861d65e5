"""What is drawn: every pane is lines of segments; source text is never parsed as markup."""
