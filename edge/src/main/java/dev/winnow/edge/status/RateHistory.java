package dev.winnow.edge.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;

/** How fast things went in the last five minutes, second by second. For one thread. */
final class RateHistory {
  private static final int SECONDS = 300;

  private final Deque<Second> oldestFirst = new ArrayDeque<>();
  private long answersBefore;
  private long bytesBefore;

  private record Second(long answers, long bytes) {}

  /** A second has passed, after which so much has happened in all. */
  void add(long answers, long bytes) {
    oldestFirst.addLast(new Second(answers - answersBefore, bytes - bytesBefore));
    answersBefore = answers;
    bytesBefore = bytes;
    if (oldestFirst.size() > SECONDS) {
      oldestFirst.removeFirst();
    }
  }

  /** Adds both as arrays, a number a second, of which the last is now. */
  void addTo(ObjectNode json) {
    ArrayNode answers = json.putArray("answersPerSecond");
    ArrayNode bytes = json.putArray("bytesPerSecond");
    for (Second second : oldestFirst) {
      answers.add(second.answers);
      bytes.add(second.bytes);
    }
  }
}
