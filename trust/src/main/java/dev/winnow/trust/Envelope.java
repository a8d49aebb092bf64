package dev.winnow.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Digest;
import dev.winnow.core.Json;
import dev.winnow.core.MalformedJsonException;
import dev.winnow.core.StrictObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A DSSE v1 envelope (Dead Simple Signing Envelope, secure-systems-lab/dsse) with one signature.
 *
 * @param type of the payload, which is signed too, so that a signature of one kind of text is none
 *     of another
 * @param payload bytes of what is said, not copied
 * @param key id of the key that is said to have signed
 * @param signature Ed25519 over the {@link #toSign bytes to sign}, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared, never leaves the room.
record Envelope(String type, byte[] payload, Digest key, byte[] signature) {
  /** The payload of a certificate, an in-toto statement. */
  static final String STATEMENT = "application/vnd.in-toto+json";

  /** The payload of a list of revocations. */
  static final String REVOCATIONS = "application/vnd.winnow.revocations+json";

  static Envelope sign(String type, byte[] payload, SigningKey key) {
    return new Envelope(type, payload, key.publicKey().id(), key.sign(toSign(type, payload)));
  }

  /** DSSE's pre-authentication encoding, which covers the payload's type too. */
  static byte[] toSign(String type, byte[] payload) {
    String head =
        "DSSEv1 %d %s %d "
            .formatted(type.getBytes(StandardCharsets.UTF_8).length, type, payload.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(payload);
    return bytes.toByteArray();
  }

  /** Whether a key has signed it. */
  boolean isSignedBy(PublicKey owner) {
    return owner.signed(toSign(type, payload), signature);
  }

  /** The JSON form on one line. */
  byte[] toBytes() {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode json = Json.object().put("payload", base64.encodeToString(payload));
    json.put("payloadType", type);
    json.putArray("signatures")
        .addObject()
        .put("keyid", key.hex())
        .put("sig", base64.encodeToString(signature));
    return Json.line(json).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the JSON form.
   *
   * @param type that the payload must have
   * @throws MalformedJsonException if a field is missing, unknown or not of its form
   */
  static Envelope fromBytes(String type, byte[] utf8) {
    StrictObject fields = Json.readObject("the envelope", utf8);
    if (!fields.text("payloadType").equals(type)) {
      throw fields.invalid("payloadType", "must be " + type);
    }
    List<StrictObject> signatures = fields.objects("signatures");
    if (signatures.size() != 1) {
      throw fields.invalid("signatures", "must be one, not " + signatures.size());
    }
    byte[] payload = base64(fields, "payload");
    fields.end();
    StrictObject signed = signatures.get(0);
    Envelope read = new Envelope(type, payload, keyId(signed), base64(signed, "sig"));
    signed.end();
    return read;
  }

  private static byte[] base64(StrictObject fields, String name) {
    try {
      return Base64.getDecoder().decode(fields.text(name));
    } catch (IllegalArgumentException e) {
      throw fields.invalid(name, "must be base64");
    }
  }

  private static Digest keyId(StrictObject fields) {
    try {
      return Digest.ofHex(fields.text("keyid"));
    } catch (IllegalArgumentException e) {
      throw fields.invalid("keyid", "must be 64 hexadecimal digits");
    }
  }
}
