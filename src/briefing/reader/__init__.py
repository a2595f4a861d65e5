"""The reader: opens a finished briefing in the terminal. It knows no stage and no spaCy."""
