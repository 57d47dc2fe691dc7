"""Reads a calendar with the library icalendar, which shares no code with the product, and prints what it understood as JSON.

read_calendar.py FILE
"""
import datetime, json, sys
import icalendar

def told(value):
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
events = []
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    fields = {name: (value.dt if hasattr(value, "dt") else value) for name, value in event.items()}
    events.append({name: told(value) for name, value in fields.items()})
print(json.dumps({"version": str(calendar["VERSION"]), "events": events}, ensure_ascii=False))
