"""Lists from Redis: redis_lists.py URL KEY..."""

import datetime
import json
import sys

import redis


def recommendations(client, *keys):
    """The list of the first key that has one, and its age in days."""
    version = client.get("nightjar:recommendations:live")
    for key in keys:
        line = client.get(f"nightjar:recommendations:{version}:{key}")
        if line:
            found = json.loads(line)
            return found, (datetime.date.today() - datetime.date.fromisoformat(found["night"])).days
    return None, None


if __name__ == "__main__":
    client = redis.Redis.from_url(sys.argv[1], decode_responses=True)
    found, age = recommendations(client, *sys.argv[2:])
    print(json.dumps({"list": found, "age_days": age}))
