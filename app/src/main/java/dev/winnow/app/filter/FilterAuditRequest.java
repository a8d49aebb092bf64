package dev.winnow.app.filter;

import dev.winnow.cli.Console;
import dev.winnow.trust.Effort;
import dev.winnow.trust.Policy;
import dev.winnow.trust.SigningKey;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is asked of an audit of a filter.
 *
 * @param console that is told
 * @param file the package, which receives the certificate
 * @param judgement by what it is judged and signed
 * @param threads that compute
 * @param output what is written and printed
 */
public record FilterAuditRequest(
    Console console, Path file, Judgement judgement, int threads, Output output) {
  /**
   * How hard, by which standard, and who signs.
   *
   * @param key whoever signs; nobody if empty
   */
  public record Judgement(Effort effort, Policy policy, Optional<SigningKey> key) {}

  /**
   * What is written and printed.
   *
   * @param folder that receives the report
   * @param showsCaptures whether it shows captures of people
   * @param json whether results are one JSON object
   */
  public record Output(Path folder, boolean showsCaptures, boolean json) {}
}
