"""Makes likeness.txt: structural similarity, PSNR and MSE of the images of LikenessTest.

The definition is the published one of scikit-image 0.19, structural_similarity with
gaussian_weights=True, use_sample_covariance=False, data_range=1, channel_axis=0, on SciPy 1.10.1.

Run: python3 likeness.py > ../resources/dev/winnow/attack/reconstruction/likeness.txt
"""
import numpy
from scipy.ndimage import gaussian_filter

HEIGHT, WIDTH = 24, 32


class Random:
    """java.util.Random, nextFloat."""

    def __init__(self, seed):
        self.state = (seed ^ 0x5DEECE66D) & ((1 << 48) - 1)

    def next_float(self):
        self.state = (self.state * 0x5DEECE66D + 0xB) & ((1 << 48) - 1)
        return (self.state >> 24) / (1 << 24)

    def image(self):
        values = [self.next_float() for _ in range(3 * HEIGHT * WIDTH)]
        return numpy.array(values, numpy.float32).reshape(3, HEIGHT, WIDTH).astype(float)


def blurred(x):
    return gaussian_filter(x, sigma=1.5, truncate=3.5, mode="reflect")


def ssim(x, y):
    ux, uy = blurred(x), blurred(y)
    vx, vy, vxy = blurred(x * x) - ux * ux, blurred(y * y) - uy * uy, blurred(x * y) - ux * uy
    c1, c2 = 0.01**2, 0.03**2
    s = ((2 * ux * uy + c1) * (2 * vxy + c2)) / ((ux**2 + uy**2 + c1) * (vx + vy + c2))
    return s[5:-5, 5:-5].mean()


random = Random(1)
first, noise = random.image(), random.image()
for share in (0.0, 0.1, 0.5, 1.0):
    second = ((1 - share) * first + share * noise).astype(numpy.float32).astype(float)
    mse = ((first - second) ** 2).mean()
    psnr = 100 if mse == 0 else -10 * numpy.log10(mse)
    values = [share, numpy.mean([ssim(a, b) for a, b in zip(first, second)]), psnr, mse]
    print(*(f"{value:.9g}" for value in values))
