"""Makes adversaries.txt, what scikit-learn 1.9.1 and SciPy 1.17.1 make of the features of OracleData.

Run: python3 adversaries.py > ../resources/dev/winnow/attack/adversary/adversaries.txt
"""
import itertools

import numpy
from scipy.linalg import eigh
from scipy.stats import gaussian_kde, multivariate_normal
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.metrics import r2_score, roc_auc_score, roc_curve
from sklearn.model_selection import GridSearchCV, LeaveOneGroupOut, PredefinedSplit
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC

PEOPLE, KNOWN, UNKNOWN, WIDTH = 12, 20, 8, 6


class Random:
    """java.util.Random, nextFloat."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def next_float(self):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return (self.state >> 24) / (1 << 24)

    def matrix(self, rows, columns):
        return numpy.array([[self.next_float() for _ in range(columns)] for _ in range(rows)])


def show(name, values):
    print(name, *(f"{value:.9g}" for value in numpy.ravel(values)))


random = Random(1)
middles = random.matrix(PEOPLE, WIDTH)
mix = random.matrix(WIDTH, WIDTH)  # so that the columns depend on one another


def rows(each):
    people = numpy.arange(PEOPLE * each) % PEOPLE
    noise = random.matrix(len(people), WIDTH) + random.matrix(len(people), WIDTH)
    return ((middles[people] + noise) @ mix).astype(numpy.float32), people


known, known_people = rows(KNOWN)
unknown, unknown_people = rows(UNKNOWN)
scaler = StandardScaler().fit(known.astype(float))
known_std, unknown_std = scaler.transform(known.astype(float)), scaler.transform(unknown.astype(float))

nearest = KNeighborsClassifier(n_neighbors=1).fit(known_std, known_people).predict(unknown_std)
show("knn", nearest)

logistic = LogisticRegression(C=1e4, max_iter=10_000).fit(known_std, known_people)
show("logistic", [logistic.score(unknown_std, unknown_people)])

# Stumps, since in deeper trees several columns often split a few rows equally well; which of them
# counts is drawn at random there.
stumps = GradientBoostingClassifier(max_depth=1, random_state=1).fit(known_std, known_people)
raw = stumps.decision_function(unknown_std)
show("stumps", (raw - raw.mean(axis=1, keepdims=True)).T)
boosting = GradientBoostingClassifier(random_state=1).fit(known_std, known_people)
show("boosting", [boosting.score(unknown_std, unknown_people)])

svm = SVC(tol=1e-6, decision_function_shape="ovr").fit(known_std, known_people)
show("svm", svm.decision_function(unknown_std).T)

densities = numpy.array(
    [gaussian_kde(known_std[known_people == p].T).logpdf(unknown_std.T) for p in range(PEOPLE)]
)
show("kde", densities - densities.mean(axis=0))
right = densities[unknown_people, numpy.arange(len(unknown))]
ranks = 1 + (densities > right).sum(axis=0)
show("logrank", [(numpy.log(ranks) / numpy.log(PEOPLE)).mean()])

# Verification: distances along the principal axes of the known features, between all pairs.
turned = PCA().fit(known_std).transform(unknown_std)
pairs = list(itertools.combinations(range(len(unknown)), 2))
scores = [-((turned[i] - turned[j]) ** 2).sum() for i, j in pairs]
same = [unknown_people[i] == unknown_people[j] for i, j in pairs]
false_alarms, found, _ = roc_curve(same, scores, drop_intermediate=False)
crossing = numpy.argmax(false_alarms + found >= 1)
x0, x1 = false_alarms[crossing - 1], false_alarms[crossing]
y0, y1 = found[crossing - 1], found[crossing]
show("eer", [x0 + (x1 - x0) * (1 - x0 - y0) / (x1 - x0 + y1 - y0)])
show("auc", [roc_auc_score(same, scores)])

# Some pairs by their cosine along linear discriminants, and by PLDA's likelihood ratio (the
# two-covariance model), from SciPy's densities of the two rows together and apart.
pairs = list(itertools.combinations(range(20), 2))
lda = LinearDiscriminantAnalysis(solver="eigen").fit(known_std, known_people)
turned = lda.transform(unknown_std)
turned /= numpy.linalg.norm(turned, axis=1, keepdims=True)
show("lda", [turned[i] @ turned[j] for i, j in pairs])

means = numpy.array([known_std[known_people == p].mean(axis=0) for p in range(PEOPLE)])
apart = known_std - means[known_people]
within = apart.T @ apart / (len(known) - PEOPLE)
between = means.T @ means / PEOPLE - within / KNOWN
values, vectors = eigh(between, within)
between = within @ (vectors * values.clip(0)) @ vectors.T @ within
total = within + between
alone = multivariate_normal(numpy.zeros(WIDTH), total)
both = multivariate_normal(numpy.zeros(2 * WIDTH), numpy.block([[total, between], [between, total]]))
ratios = numpy.array(
    [
        both.logpdf(numpy.concatenate([unknown_std[i], unknown_std[j]]))
        - alone.logpdf(unknown_std[i])
        - alone.logpdf(unknown_std[j])
        for i, j in pairs
    ]
)
show("plda", ratios - ratios.mean())

# Numbers: a line, a square and noise. Penalties and neighbours are chosen by people left out.
noise = Random(2)


def numbers(rows):
    return numpy.array([row[0] + row[1] ** 2 / 2 + noise.next_float() for row in rows])


known_numbers, unknown_numbers = numbers(known_std), numbers(unknown_std)


def chosen(estimator, grid, split, groups):
    search = GridSearchCV(estimator, grid, scoring="neg_mean_squared_error", cv=split, refit=False)
    best = search.fit(known_std, known_numbers, groups=groups).best_params_
    return best, estimator.set_params(**best)


halves = PredefinedSplit(known_people % 2)
penalties = {"alpha": [10.0**i * len(known) / 2 for i in range(-4, 5)]}
best, ridge = chosen(Ridge(), penalties, halves, None)
ridge.set_params(alpha=2 * best["alpha"]).fit(known_std, known_numbers)
show("ridge", ridge.predict(unknown_std))
show("ridge-r2", [r2_score(unknown_numbers, ridge.predict(unknown_std))])
show("ridge-wide", Ridge(alpha=0.1 * 5).fit(known_std[:5], known_numbers[:5]).predict(unknown_std))
neighbours = {"n_neighbors": [1, 2, 5, 10, 20, 50, 100, 200]}
best, nearest = chosen(KNeighborsRegressor(), neighbours, LeaveOneGroupOut(), known_people)
show("neighbours", nearest.fit(known_std, known_numbers).predict(unknown_std))
