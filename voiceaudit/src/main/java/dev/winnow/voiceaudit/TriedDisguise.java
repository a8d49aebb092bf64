package dev.winnow.voiceaudit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.Estimate;
import dev.winnow.core.Json;
import dev.winnow.voice.VoicePackage;
import java.util.OptionalDouble;

/**
 * A disguise that a search tried.
 *
 * @param voice the disguise
 * @param loss of word accuracy, in points, with its interval over speakers
 * @param leakage of who speaks, by the strongest of all attackers, in bits as a share of the way
 *     from the words alone to clean speech; empty if too many words were lost for it to matter
 */
public record TriedDisguise(VoicePackage voice, Estimate loss, OptionalDouble leakage) {
  /** With the leakage that was found. */
  TriedDisguise leaking(double found) {
    return new TriedDisguise(voice, loss, OptionalDouble.of(found));
  }

  /** With a better estimate of what it costs. */
  TriedDisguise losing(Estimate better) {
    return new TriedDisguise(voice, better, leakage);
  }

  /** The JSON form. */
  public ObjectNode toJson() {
    ObjectNode json = Json.object();
    ObjectNode words = json.putObject("settings");
    voice.settings().toMap().forEach(words::put);
    json.set("loss", loss.toJson());
    leakage.ifPresent(share -> json.put("leakage", share));
    return json;
  }
}
