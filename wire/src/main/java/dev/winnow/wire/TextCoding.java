package dev.winnow.wire;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * How strings of JSON stand for strings of bytes. The protocol has text in UTF-8. What is none, an
 * image or a sound, it sends as binary data alone; for servers and clients without the binary
 * extension there is Base64, announced by the tensor's parameter {@code content_type} as MLServer
 * does.
 */
enum TextCoding {
  UTF_8,
  BASE64;

  /** The parameter of a tensor that names the coding. */
  static final String PARAMETER = "content_type";

  /** That parameter's value for Base64. */
  static final String BASE64_WORD = "base64";

  /** The coding of that content type. */
  static TextCoding named(String contentType) {
    return contentType.equals(BASE64_WORD) ? BASE64 : UTF_8;
  }

  /** UTF-8 if all elements are text in it. */
  static TextCoding of(List<ByteBuffer> elements) {
    try {
      for (ByteBuffer element : elements) {
        StandardCharsets.UTF_8.newDecoder().decode(element.duplicate());
      }
      return UTF_8;
    } catch (CharacterCodingException e) {
      return BASE64;
    }
  }

  /** The element as a string. */
  String encode(ByteBuffer element) {
    return this == BASE64
        ? StandardCharsets.ISO_8859_1.decode(Base64.getEncoder().encode(element)).toString()
        : StandardCharsets.UTF_8.decode(element).toString();
  }

  /**
   * The bytes that a string stands for.
   *
   * @param field where it comes from, for the complaint
   */
  ByteBuffer decode(String field, String text) {
    try {
      return this == BASE64
          ? ByteBuffer.wrap(Base64.getDecoder().decode(text))
          : StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new WireException(
          field + (this == BASE64 ? " must be Base64, as its content_type says" : " must be text"));
    }
  }
}
