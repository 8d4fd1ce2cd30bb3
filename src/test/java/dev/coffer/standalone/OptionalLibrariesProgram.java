package dev.coffer.standalone;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.codec.frame.Codecs;
import dev.coffer.format.RawJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/**
 * The program that {@link OptionalLibrariesTest} runs on class paths without a library. It uses a
 * new database, then one that a complete class path filled, and prints the results.
 */
final class OptionalLibrariesProgram {

  record Note(String text, int number) {}

  private OptionalLibrariesProgram() {}

  /** The URL of the filled database, and the hash of a content in it. */
  public static void main(String[] arguments) {
    Codecs.states().forEach(state -> say(state.name(), state.available()));
    tell(
        "opened",
        () -> {
          try (Coffer coffer = Coffer.open("jdbc:h2:mem:fresh")) {
            use(coffer);
          }
          return true;
        });
    tell(
        "opened again",
        () -> {
          try (Coffer coffer = Coffer.open(arguments[0])) {
            read(coffer, ContentHash.parse(arguments[1]));
          }
          return true;
        });
    tell("resources of a host", OptionalLibrariesProgram::lookAtHost);
  }

  private static boolean lookAtHost() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:host;DB_CLOSE_DELAY=-1");
    Properties settings = new Properties();
    settings.put("hibernate.connection.datasource", source);
    try (SessionFactory factory =
            new Configuration().addProperties(settings).buildSessionFactory();
        Coffer coffer = Coffer.over(factory).migrating(true).build()) {
      return coffer.resources().pools().isEmpty();
    }
  }

  private static void use(Coffer coffer) {
    byte[] bytes = compressible();
    tell(
        "bytes",
        () -> {
          coffer.store("things", "bytes", bytes);
          return Arrays.equals(
              coffer.retrieve("things", "bytes", byte[].class).orElseThrow(), bytes);
        });
    tell(
        "raw JSON",
        () -> {
          RawJson json = new RawJson("{ \"price\": 1.10 }");
          coffer.store("things", "json", json);
          return coffer.retrieve("things", "json", RawJson.class).orElseThrow().equals(json);
        });
    tell(
        "typed",
        () -> {
          Note note = new Note("text", 1);
          coffer.store("things", "note", note);
          return coffer.retrieve("things", "note", Note.class).orElseThrow().equals(note);
        });
    tell("content", () -> holds(coffer, coffer.contents().store(bytes).hash(), bytes));
    tell("resources", () -> coffer.resources().pools().size() == 1);
  }

  private static void read(Coffer coffer, ContentHash hash) {
    byte[] bytes = compressible();
    tell(
        "old bytes",
        () -> Arrays.equals(coffer.retrieve("things", "bytes", byte[].class).orElseThrow(), bytes));
    tell("old content", () -> holds(coffer, hash, bytes));
  }

  private static boolean holds(Coffer coffer, ContentHash hash, byte[] bytes) throws IOException {
    try (InputStream in = coffer.contents().open(hash)) {
      return Arrays.equals(in.readAllBytes(), bytes);
    }
  }

  static byte[] compressible() {
    return "the same again and again, ".repeat(400).getBytes(StandardCharsets.UTF_8);
  }

  private static void tell(String what, Callable<Boolean> attempt) {
    try {
      say(what, attempt.call());
    } catch (CofferException e) {
      say(what, e.getClass().getSimpleName() + ": " + e.getMessage());
    } catch (Exception e) {
      throw new IllegalStateException(what, e);
    }
  }

  private static void say(String what, Object seen) {
    System.out.println(what + ": " + seen);
  }
}
