package dev.coffer.tx;

import dev.coffer.api.ContentHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The announced target of a write, for the exception that reports an unknown outcome.
 *
 * @param operation the operation, as a noun
 * @param collection the collection of the records; null for contents
 * @param keys the keys of the records
 * @param hashes the hashes of the contents
 */
public record WriteTarget(
    String operation, @Nullable String collection, List<String> keys, List<ContentHash> hashes) {

  /** Records to be inserted or replaced. */
  public static WriteTarget put(String collection, List<String> keys) {
    return new WriteTarget("put", collection, keys, List.of());
  }

  /** Records to be deleted. */
  public static WriteTarget delete(String collection, List<String> keys) {
    return new WriteTarget("delete", collection, keys, List.of());
  }

  /** Records to be renamed, or a whole collection if no keys are given. */
  public static WriteTarget rename(String collection, List<String> keys) {
    return new WriteTarget("rename", collection, keys, List.of());
  }

  /** Contents to be stored. */
  public static WriteTarget store(List<ContentHash> hashes) {
    return new WriteTarget("store", null, List.of(), hashes);
  }

  /** A content to be retained. */
  public static WriteTarget retain(ContentHash hash) {
    return new WriteTarget("retain", null, List.of(), List.of(hash));
  }

  /** A content to be deleted. */
  public static WriteTarget delete(ContentHash hash) {
    return new WriteTarget("delete", null, List.of(), List.of(hash));
  }

  /** A content whose retention is to end. */
  public static WriteTarget release(ContentHash hash) {
    return new WriteTarget("release", null, List.of(), List.of(hash));
  }
}
