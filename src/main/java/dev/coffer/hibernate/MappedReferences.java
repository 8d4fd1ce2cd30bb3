package dev.coffer.hibernate;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The columns by which the host's entities refer to contents, as Hibernate maps them. The database
 * may lack the foreign key of such a column. They are remembered during the lifetime of each
 * factory.
 */
public final class MappedReferences {

  private static final Map<SessionFactoryImplementor, List<Reference>> BY_FACTORY =
      Collections.synchronizedMap(new WeakHashMap<>());

  private MappedReferences() {}

  /**
   * A mapped column.
   *
   * @param schema the schema or catalog of the table as it is mapped; null for the default
   */
  public record Reference(@Nullable String schema, String table, String column) {}

  static void remember(SessionFactoryImplementor factory, List<Reference> references) {
    BY_FACTORY.put(factory, references);
  }

  /** The mapped columns of a factory. */
  public static List<Reference> of(SessionFactoryImplementor factory) {
    return BY_FACTORY.getOrDefault(factory, List.of());
  }
}
