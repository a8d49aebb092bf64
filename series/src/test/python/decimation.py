"""Writes decimation.csv: readings at 150 a second, and what SciPy makes of them at 50 a second.

Run: python3 decimation.py > ../resources/dev/winnow/series/decimation.csv
"""

import numpy
import scipy.signal

FACTOR = 3
rng = numpy.random.default_rng(1)
seconds = numpy.arange(301) / 150
fine = numpy.cumsum(rng.normal(size=301)) + numpy.sin(2 * numpy.pi * 40 * seconds)
taps = scipy.signal.firwin(2 * 16 * FACTOR + 1, 0.9 / FACTOR, window=("kaiser", 5))
coarse = scipy.signal.resample_poly(fine, 1, FACTOR, window=taps, padtype="edge")
coarse = numpy.repeat(coarse, FACTOR)[: len(fine)]

print("time,x,scipy_" + scipy.__version__.replace(".", "_"))
for row in zip(seconds, fine, coarse):
    print(",".join(repr(float(value)) for value in row))
