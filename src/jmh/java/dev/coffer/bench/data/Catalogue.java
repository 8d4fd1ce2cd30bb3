package dev.coffer.bench.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Five releases of Camel's catalogue: about 90,000 small JSON objects (options, headers) of 460
 * bytes on average, and about 1,900 distinct JSON documents of 16 KB on average.
 */
public final class Catalogue {

  private static final int SMALLEST_RECORD = 100;
  private static final int LARGEST_RECORD = 2 << 10;
  private static final int SMALLEST_DOCUMENT = 4 << 10;
  private static final int LARGEST_DOCUMENT = 64 << 10;

  private final List<Entry> records = new ArrayList<>();
  private final List<TypedEntry> options = new ArrayList<>();
  private final List<Entry> documents = new ArrayList<>();
  private final Set<ByteBuffer> seen = new HashSet<>();

  private Catalogue() {}

  /** Reads the releases below this directory; the scale selects every n-th object. */
  public static Catalogue read(Path directory, double scale) throws IOException {
    Catalogue all = new Catalogue();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      all.add(keyOf(directory.relativize(file)), Files.readAllBytes(file));
    }
    return all.thinned(scale);
  }

  private static String keyOf(Path file) {
    String path = file.toString().replace("org/apache/camel/catalog/", "");
    return path.substring(0, path.length() - ".json".length());
  }

  private void add(String key, byte[] bytes) throws IOException {
    JsonNode document = Json.MAPPER.readTree(bytes);
    if (!document.isObject()) {
      return;
    }
    // Most documents are the same in several releases; each distinct one is used once.
    if (isBetween(bytes, SMALLEST_DOCUMENT, LARGEST_DOCUMENT) && seen.add(ByteBuffer.wrap(bytes))) {
      documents.add(new Entry(key, bytes));
    }
    for (Map.Entry<String, JsonNode> group : document.properties()) {
      for (Map.Entry<String, JsonNode> member : group.getValue().properties()) {
        if (member.getValue().isObject()) {
          addRecord(key + "/" + group.getKey() + "/" + member.getKey(), member.getValue());
        }
      }
    }
  }

  private void addRecord(String key, JsonNode json) throws IOException {
    byte[] bytes = Json.MAPPER.writeValueAsBytes(json);
    if (isBetween(bytes, SMALLEST_RECORD, LARGEST_RECORD)) {
      records.add(new Entry(key, bytes));
      options.add(new TypedEntry(key, Json.MAPPER.treeToValue(json, Option.class)));
    }
  }

  private static boolean isBetween(byte[] bytes, int smallest, int largest) {
    return bytes.length >= smallest && bytes.length <= largest;
  }

  /** Every n-th of these objects, for the scale. */
  public Catalogue thinned(double scale) {
    Catalogue part = new Catalogue();
    part.records.addAll(thinned(records, scale));
    part.options.addAll(thinned(options, scale));
    part.documents.addAll(thinned(documents, scale));
    return part;
  }

  private static <T> List<T> thinned(List<T> all, double scale) {
    List<T> part = new ArrayList<>();
    for (double i = 0; i < all.size(); i += 1 / Math.min(1, scale)) {
      part.add(all.get((int) i));
    }
    return part;
  }

  /** Multiplies the data without duplicate values or keys: each copy has a number in its JSON. */
  public Catalogue times(int factor) {
    Catalogue more = new Catalogue();
    for (int copy = 0; copy < factor; copy++) {
      String prefix = copy + "/";
      byte[] number = ("{\"copy\":" + copy + ",").getBytes(StandardCharsets.US_ASCII);
      records.forEach(entry -> more.records.add(copyOf(entry, prefix, number)));
      documents.forEach(entry -> more.documents.add(copyOf(entry, prefix, number)));
      int index = copy;
      for (TypedEntry entry : options) {
        more.options.add(new TypedEntry(prefix + entry.key(), entry.value().withIndex(index)));
      }
    }
    return more;
  }

  private static Entry copyOf(Entry entry, String prefix, byte[] number) {
    byte[] bytes = Arrays.copyOf(number, number.length + entry.bytes().length - 1);
    System.arraycopy(entry.bytes(), 1, bytes, number.length, entry.bytes().length - 1);
    return new Entry(prefix + entry.key(), bytes);
  }

  /** The same data in an order that does not depend on the keys. */
  public Catalogue shuffled() {
    Catalogue other = new Catalogue();
    other.records.addAll(records);
    other.options.addAll(options);
    other.documents.addAll(documents);
    Collections.shuffle(other.records, new Random(1));
    Collections.shuffle(other.options, new Random(1));
    Collections.shuffle(other.documents, new Random(1));
    return other;
  }

  /** The small records as bytes. */
  public List<Entry> records() {
    return records;
  }

  /** The small records as values. */
  public List<TypedEntry> options() {
    return options;
  }

  /** The documents, all distinct. */
  public List<Entry> documents() {
    return documents;
  }

  /** The number of bytes in these values, without keys. */
  public static long bytes(List<Entry> entries) {
    return entries.stream().mapToLong(entry -> entry.bytes().length).sum();
  }
}
