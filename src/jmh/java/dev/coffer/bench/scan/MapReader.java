package dev.coffer.bench.scan;

import java.util.List;
import java.util.Map;

/** Stored maps under texts. */
interface MapReader extends AutoCloseable {

  void load(Map<String, Map<String, String>> maps);

  /** Reads the first maps from a key on, and returns their number. */
  int scan(String from, int limit);

  /** The maps of these keys by one call. */
  int getAll(List<String> keys);

  /** Whether there is a map of the key; it is read. */
  boolean get(String key);

  @Override
  void close();
}
