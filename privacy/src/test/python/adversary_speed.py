"""Times scikit-learn's k-NN and kernel densities on features that AdversarySpeed has written.

Run by dev.winnow.privacy.AdversarySpeed, which gives FOLDER, PEOPLE and WIDTH, and prints for each the seconds that
went by, those of the processor, and the share of people it named rightly.
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


def say(name, start, start_cpu, answers):
    seconds, cpu = time.perf_counter() - start, time.process_time() - start_cpu
    print(name, seconds, cpu, (answers == unknown_people).mean(), flush=True)


for _ in range(3):  # the first is slower; the last one counts
    start, start_cpu = time.perf_counter(), time.process_time()
    answers = KNeighborsClassifier(n_neighbors=1).fit(known, known_people).predict(unknown)
    say("knn", start, start_cpu, answers)

# One density after another, and only the best so far, so that memory stays linear.
start, start_cpu = time.perf_counter(), time.process_time()
best = numpy.full(len(unknown), -numpy.inf)
answers = numpy.zeros(len(unknown), int)
for person in range(people):
    own = known[known_people == person]
    bandwidth = len(own) ** (-1 / (width + 4))
    scores = KernelDensity(bandwidth=bandwidth).fit(own).score_samples(unknown)
    answers[scores > best] = person
    best = numpy.maximum(best, scores)
say("kde", start, start_cpu, answers)
