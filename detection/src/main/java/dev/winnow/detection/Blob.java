package dev.winnow.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Pixels of a map above a threshold that touch, at sides or corners.
 *
 * @param left first column
 * @param top first row
 * @param right column behind the last
 * @param bottom row behind the last
 * @param mean of their values
 */
record Blob(int left, int top, int right, int bottom, float mean) {

  /** All of them, in order of their first pixels. */
  static List<Blob> allIn(float[] map, int width, float threshold) {
    boolean[] open = new boolean[map.length];
    for (int i = 0; i < map.length; i++) {
      open[i] = map[i] > threshold;
    }
    int[] queue = new int[map.length];
    List<Blob> blobs = new ArrayList<>();
    for (int i = 0; i < map.length; i++) {
      if (open[i]) {
        blobs.add(flood(map, width, open, i, queue));
      }
    }
    return blobs;
  }

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  private static Blob flood(float[] map, int width, boolean[] open, int start, int[] queue) {
    int left = width;
    int top = map.length / width;
    int right = 0;
    int bottom = 0;
    double sum = 0;
    int end = 0;
    queue[end++] = start;
    open[start] = false;
    for (int next = 0; next < end; next++) {
      int x = queue[next] % width;
      int y = queue[next] / width;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      sum += map[queue[next]];
      end = enqueueNeighbours(x, y, width, open, queue, end);
    }
    return new Blob(left, top, right, bottom, (float) (sum / end));
  }

  private static int enqueueNeighbours(
      int x, int y, int width, boolean[] open, int[] queue, int end) {
    int height = open.length / width;
    int last = end;
    for (int row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row++) {
      for (int column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column++) {
        int at = row * width + column;
        if (open[at]) {
          open[at] = false;
          queue[last++] = at;
        }
      }
    }
    return last;
  }
}
