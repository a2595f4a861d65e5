"""The views of a topic: functions from the briefing to items, all shown at the same place."""
