package dev.winnow.core;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a recurrent network remembers from one chunk of a stream to the next: the value that it
 * begins a chunk with, and the one that it ends it with.
 *
 * @param input name of the tensor that it begins with; in the network's file a constant, with which
 *     the first chunk begins
 * @param output name of the tensor that the next chunk begins with
 * @param shape of both, whole
 */
public record RecurrentState(String input, String output, Shape shape) {
  /** Bytes of the value. */
  public int bytes() {
    return shape.size() * Float.BYTES;
  }

  /** The JSON form of several, read back by {@link #listFromText}. */
  public static String text(List<RecurrentState> states) {
    ObjectNode json = Json.object();
    write(states, json.putArray("states"));
    return Json.line(json);
  }

  /**
   * Reads the JSON form.
   *
   * @throws MalformedJsonException if a field is missing, unknown or out of its range
   */
  public static List<RecurrentState> listFromText(String what, String text) {
    StrictObject fields = Json.readObject(what, text.getBytes(StandardCharsets.UTF_8));
    try {
      List<RecurrentState> states = read(fields.objects("states"));
      fields.end();
      return states;
    } catch (IllegalArgumentException e) {
      throw new MalformedJsonException(what + " is out of range: " + e.getMessage());
    }
  }

  static void write(List<RecurrentState> states, ArrayNode json) {
    for (RecurrentState state : states) {
      ObjectNode one = json.addObject().put("input", state.input).put("output", state.output);
      state.shape.dims().forEach(one.putArray("shape")::add);
    }
  }

  static List<RecurrentState> read(List<StrictObject> objects) {
    return objects.stream().map(RecurrentState::read).toList();
  }

  private static RecurrentState read(StrictObject fields) {
    RecurrentState state =
        new RecurrentState(
            fields.text("input"), fields.text("output"), new Shape(fields.integerList("shape")));
    fields.end();
    return state;
  }
}
