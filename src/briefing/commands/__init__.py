"""The commands, a module each; nothing here is imported before its command is called."""
