package dev.coffer.hibernate;

import dev.coffer.entity.StoredContent;
import dev.coffer.entity.StoredFrame;
import dev.coffer.entity.StoredPart;
import dev.coffer.entity.StoredRecord;
import dev.coffer.entity.StoredRetention;
import java.util.List;
import java.util.Locale;

/** The entity classes of Coffer, and the rule for its names in the database. */
final class Mapping {
  static final List<Class<?>> ENTITIES =
      List.of(
          StoredContent.class,
          StoredFrame.class,
          StoredPart.class,
          StoredRetention.class,
          StoredRecord.class);

  private static final String PREFIX = "coffer_";

  private Mapping() {}

  /** Whether a table or sequence of this name belongs to Coffer. */
  static boolean owns(String name) {
    return name.toLowerCase(Locale.ROOT).startsWith(PREFIX);
  }
}
