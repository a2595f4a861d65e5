"""Modal screens: help, an entity's card, a question."""
