#!/usr/bin/env python3
"""Writes the fixture of permanent noise with Python's hmac and math, from the description alone.

Made with Python 3.11 (Debian 12), of whose standard library nothing but these two is used:

    /usr/bin/python3 edge/src/test/python/noise.py > edge/src/test/resources/dev/winnow/edge/noise.csv

Each line: secret and extractor digest in hexadecimal, sigma, the number of the draw, the feature, and
the feature with its noise; numbers of the latter two are separated by spaces.
"""
import hashlib
import hmac
import math
import struct


def single(value):
    return struct.unpack(">f", struct.pack(">f", value))[0]


def uniforms(secret, digest, cells, draw):
    block = draw * 2**32
    while True:
        message = digest + struct.pack(">%dq" % len(cells), *cells) + struct.pack(">q", block)
        for (bits,) in struct.iter_unpack(">Q", hmac.new(secret, message, hashlib.sha256).digest()):
            yield (bits >> 11) / 2.0**53
        block += 1


def normals(uniform):
    while True:
        radius = math.sqrt(-2 * math.log(1 - next(uniform)))
        angle = 2 * math.pi * next(uniform)
        yield radius * math.cos(angle)
        yield radius * math.sin(angle)


def noisy(secret, digest, sigma, draw, feature):
    # Python's round takes the even one of two, as the description asks.
    cells = [round(value / (sigma / 2)) for value in feature]
    noise = normals(uniforms(secret, digest, cells, draw))
    return [single(cell * (sigma / 2) + sigma * next(noise)) for cell in cells]


def main():
    features = [
        [0.0],
        [1.0, -1.0],
        [0.25, -0.25, 0.75],
        [3.1, -0.02, 0.4, 0.0, -7.7, 12.5, 0.33, -0.1],
        [3.1, -0.02, 0.4, 0.0, -7.7, 12.5, 0.33, -1e6, 5e6],
    ]
    for n, feature in enumerate(features):
        for sigma, draw in ((0.5, 0), (0.731, 0), (0.731, 3)):
            secret = hashlib.sha256(b"secret %d" % n).digest()
            digest = hashlib.sha256(b"extractor %d" % n).digest()
            feature = [single(value) for value in feature]
            made = noisy(secret, digest, sigma, draw, feature)
            texts = [" ".join(map(repr, values)) for values in (feature, made)]
            print(secret.hex(), digest.hex(), sigma, draw, *texts, sep=",")


main()
