package dev.coffer.shard.cluster;

import dev.coffer.api.ContentHash;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.content.row.HolderRows;
import dev.coffer.content.row.RetainedRows;
import dev.coffer.entity.StoredContent;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Moves the retentions of contents to the shards in which they belong by the map that changes.
 * Thread-safe.
 *
 * <p>A content without a retention stays where it is: a record or a row refers to it there, or a
 * garbage collection removes it. The retention is deleted in the former shard and, before that is
 * committed, inserted in the new one. So it exists in one of them at every time, and a release that
 * moves it first releases it for good.
 */
final class ContentPull {

  private static final int HOLDERS = 1_000;

  private final Shards shards;

  ContentPull(Shards shards) {
    this.shards = shards;
  }

  /** Moves the retentions of a content. Returns whether there were any. */
  boolean pull(Routes known, ContentHash hash, Routes.Place place) {
    ContentStore source = shards.contents(place.from());
    Optional<StoredContent> stored = shards.at(place.from(), () -> source.find(hash));
    if (stored.isEmpty() || !shards.at(place.from(), () -> isKept(source, hash))) {
      return false;
    }
    ContentStore target =
        shards.shard(place.to()).database().contents().over(shards.fenced(known, place.to()));
    var unused = shards.at(place.to(), () -> RecordPull.copy(hash, source, target));
    long id = stored.get().id();
    return shards.at(
        place.from(),
        () ->
            shards
                .fenced(known, place.from())
                .write(
                    unit -> {
                      boolean retained = RetainedRows.release(unit, id);
                      List<String> holders = release(unit, id);
                      shards.at(place.to(), () -> retain(target, hash, retained, holders));
                      return retained || !holders.isEmpty();
                    }));
  }

  private static boolean isKept(ContentStore source, ContentHash hash) {
    return source.info(hash).map(info -> info.retained()).orElse(false)
        || !source.holders(hash, null, 1).isEmpty();
  }

  private static List<String> release(UnitOfWork unit, long id) throws SQLException {
    List<String> all = new ArrayList<>();
    @Nullable String last = null;
    List<String> page;
    do {
      page = HolderRows.list(unit, id, last, HOLDERS);
      for (String each : page) {
        if (HolderRows.release(unit, id, each)) {
          all.add(each);
        }
        last = each;
      }
    } while (page.size() == HOLDERS);
    return all;
  }

  private static boolean retain(
      ContentStore target, ContentHash hash, boolean retained, List<String> holders) {
    if (retained) {
      var unused = target.retain(hash);
    }
    holders.forEach(each -> target.retain(hash, new Holder(each)));
    return true;
  }
}
