package dev.coffer.bench.report;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jdk.jfr.consumer.RecordedFrame;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one contestant in one workload, counted by their owner. The owner of a sample is
 * that of the first frame from the top with known code, so that work of the JDK counts for its
 * caller.
 */
final class Profile {

  private static final int MOST_METHODS = 8;

  /** The method in which a thread waits for an answer of the server. */
  private static final String WAIT = "sun.nio.ch.Net.poll";

  private static final String SERVER = "server wait";
  private static final String OTHER = "other";

  /** Prefixes of class names with their owners; the first matching prefix counts. */
  private static final Map<String, String> OWNERS = new LinkedHashMap<>();

  /** The columns of the short form, each with the owners that it sums up. */
  private static final Map<String, List<String>> COLUMNS = new LinkedHashMap<>();

  static {
    OWNERS.put(WAIT, SERVER);
    OWNERS.put("sun.nio.ch.", "socket");
    OWNERS.put("java.net.", "socket");
    OWNERS.put("org.mariadb.", "driver");
    OWNERS.put("com.zaxxer.", "connection pool");
    OWNERS.put("com.github.luben.", "codec");
    OWNERS.put("com.aayushatharva.", "codec");
    OWNERS.put("sun.security.provider.", "hash");
    OWNERS.put("org.bouncycastle.", "hash");
    OWNERS.put("com.fasterxml.", "JSON");
    OWNERS.put("org.hibernate.", "Hibernate");
    OWNERS.put("org.ehcache.", "Ehcache");
    OWNERS.put("org.apache.jackrabbit.", "Oak");
    OWNERS.put("org.springframework.", "Spring");
    OWNERS.put("dev.coffer.bench.", "benchmark");
    OWNERS.put("dev.coffer.", "Coffer");

    COLUMNS.put(SERVER, List.of(SERVER));
    COLUMNS.put("socket", List.of("socket"));
    COLUMNS.put("driver, pool", List.of("driver", "connection pool"));
    COLUMNS.put("JSON", List.of("JSON"));
    COLUMNS.put("compression", List.of("codec"));
    COLUMNS.put("hashing", List.of("hash"));
    COLUMNS.put("Hibernate, its cache", List.of("Hibernate", "Ehcache"));
    COLUMNS.put("Coffer", List.of("Coffer"));
    COLUMNS.put(OTHER, List.of("Oak", "Spring", "benchmark", OTHER));
  }

  private final Subject subject;
  private final int samples;
  private final Map<String, Integer> owners = new HashMap<>();
  private final Map<String, Integer> methods = new HashMap<>();

  /** The profile of a contestant. */
  Profile(Subject subject, List<List<RecordedFrame>> stacks) {
    this.subject = subject;
    this.samples = stacks.size();
    for (List<RecordedFrame> stack : stacks) {
      RecordedFrame known =
          stack.stream()
              .filter(frame -> owner(name(frame)) != null)
              .findFirst()
              .orElse(stack.get(0));
      String owner = owner(name(known));
      owners.merge(owner == null ? OTHER : owner, 1, Integer::sum);
      methods.merge(name(known), 1, Integer::sum);
    }
  }

  /** The head of a table with a row for each contestant. */
  static String head() {
    return "| | "
        + String.join(" | ", COLUMNS.keySet())
        + " |\n|---|"
        + "---:|".repeat(COLUMNS.size())
        + "\n";
  }

  /** This profile as a row of that table. */
  String row() {
    StringBuilder row = new StringBuilder("| ").append(subject);
    row.append(samples == 0 ? ", no samples |" : " |");
    for (List<String> summed : COLUMNS.values()) {
      int count = summed.stream().mapToInt(owner -> owners.getOrDefault(owner, 0)).sum();
      row.append(count == 0 ? " |" : " " + share(count) + " |");
    }
    return row.append('\n').toString();
  }

  /** This profile with each owner and its most frequent methods. */
  String raw() {
    StringBuilder table = new StringBuilder("\n### " + subject + ", " + samples + " samples\n\n");
    table.append("| time of | share | | method | share |\n|---|---:|---|---|---:|\n");
    List<Map.Entry<String, Integer>> byOwner = most(owners, owners.size());
    List<Map.Entry<String, Integer>> byMethod = most(methods, MOST_METHODS);
    for (int i = 0; i < Math.max(byOwner.size(), byMethod.size()); i++) {
      table.append("| ").append(cells(byOwner, i)).append(" | | ").append(cells(byMethod, i));
      table.append(" |\n");
    }
    return table.toString();
  }

  private String cells(List<Map.Entry<String, Integer>> counts, int index) {
    if (index >= counts.size()) {
      return " | ";
    }
    return counts.get(index).getKey() + " | " + share(counts.get(index).getValue());
  }

  private String share(int count) {
    return String.format(Locale.ROOT, "%.0f %%", 100.0 * count / samples);
  }

  private static List<Map.Entry<String, Integer>> most(Map<String, Integer> counts, int limit) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .limit(limit)
        .toList();
  }

  private static String name(RecordedFrame frame) {
    return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
  }

  private static @Nullable String owner(String name) {
    for (Map.Entry<String, String> each : OWNERS.entrySet()) {
      if (name.startsWith(each.getKey())) {
        return each.getValue();
      }
    }
    return null;
  }
}
