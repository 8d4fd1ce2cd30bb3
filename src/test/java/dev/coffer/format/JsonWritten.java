package dev.coffer.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.coffer.api.MissingLibraryException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The program that {@link JsonAbsenceTest} runs. It writes and reads by the library on its class
 * path.
 */
final class JsonWritten {
  private JsonWritten() {}

  public record Pair(String b, int a) {}

  public static void main(String[] arguments) {
    try {
      JsonMapping mapping = JsonMappings.installed();
      System.out.println("by " + mapping.getClass().getSimpleName());
      byte[] json = mapping.write(new Pair("x", 1));
      System.out.println(new String(json, UTF_8));
      System.out.println(Objects.equals(mapping.read(json, Pair.class), new Pair("x", 1)));
      System.out.println(new String(mapping.write(Map.of("list", List.of(1.5))), UTF_8));
      System.out.println(new String(mapping.write(Instant.EPOCH), UTF_8));
    } catch (MissingLibraryException e) {
      System.out.println("missing: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      System.out.println("refused: " + e.getMessage());
    }
  }
}
