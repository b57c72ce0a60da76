"""Writes stats.reference.json, the outside truth for stats.test.ts.

    python -m venv venv && venv/bin/pip install scipy statsmodels
    venv/bin/python stats.reference.py && npx prettier --write stats.reference.json
"""

import json
from pathlib import Path

import numpy as np
import scipy
import statsmodels
import statsmodels.api as sm
from scipy import stats

rng = np.random.default_rng(7)


def cluster_case(sizes):
    """Values that differ from cluster to cluster, clusters of the given sizes, in mixed order."""
    labels = [f"task-{i}" for i, size in enumerate(sizes) for _ in range(size)]
    shift = rng.normal(0, 2, len(sizes))
    values = [round(5 + shift[int(label[5:])] + rng.normal(), 3) for label in labels]
    order = rng.permutation(len(labels))
    labels, values = [labels[i] for i in order], [values[i] for i in order]
    model = sm.OLS(np.array(values), np.ones(len(values)))
    groups = np.unique(labels, return_inverse=True)[1]
    fit = model.fit(cov_type="cluster", cov_kwds={"groups": groups}, use_t=True)
    low, high = fit.conf_int()[0]
    return {
        "points": [{"value": v, "cluster": c} for v, c in zip(values, labels)],
        "mean": fit.params[0],
        "low": low,
        "high": high,
    }


def paired_case(n, shift):
    second = rng.integers(0, 11, n).astype(float)
    first = second + rng.normal(shift, 1, n).round(2)
    test = stats.ttest_rel(first, second)
    low, high = test.confidence_interval(0.95)
    return {
        "pairs": list(zip(first, second)),
        "difference": float(np.mean(first - second)),
        "t": test.statistic,
        "p": test.pvalue,
        "degreesOfFreedom": int(test.df),
        "low": low,
        "high": high,
    }


def error_case(n):
    values = rng.normal(0, 3, n).round(3).tolist()
    return {"values": values, "mean": float(np.mean(values)), "standardError": stats.sem(values)}


reference = {
    "madeBy": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__},
    "standardError": [error_case(n) for n in (2, 3, 50)],
    "clustered": [cluster_case(sizes) for sizes in ([1, 1], [3, 1, 2], [10] * 14, list(range(1, 31)), [1] * 20)],
    "paired": [paired_case(n, shift) for n, shift in ((2, 1), (14, 0.3), (14, 5), (100, 0.1), (14, -40))],
}
text = json.dumps(reference, default=float)
Path(__file__).with_suffix(".json").write_text(text + "\n")
