"""Times implicit's ALS on the log of `nightjar benchmark als`, beside it.

    python3 -m venv peers && peers/bin/pip install implicit==0.7.3 threadpoolctl==3.6.0
    peers/bin/python als_peer.py --log log.tsv --rank 64 --threads 2

The log has user, item and strength between tabs, a line an event; events of a pair are summed. The
objective is Nightjar's, of implicit's item factors with every user solved exactly: implicit itself
penalises all factors alike, here by Nightjar's mean penalty.
"""

import argparse
import gzip
import resource
import time

import implicit
import numpy as np
import scipy.sparse as sparse
from threadpoolctl import threadpool_limits


def read(path):
    """The log as a matrix of users and items, and nothing of pairs whose strengths are 0."""
    users, items, rows, columns, values = {}, {}, [], [], []
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                user, item, strength = line.rstrip("\n").split("\t")[:3]
                rows.append(users.setdefault(user, len(users)))
                columns.append(items.setdefault(item, len(items)))
                values.append(float(strength))
    matrix = sparse.coo_matrix((values, (rows, columns)), (len(users), len(items))).tocsr()
    if matrix.data.min() <= 0:
        raise SystemExit(f"{path} holds strengths of 0 or below; implicit knows only likes")
    return matrix


def penalties(counts, others, options):
    offset = options.frequency_offset * options.unobserved_weight * others
    return options.regularization * (counts + offset) ** options.frequency_exponent


def objective(matrix, factors, options):
    """Nightjar's objective of item factors, users solved exactly."""
    factors = factors.astype(np.float64)
    gram = options.unobserved_weight * factors.T @ factors
    of_users = penalties(np.diff(matrix.indptr), matrix.shape[1], options)
    total = 0.0
    for user, penalty in enumerate(of_users):
        picks = slice(matrix.indptr[user], matrix.indptr[user + 1])
        own = factors[matrix.indices[picks]]
        confidence = options.alpha * matrix.data[picks]
        weight = options.unobserved_weight + confidence
        left = gram + (own.T * confidence) @ own + penalty * np.eye(len(gram))
        solved = np.linalg.solve(left, weight @ own)
        total += weight.sum() - (weight @ own) @ solved
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return total + penalties(counts, matrix.shape[0], options) @ (factors**2).sum(axis=1)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--log", required=True)
    parser.add_argument("--rank", type=int, default=64)
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--threads", type=int, default=0, help="0: all cores")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--alpha", type=float, default=1)
    parser.add_argument("--unobserved-weight", type=float, default=0.3)
    parser.add_argument("--regularization", type=float, default=0.05)
    parser.add_argument("--frequency-offset", type=float, default=0.1)
    parser.add_argument("--frequency-exponent", type=float, default=1)
    options = parser.parse_args()
    matrix = read(options.log)
    of_users = penalties(np.diff(matrix.indptr), matrix.shape[1], options)
    confidence = matrix.copy()
    confidence.data = 1 + options.alpha / options.unobserved_weight * confidence.data
    model = implicit.als.AlternatingLeastSquares(
        factors=options.rank,
        regularization=of_users.mean() / options.unobserved_weight,
        iterations=options.iterations,
        num_threads=options.threads,
        random_state=options.seed,
        use_gpu=False,
    )
    seconds, busy = [], [time.process_time()]

    def passed(_, elapsed, *__):
        seconds.append(elapsed)
        busy.append(time.process_time())

    with threadpool_limits(1, "blas"):
        model.fit(
            confidence.astype(np.float32),
            show_progress=False,
            callback=passed,
        )
    print(
        "RESULT model=implicit"
        f" seconds_per_iteration={np.mean(seconds[1:]):.5f}"
        f" cpu_seconds_per_iteration={(busy[-1] - busy[1]) / (len(busy) - 2):.5f}"
        f" objective={objective(matrix, model.item_factors, options):.1f}"
        f" rank={options.rank} iterations={options.iterations} seconds={sum(seconds):.5f}"
        f" peak_mb={resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10}"
    )


if __name__ == "__main__":
    main()
