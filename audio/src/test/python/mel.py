#!/usr/bin/env python3
"""Writes mel.json: log-mel spectrograms by the published definitions, for MelSpectrogramTest.

Needs numpy (Debian's python3-numpy, 1.24.2, made the file) and uses torch.stft of python3-torch
(1.13.1 made the file) where it is installed; the transform is written out in numpy otherwise, and
gives the same numbers to 1e-9.

- O'Shaughnessy 1987, as in the Hidden Markov Model Toolkit: mel = 2595 log10(1 + f / 700)
- Slaney 1998, Auditory Toolbox: 200/3 Hz a mel up to 1 kHz, then a factor of 6.4 in 27 mel
- triangles between evenly spaced corners, their weight taken at each bin's frequency; Slaney's
  have an area of 1

Usage: mel.py > ../resources/dev/winnow/audio/mel.json
"""

import json

import numpy as np

try:
    import torch
except ImportError:
    torch = None

RATE = 16000


def signal(samples):
    """Two tones, one that rises, and noise by a generator that Java has too (java.util.Random)."""
    time = np.arange(samples) / RATE
    tones = 0.3 * np.sin(2 * np.pi * 440 * time) + 0.1 * np.sin(2 * np.pi * 3100 * time)
    rising = 0.2 * np.sin(2 * np.pi * (200 * time + 3000 * time * time))
    state = (7 ^ 0x5DEECE66D) & ((1 << 48) - 1)
    noise = []
    for _ in range(samples):
        state = (state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        noise.append((state >> 17) / 2.0**30 - 1)
    return tones + rising + 0.01 * np.array(noise)


def spectrum(wave, window, hop, fft, center):
    """Magnitudes, frames x bins."""
    if torch is not None:
        bins = torch.stft(
            torch.from_numpy(wave), fft, hop, window,
            torch.hann_window(window, periodic=True, dtype=torch.float64),
            center=center, pad_mode="reflect", return_complex=True)
        return bins.abs().numpy().T
    hann = np.zeros(fft)
    start = (fft - window) // 2
    hann[start:start + window] = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    if center:
        wave = np.pad(wave, fft // 2, mode="reflect")
    frames = [wave[i:i + fft] * hann for i in range(0, len(wave) - fft + 1, hop)]
    return np.abs(np.fft.rfft(frames))


def to_mel(hertz, scale):
    if scale == "htk":
        return 2595 * np.log10(1 + hertz / 700)
    if hertz < 1000:
        return hertz * 3 / 200
    return 15 + 27 * np.log(hertz / 1000) / np.log(6.4)


def to_hertz(mel, scale):
    if scale == "htk":
        return 700 * (10 ** (mel / 2595) - 1)
    return np.where(mel < 15, mel * 200 / 3, 1000 * 6.4 ** ((mel - 15) / 27))


def triangles(count, low, high, scale, norm, fft):
    corners = to_hertz(np.linspace(to_mel(low, scale), to_mel(high, scale), count + 2), scale)
    bins = np.arange(fft // 2 + 1) * RATE / fft
    up = (bins[:, None] - corners[:-2]) / (corners[1:-1] - corners[:-2])
    down = (corners[2:] - bins[:, None]) / (corners[2:] - corners[1:-1])
    weights = np.maximum(0, np.minimum(up, down))
    return weights * 2 / (corners[2:] - corners[:-2]) if norm == "slaney" else weights


def logarithm(values, unit, floor, reach):
    values = np.maximum(values, floor)
    logs = {"ln": np.log, "log10": np.log10, "db": lambda x: 10 * np.log10(x)}[unit](values)
    return logs if reach is None else np.maximum(logs, logs.max() - reach)


def case(text, samples, window=400, hop=160, fft=512, power=2, center=False, bands=40, low=20,
         high=8000, scale="htk", norm="none", log="db", floor=1e-10, reach=None):
    mel = spectrum(signal(samples), window, hop, fft, center) ** power
    mel = mel @ triangles(bands, low, high, scale, norm, fft)
    logs = logarithm(mel, log, floor, reach)
    return {"text": text, "samples": samples, "frames": logs.shape[0],
            "values": [round(float(x), 6) for x in logs.ravel()]}


if __name__ == "__main__":
    print(json.dumps({
        "by": f"numpy {np.__version__}" + (f", torch {torch.__version__}" if torch else ""),
        "rate": RATE,
        "cases": [
            case("bands=40,window=25ms,hop=10ms,low=20,high=8000,scale=htk", 2000),
            case("bands=26,scale=htk,norm=slaney,center=true,log=ln,floor=1e-6,window=400,hop=200,"
                 "fft=400", 1600, hop=200, fft=400, center=True, bands=26, norm="slaney", log="ln",
                 floor=1e-6),
            case("bands=32,low=60,high=3800,scale=slaney,norm=slaney,range=80", 2000, bands=32,
                 low=60, high=3800, scale="slaney", norm="slaney", reach=80),
            case("bands=64,low=0,high=7600,scale=slaney,power=1,log=log10,window=500,hop=250,"
                 "fft=1024,range=2", 3000, window=500, hop=250, fft=1024, power=1, bands=64, low=0,
                 high=7600, scale="slaney", log="log10", reach=2),
        ]}))
