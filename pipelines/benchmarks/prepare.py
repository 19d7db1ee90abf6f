#!/usr/bin/env python3
"""Turns public data sets into the files that `nightjar benchmark` reads.

    prepare.py movielens-100k      DIRECTORY OUT   ratings.tsv, item-text.tsv, item-facts.tsv
    prepare.py movielens-1m        DIRECTORY OUT   item-text.tsv (train and test are read as they are)
    prepare.py musical-instruments FILE      OUT   sequences.txt, ratings.tsv, item-text.tsv,
                                                   reviews.txt
    prepare.py online-retail       FILE      OUT   train.txt, test-new.txt (items not bought before),
                                                   test.txt (all), events.tsv, item-text.tsv,
                                                   item-facts.tsv

Standard library only. The item texts of musical-instruments come from reviews that are neither the
last nor the second last of their user, so neither test nor validation leaks into them.
"""

import argparse
import collections
import csv
import datetime
import gzip
import io
import json
import pathlib
import sys

REVIEWS_AN_ITEM = 5
CHARACTERS_A_REVIEW = 300
CUTOFF = "2011-11-09"
UTC = datetime.timezone.utc


def lines(path, encoding="utf-8"):
    raw = gzip.open(path) if path.suffix == ".gz" else open(path, "rb")
    with io.TextIOWrapper(raw, encoding=encoding, newline="") as text:
        yield from text


def blank(text):
    return " ".join(text.split())


def write(out, name, rows):
    path = out / name
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(row + "\n" for row in rows)
    print(f"{path}: {len(rows)} lines", file=sys.stderr)


def movielens_100k(directory, out):
    write(out, "ratings.tsv", [line.strip() for line in lines(directory / "ml-100k.inter.gz")][1:])
    rows = [line.rstrip("\r\n").split("\t") for line in lines(directory / "ml-100k.item")][1:]
    write(out, "item-text.tsv", [f"{r[0]}\t{blank(r[1])}. {blank(r[3])}" for r in rows])
    write(out, "item-facts.tsv", [f"{r[0]}\t{blank(r[3])}\t" for r in rows])


def movielens_1m(directory, out):
    index = dict(line.split() for line in lines(directory / "item_map.txt"))
    rows = []
    for line in lines(directory / "movies_extrainfos.dat.gz", "latin-1"):
        field = line.rstrip("\r\n").split("::")
        if len(field) > 9 and field[0] in index:
            text = f"{blank(field[1])}. {blank(field[5])}. {blank(field[9])}"
            rows.append(f"{index[field[0]]}\t{text}")
    write(out, "item-text.tsv", rows)


def musical_instruments(file, out):
    reviews = [json.loads(line) for line in lines(file)]
    by_user = collections.defaultdict(list)
    for review in reviews:
        by_user[review["reviewerID"]].append(review)
    texts = collections.defaultdict(list)
    sequences = []
    for user, own in by_user.items():
        own.sort(key=lambda review: review["unixReviewTime"])  # stable: ties keep the file's order
        sequences.append(" ".join([user] + [review["asin"] for review in own]))
        for review in own[:-2]:
            said = f"{blank(review.get('summary', ''))}. {blank(review.get('reviewText', ''))}"
            texts[review["asin"]].append(said[:CHARACTERS_A_REVIEW])
    write(out, "sequences.txt", sequences)
    write(
        out,
        "item-text.tsv",
        [f"{item}\t{' '.join(said[:REVIEWS_AN_ITEM])}" for item, said in texts.items()],
    )
    ratings = [(r["reviewerID"], r["asin"], r["overall"], r["unixReviewTime"]) for r in reviews]
    write(out, "ratings.tsv", ["\t".join(map(str, row)) for row in ratings])
    write(out, "reviews.txt", [said for r in reviews if (said := blank(r.get("reviewText", "")))])


def online_retail(file, out):
    train = collections.defaultdict(dict)
    events = {}
    test = collections.defaultdict(dict)
    texts = {}
    prices = {}
    sold = []
    for row in csv.DictReader(lines(file)):
        if row["CustomerID"] and int(row["Quantity"]) > 0 and not row["InvoiceNo"].startswith("C"):
            sold.append(row)
    sold.sort(key=lambda row: row["InvoiceDate"])
    for row in sold:
        user = row["CustomerID"].split(".")[0]
        item = row["StockCode"].replace(" ", "_")
        time = datetime.datetime.fromisoformat(row["InvoiceDate"]).replace(tzinfo=UTC)
        seconds = int(time.timestamp())
        events[user, row["InvoiceNo"], item] = f"{user}\t{item}\t1\t{seconds}"
        if row["InvoiceDate"] < CUTOFF:
            train[user].pop(item, None)  # the last purchase counts for the order
            train[user][item] = True
        else:
            test[user][item] = True
        texts.setdefault(item, blank(row["Description"]).lower())
        if row["InvoiceDate"] < CUTOFF:
            prices[item] = row["UnitPrice"]  # the newest that is known when the test begins
        else:
            prices.setdefault(item, row["UnitPrice"])
    known = {user: items for user, items in test.items() if user in train}
    new = {user: [i for i in items if i not in train[user]] for user, items in known.items()}
    write(out, "train.txt", [" ".join([user, *items]) for user, items in train.items()])
    write(out, "events.tsv", list(events.values()))
    write(out, "test.txt", [" ".join([user, *items]) for user, items in known.items()])
    write(out, "test-new.txt", [" ".join([user, *items]) for user, items in new.items() if items])
    write(out, "item-text.tsv", [f"{item}\t{text}" for item, text in texts.items() if text])
    write(out, "item-facts.tsv", [f"{item}\t\t{price}" for item, price in prices.items()])


def main():
    sets = {
        "movielens-100k": movielens_100k,
        "movielens-1m": movielens_1m,
        "musical-instruments": musical_instruments,
        "online-retail": online_retail,
    }
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("set", choices=sorted(sets))
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    sets[arguments.set](arguments.source, arguments.out)


if __name__ == "__main__":
    main()
