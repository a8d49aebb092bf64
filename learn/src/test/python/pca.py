"""Makes pca.txt, what scikit-learn's PCA finds in the features of PcaTest (scikit-learn 1.2.1).

Run: python3 pca.py > ../resources/dev/winnow/learn/linalg/pca.txt
"""
import numpy
from sklearn.decomposition import PCA

ROWS, WIDTH, FACTORS, DIMS = 2000, 120, 100, 8


class Random:
    """java.util.Random, nextFloat."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def next_float(self):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return (self.state >> 24) / (1 << 24)

    def matrix(self, rows, columns):
        return numpy.array(
            [[self.next_float() - 0.5 for _ in range(columns)] for _ in range(rows)]
        )


random = Random(1)
loadings = random.matrix(FACTORS, WIDTH)
scores = random.matrix(ROWS, FACTORS)
scores *= 10.0 / (1.0 + numpy.arange(FACTORS))  # factor f has 1 / (f + 1) of the first one's size
features = (scores @ loadings + 3).astype(numpy.float32)

pca = PCA(DIMS, svd_solver="full").fit(features.astype(numpy.float64))
for name, values in (
    ("mean", pca.mean_),
    ("variances", pca.explained_variance_),
    ("explained", [pca.explained_variance_ratio_.sum()]),
    *(("direction", row) for row in pca.components_),
):
    print(name, *(f"{value:.9g}" for value in values))
