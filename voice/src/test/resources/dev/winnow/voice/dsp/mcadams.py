"""Linear prediction by Burg's method and McAdams coefficients, by NumPy, for McAdamsTest.

The steps are those of the baseline B2 of the VoicePrivacy Challenge (anonymise_dir_mcadams.py,
Patino et al. 2021) with librosa's lpc written out. Each line: alpha; the frame; its coefficients;
the coefficients after the change. Prints to standard output:

    python3 mcadams.py > mcadams.csv
"""
import numpy as np

RATE, LENGTH, ORDER = 16_000, 320, 20


def burg(y, order):
    """librosa.lpc, version 0.10, for one channel."""
    ar = np.zeros(order + 1)
    ar[0] = 1
    previous = ar.copy()
    forward, backward = y[1:], y[:-1]
    energy = np.sum(forward**2 + backward**2)
    for i in range(order):
        reflection = -2 * np.sum(backward * forward) / (energy + np.finfo(float).tiny)
        previous, ar = ar, previous
        for j in range(1, i + 2):
            ar[j] = previous[j] + reflection * previous[i - j + 1]
        before = forward
        forward = forward + reflection * backward
        backward = backward + reflection * before
        energy = (1 - reflection**2) * energy - backward[-1] ** 2 - forward[0] ** 2
        forward, backward = forward[1:], backward[:-1]
    return ar


def mcadams(a, alpha):
    poles = np.roots(a)
    changed = poles.astype(complex)
    for i, pole in enumerate(poles):
        if pole.imag > 0:
            angle = min(np.angle(pole) ** alpha, np.pi)
            changed[i] = abs(pole) * np.exp(1j * angle)
        elif pole.imag < 0:
            angle = min(np.angle(np.conj(pole)) ** alpha, np.pi)
            changed[i] = abs(pole) * np.exp(-1j * angle)
    return np.real(np.poly(changed))


def frames():
    time = np.arange(LENGTH) / RATE
    window = np.sin(np.pi * np.arange(LENGTH) / LENGTH)
    random = np.random.default_rng(17)
    vowel = sum(np.cos(2 * np.pi * 120 * k * time + k * k) / k for k in range(1, 40))
    yield window * (0.1 * vowel + 0.002 * random.standard_normal(LENGTH))
    yield window * 0.05 * random.standard_normal(LENGTH)
    yield window * (0.3 * np.sin(2 * np.pi * 440 * time) + 0.001 * random.standard_normal(LENGTH))


for frame in frames():
    frame = np.round(frame, 9)
    a = burg(frame, ORDER)
    for alpha in (0.5, 0.8, 1.25):
        row = [alpha, *frame, *a, *mcadams(a, alpha)]
        print(",".join(f"{value:.12g}" for value in row))
