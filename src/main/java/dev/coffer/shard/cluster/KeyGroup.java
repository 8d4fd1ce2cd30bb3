package dev.coffer.shard.cluster;

import dev.coffer.api.SeveralShardsException;
import dev.coffer.record.key.KeyLimit;
import dev.coffer.record.key.KeyRange;
import dev.coffer.record.key.Utf8Order;
import dev.coffer.shard.ShardKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys that lie together with one key: its group in all collections, or the key alone if the
 * cluster has no groups. Immutable.
 *
 * @param shard the shard of the group, for messages
 * @param key what makes the groups
 * @param collection the collection of the key
 * @param group the deciding part of the key
 */
record KeyGroup(String shard, ShardKey key, String collection, String group) implements KeyLimit {

  /** Whether a key belongs to the group. */
  boolean has(String itsCollection, String text) {
    return key.group(text).equals(group) && (key.hasGroups() || itsCollection.equals(collection));
  }

  /** The range of the keys that the group has beside the one whose text is the group. */
  Optional<KeyRange> range() {
    return key.prefixOf(group)
        .map(prefix -> new KeyRange(prefix, null, Utf8Order.afterAllWithPrefix(prefix), false));
  }

  @Override
  public void check(String itsCollection, String text) {
    if (!has(itsCollection, text)) {
      throw outside("The key '" + text + "' of the collection '" + itsCollection + "' is");
    }
  }

  @Override
  public void check(String itsCollection, KeyRange asked) {
    if (range().filter(own -> within(asked, own)).isEmpty()) {
      throw outside("A range of the collection '" + itsCollection + "' is");
    }
  }

  private static boolean within(KeyRange asked, KeyRange own) {
    @Nullable String low = asked.from() == null ? asked.after() : asked.from();
    return low != null
        && own.from() != null
        && Utf8Order.compare(low, own.from()) >= 0
        && (own.to() == null
            || (asked.to() != null && Utf8Order.compare(asked.to(), own.to()) <= 0));
  }

  private SeveralShardsException outside(String subject) {
    return new SeveralShardsException(
        List.of(shard),
        subject
            + (key.hasGroups()
                ? " not in the group '%s' of this transaction. Use keys and ranges of the group (see ShardKey.prefixOf), and a transaction for each group."
                    .formatted(group)
                : " not part of this transaction: a cluster without groups has transactions of one key. Create it with ShardKey.prefix or ShardKey.parts."));
  }
}
