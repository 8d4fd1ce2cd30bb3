package dev.coffer.backup;

import dev.coffer.api.ContentHash;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a restore writes. Immutable. Without chosen collections, keys and contents it writes
 * everything. Contents that the chosen records need are restored with them.
 *
 * <p>A content keeps the id that it has in the snapshot, because rows of the application may refer
 * to it. If that id belongs to another content, the restore ends with an error. Only a content that
 * is restored for the sake of chosen records gets a new id then.
 *
 * @param collections the chosen collections
 * @param keys the chosen keys by collection
 * @param contents the chosen contents
 * @param conflicts what happens to a record that has another version in the database
 */
public record RestorePlan(
    Set<String> collections,
    Map<String, Set<String>> keys,
    Set<ContentHash> contents,
    ConflictRule conflicts) {
  private static final RestorePlan ALL =
      new RestorePlan(Set.of(), Map.of(), Set.of(), ConflictRule.REFUSE);

  public RestorePlan {
    collections = Set.copyOf(collections);
    Map<String, Set<String>> copy = new HashMap<>();
    keys.forEach((collection, each) -> copy.put(collection, Set.copyOf(each)));
    keys = Map.copyOf(copy);
    contents = Set.copyOf(contents);
    Objects.requireNonNull(conflicts, "The argument 'conflicts' is null.");
  }

  /** Everything; a record with another version is refused. */
  public static RestorePlan all() {
    return ALL;
  }

  /** Whether everything is restored. */
  public boolean isWhole() {
    return collections.isEmpty() && keys.isEmpty() && contents.isEmpty();
  }

  /** The same plan for this collection too. */
  public RestorePlan withCollection(String collection) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    Set<String> more = new HashSet<>(collections);
    more.add(collection);
    return new RestorePlan(more, keys, contents, conflicts);
  }

  /** The same plan for this record too. */
  public RestorePlan withKey(String collection, String key) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    Objects.requireNonNull(key, "The argument 'key' is null.");
    Map<String, Set<String>> more = new HashMap<>(keys);
    Set<String> ofCollection = new HashSet<>(keys.getOrDefault(collection, Set.of()));
    ofCollection.add(key);
    more.put(collection, ofCollection);
    return new RestorePlan(collections, more, contents, conflicts);
  }

  /** The same plan for this content too. */
  public RestorePlan withContent(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    Set<ContentHash> more = new HashSet<>(contents);
    more.add(hash);
    return new RestorePlan(collections, keys, more, conflicts);
  }

  /** The same plan with another rule for conflicts. */
  public RestorePlan withConflicts(ConflictRule rule) {
    return new RestorePlan(collections, keys, contents, rule);
  }
}
