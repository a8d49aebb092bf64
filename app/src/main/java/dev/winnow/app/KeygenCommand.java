package dev.winnow.app;

import dev.winnow.cli.Console;
import dev.winnow.core.Json;
import dev.winnow.trust.SigningKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code winnow keygen}: a key for an auditor, and one for everybody else. */
@Command(
    name = "keygen",
    description = "Makes a key to sign certificates with, and the public key that checks them.",
    mixinStandardHelpOptions = true)
final class KeygenCommand implements Runnable {
  private final Console console;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "NAME",
      description = "Writes NAME.key, to be kept secret, and NAME.pub, to be given to users.")
  private String name = "";

  @Option(names = "--json", description = "Print one JSON object instead.")
  private boolean json;

  KeygenCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    SigningKey key = SigningKey.generate(new SecureRandom());
    key.writePair(Path.of(name + ".key"), Path.of(name + ".pub"));
    String id = key.publicKey().id().text();
    if (json) {
      console
          .out()
          .println(
              Json.line(
                  Json.object()
                      .put("id", id)
                      .put("private", name + ".key")
                      .put("public", name + ".pub")));
      return;
    }
    console.out().println("key      " + id);
    console.out().println("private  " + name + ".key (signs; keep it to yourself)");
    console.out().println("public   " + name + ".pub (verifies; give it to users)");
  }
}
