#!/usr/bin/env python3
"""Writes the fixtures of the module `image` with Pillow, an independent decoder and resampler.

Made with Pillow 9.4.0 and numpy 1.24.2 (Debian 12: python3-pil, python3-numpy):

    /usr/bin/python3 image/src/test/python/fixtures.py image/src/test/resources/dev/winnow/image

images/*    small images in every supported coding
images.csv  file, width, height, and the pixels as Pillow decodes them, RRGGBB each
prepared.csv  source and target of a resampling, and the floats that Pillow computes
"""
import csv
import io
import pathlib
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageOps

out = pathlib.Path(sys.argv[1])
images = out / "images"
images.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(7)


def noise(*shape):
    return random.integers(0, 256, shape, dtype=np.uint8)


def gradient(width, height):
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x * 19 % 256, y * 27 % 256, (x + y) * 11 % 256], -1).astype(np.uint8)


rgb = Image.fromarray(noise(9, 13, 3))
smooth = Image.fromarray(gradient(13, 9))
rows = []


def expect(name, decoded):
    data = decoded.tobytes().hex().upper()
    rows.append([name, decoded.width, decoded.height, data])


def save(name, image, expected=None, **options):
    image.save(images / name, **options)
    expect(name, expected or Image.open(images / name).convert("RGB"))


def on_black(image):
    return Image.alpha_composite(Image.new("RGBA", image.size, (0, 0, 0, 255)), image).convert("RGB")


def exif(orientation, endian):
    tag = Image.Exif()
    tag[0x0112] = orientation
    tag[0x010F] = "nobody"
    tag.endian = endian
    return tag.tobytes()


