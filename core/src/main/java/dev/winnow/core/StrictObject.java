package dev.winnow.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/**
 * The fields of a JSON object that is not trusted yet. Each is asked for by name and type; {@link
 * #end} then refuses whatever was not asked for. Every complaint names the field by its path.
 *
 * <p>Not safe for use by several threads.
 */
public final class StrictObject {
  private final String path;
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  private StrictObject(String path, JsonNode node) {
    this.path = path;
    this.node = node;
  }

  /**
   * The fields of a tree that was read from something else than JSON text.
   *
   * @param path what the tree is, for the error message
   * @throws MalformedJsonException if it is no object
   */
  public static StrictObject of(String path, JsonNode node) {
    if (!node.isObject()) {
      throw new MalformedJsonException(path + " must be an object of named fields");
    }
    return new StrictObject(path, node);
  }

  static List<StrictObject> listOf(String path, JsonNode node) {
    if (!node.isArray()) {
      throw new MalformedJsonException(path + " must be a JSON array");
    }
    List<StrictObject> objects = new ArrayList<>();
    node.forEach(item -> objects.add(of(path + "[" + objects.size() + "]", item)));
    return List.copyOf(objects);
  }

  /** Whether the field is present. */
  public boolean has(String name) {
    return node.has(name);
  }

  /** A text that must be present. */
  public String text(String name) {
    return required(name, JsonNode::isTextual, "a string").textValue();
  }

  /** A text that may be absent. */
  public Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  /** A whole number that must be present and fit an int. */
  public int integer(String name) {
    return required(name, n -> n.isIntegralNumber() && n.canConvertToInt(), "a whole number")
        .intValue();
  }

  /** A whole number that must be present and fit a long. */
  public long longInteger(String name) {
    return required(name, n -> n.isIntegralNumber() && n.canConvertToLong(), "a whole number")
        .longValue();
  }

  /** A finite number that must be present. */
  public double number(String name) {
    return required(name, StrictObject::isFinite, "a number").doubleValue();
  }

  /** A finite number that may be absent. */
  public OptionalDouble optionalNumber(String name) {
    return has(name) ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
  }

  /** True or false, which must be present. */
  public boolean truth(String name) {
    return required(name, JsonNode::isBoolean, "true or false").booleanValue();
  }

  /** True or false, if present. */
  public Optional<Boolean> optionalTruth(String name) {
    return has(name) ? Optional.of(truth(name)) : Optional.empty();
  }

  /** An object that must be present. */
  public StrictObject object(String name) {
    return of(path + "." + name, required(name, JsonNode::isObject, "an object"));
  }

  /** A list of objects that must be present. */
  public List<StrictObject> objects(String name) {
    return listOf(path + "." + name, required(name, JsonNode::isArray, "a list of objects"));
  }

  /** An object of texts that must be present, in order of its keys. */
  public Map<String, String> texts(String name) {
    StrictObject object = object(name);
    Map<String, String> texts = new TreeMap<>();
    object.node.fieldNames().forEachRemaining(key -> texts.put(key, object.text(key)));
    return texts;
  }

  /** An object of finite numbers that must be present, in order of its keys. */
  public Map<String, Double> numbers(String name) {
    StrictObject object = object(name);
    Map<String, Double> numbers = new TreeMap<>();
    object.node.fieldNames().forEachRemaining(key -> numbers.put(key, object.number(key)));
    return numbers;
  }

  /** A digest that must be present. */
  public Digest digest(String name) {
    try {
      return new Digest(text(name));
    } catch (IllegalArgumentException e) {
      throw invalid(name, "must be sha256: and 64 hexadecimal digits");
    }
  }

  /** A list of texts that must be present. */
  public List<String> textList(String name) {
    return list(name, JsonNode::isTextual, "strings", JsonNode::textValue);
  }

  /** A list of whole numbers that must be present. */
  public List<Integer> integerList(String name) {
    return list(name, n -> n.isInt(), "whole numbers", JsonNode::intValue);
  }

  /** A list of finite numbers that must be present. */
  public List<Double> numberList(String name) {
    return list(name, StrictObject::isFinite, "numbers", JsonNode::doubleValue);
  }

  /** A list of lists of finite numbers that must be present. */
  public List<List<Double>> numberLists(String name) {
    return list(
        name,
        row ->
            row.isArray()
                && StreamSupport.stream(row.spliterator(), false).allMatch(StrictObject::isFinite),
        "lists of numbers",
        row -> StreamSupport.stream(row.spliterator(), false).map(JsonNode::doubleValue).toList());
  }

  /**
   * Ends the reading.
   *
   * @throws MalformedJsonException if the object has a field nobody asked for
   */
  public void end() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw new MalformedJsonException(
                    path
                        + " has an unknown field \""
                        + name
                        + "\"; remove it or use a newer winnow");
              }
            });
  }

  /** A complaint about a field whose type is right and whose value is not. */
  public MalformedJsonException invalid(String name, String why) {
    return new MalformedJsonException(path + "." + name + " " + why);
  }

  private <T> List<T> list(
      String name, Predicate<JsonNode> element, String kind, Function<JsonNode, T> value) {
    JsonNode array = required(name, JsonNode::isArray, "a list of " + kind);
    List<T> values = new ArrayList<>();
    for (JsonNode item : array) {
      if (!element.test(item)) {
        throw invalid(name, "must be a list of " + kind);
      }
      values.add(value.apply(item));
    }
    return List.copyOf(values);
  }

  private JsonNode required(String name, Predicate<JsonNode> type, String kind) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value == null) {
      throw new MalformedJsonException(path + " lacks the field \"" + name + "\"");
    }
    if (!type.test(value)) {
      throw invalid(name, "must be " + kind);
    }
    return value;
  }

  private static boolean isFinite(JsonNode node) {
    return node.isNumber() && Double.isFinite(node.doubleValue());
  }
}
