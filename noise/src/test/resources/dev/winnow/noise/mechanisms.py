#!/usr/bin/env python3
"""What a node releases, written anew from the description of KeyedRandom and LocalRandomizer.

Python's standard library alone (3.11): mechanisms.py > mechanisms.csv. The fresh layer is switched off,
so that everything follows from key, manifest and capture.
Columns: key, manifest, capture (hex), kind, levels or number of codewords, permanent flip or sigma, bounds,
feature, released, codewords.
"""
import hashlib, hmac, math, random, struct


def words(key, manifest, capture):
    block = 0
    while True:
        message = manifest + capture + struct.pack(">q", block)
        yield from struct.unpack(">4Q", hmac.new(key, message, hashlib.sha256).digest())
        block += 1


def uniform(word):
    return (word >> 11) * 2.0**-53


def single(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def clamp(value, bound):
    low, high = bound
    return min(value, high) if value > low else low  # a NaN ends at the lower end


def respond(bits, levels, flip, bounds, feature):
    out = []
    for value, (low, high) in zip(feature, bounds):
        level = round((clamp(value, (low, high)) - low) / (high - low) * (levels - 1))
        u = uniform(next(bits))
        if u < flip:
            level = (level + min(1 + int(u / flip * (levels - 1)), levels - 1)) % levels
        out.append(single(low + (high - low) * level / (levels - 1)))
    return out


def respond_codewords(bits, codewords, flip, bounds, feature):
    clamped = [clamp(v, b) for v, b in zip(feature, bounds)]
    squares = [sum((v - c) ** 2 for v, c in zip(clamped, word)) for word in codewords]
    word = squares.index(min(squares))
    u = uniform(next(bits))
    if u < flip:
        word = (word + min(1 + int(u / flip * (len(codewords) - 1)), len(codewords) - 1)) % len(codewords)
    return [single(v) for v in codewords[word]]


def gaussian(bits, sigma, bounds, feature):
    normals = []
    while len(normals) < len(feature):
        radius, angle = math.sqrt(-2 * math.log(1 - uniform(next(bits)))), 2 * math.pi * uniform(next(bits))
        normals += [radius * math.cos(angle), radius * math.sin(angle)]
    return [single(clamp(v, b) + sigma * z) for v, b, z in zip(feature, bounds, normals)]


def main():
    draw = random.Random(7)
    for case in range(60):
        key, manifest, capture = (draw.randbytes(32) for _ in range(3))
        values = draw.choice([1, 2, 3, 8])
        bounds = [(-a, a + 1) for a in (single(draw.uniform(0.1, 4)) for _ in range(values))]
        feature = [single(draw.choice([draw.uniform(-9, 9), draw.uniform(-1, 1), 1e30])) for _ in range(values)]
        if case % 10 == 9:
            feature[0] = math.nan
        bits = words(key, manifest, capture)
        if case % 2:
            levels, strength = draw.choice([2, 3, 16]), draw.choice([0.01, 0.3, 0.49])
            released = respond(bits, levels, strength, bounds, feature)
            kind = "randomized-response"
        else:
            levels, strength = 0, draw.choice([0.25, 0.731])
            released = gaussian(bits, strength, bounds, feature)
            kind = "gaussian"
        codewords = []
        if case % 4 == 1:
            codewords = [[draw.uniform(low, high) for low, high in bounds] for _ in range(levels)]
            bits = words(key, manifest, capture)
            released = respond_codewords(bits, codewords, strength, bounds, feature)
        ends = " ".join(f"{low!r} {high!r}" for low, high in bounds)
        numbers = (" ".join(map(repr, row)).replace("nan", "NaN") for row in (feature, released))
        book = " ".join(repr(v) for word in codewords for v in word)
        print(key.hex(), manifest.hex(), capture.hex(), kind, levels, strength, ends, *numbers, book, sep=",")


main()
