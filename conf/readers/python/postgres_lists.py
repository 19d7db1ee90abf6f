"""Lists from PostgreSQL: postgres_lists.py URL KEY..."""

import datetime
import json
import sys

import psycopg


def recommendations(connection, *keys):
    """The list of the first key that has one, and its age in days."""
    query = "SELECT key, list, night FROM nightjar.recommendations WHERE key = ANY (%s)"
    rows = {key: (items, night) for key, items, night in connection.execute(query, [list(keys)])}
    for key in keys:
        if key in rows:
            items, night = rows[key]
            found = {"user_id": key, "night": night.isoformat(), "items": items}
            return found, (datetime.date.today() - night).days
    return None, None


if __name__ == "__main__":
    with psycopg.connect(sys.argv[1]) as connection:
        found, age = recommendations(connection, *sys.argv[2:])
    print(json.dumps({"list": found, "age_days": age}))
