package dev.coffer.console.api;

import dev.coffer.backup.Snapshot;
import dev.coffer.format.scan.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The form of a snapshot in JSON, also on the command line. */
public final class SnapshotJson {
  private SnapshotJson() {}

  /** The snapshot as an object. */
  public static Json of(Snapshot snapshot) {
    return of(snapshot, snapshot.verified());
  }

  /** The same with the last check that found no problem. */
  static Json of(Snapshot snapshot, Snapshot.@Nullable Verified verified) {
    Json json =
        new Json()
            .with("id", snapshot.id())
            .with("createdAt", snapshot.createdAt())
            .with("product", snapshot.product())
            .with("database", snapshot.database())
            .with("node", snapshot.node())
            .withTexts("tags", snapshot.tags())
            .with("records", snapshot.records())
            .with("recordBytes", snapshot.recordBytes())
            .with("contents", snapshot.contents())
            .with("contentBytes", snapshot.contentBytes())
            .withTexts("damage", snapshot.damage());
    return verified == null
        ? json.withVerbatim("verified", "null")
        : json.with(
            "verified", new Json().with("level", id(verified.level())).with("at", verified.at()));
  }

  /** The name of a level or an operation in results. */
  public static String id(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
