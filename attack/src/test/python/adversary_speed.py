"""Times scikit-learn's k-NN and kernel densities on features that AdversarySpeed has written.

Run by dev.winnow.attack.adversary.AdversarySpeed, which gives FOLDER, PEOPLE and WIDTH. For each line of standard input, knn or
kde, does so and prints the seconds that went by, those of the processor, and the share of people it named rightly.
"""
import sys
import time

import numpy
from sklearn.neighbors import KernelDensity, KNeighborsClassifier

folder, people, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
known = numpy.fromfile(f"{folder}/known", "<f4").reshape(-1, width)
unknown = numpy.fromfile(f"{folder}/unknown", "<f4").reshape(-1, width)
known_people = numpy.arange(len(known)) % people  # people take turns
unknown_people = numpy.arange(len(unknown)) % people


def knn():
    return KNeighborsClassifier(n_neighbors=1).fit(known, known_people).predict(unknown)


def kde():
    """One density after another, and only the best so far, so that memory stays linear."""
    best = numpy.full(len(unknown), -numpy.inf)
    answers = numpy.zeros(len(unknown), int)
    for person in range(people):
        own = known[known_people == person]
        bandwidth = len(own) ** (-1 / (width + 4))
        scores = KernelDensity(bandwidth=bandwidth).fit(own).score_samples(unknown)
        answers[scores > best] = person
        best = numpy.maximum(best, scores)
    return answers


for line in sys.stdin:
    start, start_cpu = time.perf_counter(), time.process_time()
    answers = {"knn": knn, "kde": kde}[line.strip()]()
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(seconds, cpu, (answers == unknown_people).mean(), flush=True)
