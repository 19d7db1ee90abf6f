"""Lists from files: file_lists.py ROOT KEY..."""

import datetime
import hashlib
import json
import pathlib
import sys


def lines(version, shards, key):
    """The few lines among which the key's is, by one seek in the index and one in the shard."""
    digest = hashlib.sha256(key.encode()).hexdigest()
    shard = int(digest[:3], 16) * shards // 4096
    first, end = (-(-s * 4096 // shards) for s in (shard, shard + 1))
    file = version / f"recommendations/json/shard-{shard:05d}.jsonl"
    with open(file.with_suffix(".index"), "rb") as index, open(file, "rb") as lists:
        slots = (index.seek(0, 2) // 8 - 1) // (end - first)
        index.seek(((int(digest[:8], 16) * slots >> 20) - first * slots) * 8)
        start, stop = (int.from_bytes(index.read(8), "big") for _ in range(2))
        lists.seek(start)
        return lists.read(stop - start).splitlines()


def recommendations(root, *keys):
    """The list of the first key that has one, and its age in days."""
    version = root / "versions" / (root / "CURRENT").read_text().strip()
    shards = json.loads((version / "manifest.json").read_text())["shards"]
    for key in keys:
        for found in map(json.loads, lines(version, shards, key)):
            if found["user_id"] == key:
                age = datetime.date.today() - datetime.date.fromisoformat(found["night"])
                return found, age.days
    return None, None


if __name__ == "__main__":
    found, age = recommendations(pathlib.Path(sys.argv[1]), *sys.argv[2:])
    print(json.dumps({"list": found, "age_days": age}))
