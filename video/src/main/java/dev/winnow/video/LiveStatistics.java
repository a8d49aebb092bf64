package dev.winnow.video;

/**
 * What became of a live source so far.
 *
 * @param isConnected whether frames come
 * @param frames how many were received whole
 * @param dropped how many of them nobody took before the next one came
 * @param damaged how many were kept back because of a fault
 * @param reconnects how often the source was sought again
 * @param trouble the sentence that says why it was lost or not found last; empty if it never was
 */
public record LiveStatistics(
    boolean isConnected,
    long frames,
    long dropped,
    long damaged,
    long reconnects,
    String trouble) {}