# PNG
save("rgb.png", rgb)
save("grey.png", Image.fromarray(noise(9, 13)))
save("palette.png", rgb.quantize(16))
save("palette4.png", rgb.quantize(4), bits=2)
save("bilevel.png", Image.fromarray(noise(9, 13)).convert("1"))
rgba = Image.fromarray(noise(9, 13, 4))
save("rgba.png", rgba, on_black(rgba))
la = Image.fromarray(noise(9, 13, 2), "LA")
save("grey_alpha.png", la, on_black(la.convert("RGBA")))
wide = random.integers(0, 65536, (9, 13), dtype=np.uint16)
save(
    "grey16.png",
    Image.fromarray(wide),
    Image.fromarray(((wide.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)).convert("RGB"),
)

# JPEG
save("420.jpg", smooth, quality=90, subsampling=2)
save("444.jpg", rgb, quality=80, subsampling=0)
save("progressive.jpg", smooth, quality=90, progressive=True)
save("grey.jpg", smooth.convert("L"), quality=90)
save("cmyk.jpg", smooth.convert("CMYK"), quality=95)
# The same file with the Adobe transform 2 is YCCK: other colours, and Pillow agrees about them.
ycck = bytearray((images / "cmyk.jpg").read_bytes())
ycck[ycck.index(b"Adobe") + 11] = 2
(images / "ycck.jpg").write_bytes(ycck)
expect("ycck.jpg", Image.open(images / "ycck.jpg").convert("RGB"))
# A JPEG that stores RGB: Adobe transform 0, no JFIF marker.
stored = io.BytesIO()
smooth.save(stored, "JPEG", quality=90, subsampling=0)
stored = stored.getvalue()
jfif = 4 + struct.unpack(">H", stored[4:6])[0]
adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
(images / "adobe_rgb.jpg").write_bytes(stored[:2] + adobe + stored[jfif:])
expect("adobe_rgb.jpg", Image.open(images / "adobe_rgb.jpg").convert("RGB"))
for orientation in range(1, 9):
    name = f"orientation{orientation}.jpg"
    tag = exif(orientation, "<" if orientation % 2 else ">")
    smooth.save(images / name, quality=90, exif=tag)
    expect(name, ImageOps.exif_transpose(Image.open(images / name)).convert("RGB"))

# BMP
save("rgb.bmp", rgb)
save("palette.bmp", rgb.quantize(16))

# Netpbm
save("p5.pgm", Image.fromarray(noise(9, 13)))
save("p6.ppm", rgb)
grey = noise(9, 13)
text = "P2\n# a comment\n13 9 # another\n255\n" + "\n".join(" ".join(map(str, r)) for r in grey)
(images / "p2.pgm").write_text(text)
expect("p2.pgm", Image.fromarray(grey).convert("RGB"))
header = b"P5 13 9 65535\n"
(images / "p5_16.pgm").write_bytes(header + wide.astype(">u2").tobytes())
expect("p5_16.pgm", Image.open(images / "grey16.png").point(lambda v: v) and
       Image.fromarray(((wide.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)).convert("RGB"))

# GIF, TIFF, WebP; WebP lossless, for decoders of the other kind differ
save("palette.gif", rgb.quantize(16))
save("lzw.tif", rgb, compression="tiff_lzw")
save("deflate.tif", smooth, compression="tiff_deflate")
save("bilevel.tif", Image.fromarray(np.asarray(smooth.convert("L"))).convert("1"), compression="group4")
save("grey16.tif", Image.fromarray(wide), Image.open(images / "grey16.png").point(lambda v: v) and
     Image.fromarray(((wide.astype(np.int64) * 255 + 32767) // 65535).astype(np.uint8)).convert("RGB"))
save("lossless.webp", rgb, lossless=True)
save("rgba.webp", rgba, on_black(rgba), lossless=True, exact=True)


# Which way is up, said in every way that Pillow understands
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def turned_png(name, orientation, *chunks):
    png = io.BytesIO()
    smooth.save(png, "PNG")
    (images / name).write_bytes(png.getvalue()[:33] + b"".join(chunks) + png.getvalue()[33:])
    expect(name, turned(orientation))


def turned(orientation):
    tagged = smooth.copy()
    tagged.getexif()[0x0112] = orientation
    return ImageOps.exif_transpose(tagged)


def xmp(orientation):
    return (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf"
        b"-syntax-ns#'><rdf:Description xmlns:tiff='http://ns.adobe.com/tiff/1.0/'"
        b' tiff:Orientation="%d"/></rdf:RDF></x:xmpmeta>' % orientation
    )


def raw_profile(orientation):
    profile = exif(orientation, "<")
    return b"\nexif\n%8d\n" % len(profile) + profile.hex().encode() + b"\n"


turned_png("exif6.png", 6, chunk(b"eXIf", exif(6, ">")[6:]))
turned_png("exif_xmp.png", 3, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(6)),
           chunk(b"eXIf", exif(3, "<")[6:]))
turned_png("xmp8.png", 8, chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(8)))
turned_png("xmp_deflated5.png", 5, chunk(
    b"iTXt", b"XML:com.adobe.xmp\0\1\0\0\0" + zlib.compress(xmp(5))))
turned_png("raw_ztxt2.png", 2, chunk(
    b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(raw_profile(2))))
turned_png("raw_text7.png", 7, chunk(b"tEXt", b"Raw profile type APP1\0" + raw_profile(7)))
save("exif6.webp", smooth, turned(6), lossless=True, exif=exif(6, ">"))
save("xmp4.webp", smooth, turned(4), lossless=True, xmp=xmp(4))
save("orientation6.tif", smooth, turned(6), tiffinfo={0x0112: 6})

# Netpbm's bitmaps and PAM
save("p4.pbm", Image.open(images / "bilevel.png"))
bits = np.asarray(Image.open(images / "bilevel.png"))
(images / "p1.pbm").write_text("P1\n# a comment\n13 9\n" + "".join("01"[not b] for b in bits.ravel()))
expect("p1.pbm", Image.open(images / "bilevel.png").convert("RGB"))


def pam(name, image, kind, depth):
    header = f"P7\nWIDTH 13\nHEIGHT 9\nDEPTH {depth}\nMAXVAL 255\nTUPLTYPE {kind}\nENDHDR\n"
    (images / name).write_bytes(header.encode() + image.tobytes())


pam("rgb.pam", rgb, "RGB", 3)
expect("rgb.pam", rgb)
pam("rgba.pam", rgba, "RGB_ALPHA", 4)
expect("rgba.pam", on_black(rgba))
pam("grey.pam", smooth.convert("L"), "GRAYSCALE", 1)
expect("grey.pam", smooth.convert("L").convert("RGB"))

with open(out / "images.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["file", "width", "height", "rgb"])
    writer.writerows(rows)


# Preparer: one line per case, floats of channels × height × width without mean and scale.
def source(width, height):
    """The same pattern that PreparerTest draws."""
    y, x = np.mgrid[0:height, 0:width]
    red = (x * 37 + y * 11) % 256
    green = (x * x + y * 91) % 256
    blue = (x * 5 ^ y * 3) % 256
    return np.stack([red, green, blue]).astype(np.float32)


def prepared(width, height, crop, fit, to_width, to_height):
    w, h = width * crop, height * crop
    target = (to_width, to_height)
    if fit == "COVER":
        scale = max(to_width / w, to_height / h)
        w, h = to_width / scale, to_height / scale
    if fit == "LETTERBOX":
        scale = min(to_width / w, to_height / h)
        target = (max(1, round(w * scale)), max(1, round(h * scale)))
    box = ((width - w) / 2, (height - h) / 2, (width + w) / 2, (height + h) / 2)
    left, top = (to_width - target[0]) // 2, (to_height - target[1]) // 2
    channels = np.zeros((3, to_height, to_width), np.float32)
    for c, plane in enumerate(source(width, height)):
        small = Image.fromarray(plane).resize(target, Image.Resampling.BILINEAR, box)
        channels[c, top : top + target[1], left : left + target[0]] = np.asarray(small)
    return channels


cases = [
    (12, 10, 1.0, "STRETCH", 12, 10),
    (40, 30, 1.0, "STRETCH", 7, 5),
    (7, 5, 1.0, "STRETCH", 12, 9),
    (250, 250, 0.45, "LETTERBOX", 11, 11),
    (31, 20, 0.5, "STRETCH", 8, 6),
    (40, 30, 1.0, "LETTERBOX", 8, 8),
    (20, 33, 1.0, "LETTERBOX", 9, 6),
    (300, 2, 1.0, "LETTERBOX", 8, 8),
    (40, 30, 1.0, "COVER", 6, 6),
    (20, 33, 0.8, "COVER", 9, 4),
    (1, 1, 1.0, "STRETCH", 3, 2),
    (1, 50, 0.3, "COVER", 4, 4),
]
with open(out / "prepared.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["width", "height", "crop", "fit", "to_width", "to_height", "floats"])
    for case in cases:
        floats = " ".join(f"{v:.4f}" for v in prepared(*case).ravel())
        writer.writerow([*case, floats])
