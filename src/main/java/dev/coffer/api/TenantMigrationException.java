package dev.coffer.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The schemas of some tenants were not migrated, those of all others were. The first failure is the
 * cause, the others are suppressed.
 */
public class TenantMigrationException extends SchemaException {
  private static final long serialVersionUID = 1L;

  private static final int MOST_IN_MESSAGE = 10;

  private final LinkedHashMap<String, CofferException> failures;
  private final List<String> migrated;

  /**
   * Of a migration.
   *
   * @param failures by the names of the tenants, in their order; not empty
   * @param migrated the names of the other tenants
   */
  public TenantMigrationException(Map<String, CofferException> failures, List<String> migrated) {
    super(message(failures, migrated), failures.values().iterator().next());
    this.failures = new LinkedHashMap<>(failures);
    this.migrated = List.copyOf(migrated);
    failures.values().stream().skip(1).forEach(this::addSuppressed);
  }

  private static String message(Map<String, CofferException> failures, List<String> migrated) {
    return failures.entrySet().stream()
        .limit(MOST_IN_MESSAGE)
        .map(each -> "'" + each.getKey() + "': " + each.getValue().getMessage())
        .collect(
            Collectors.joining(
                "; ",
                "Coffer's schema was migrated for %d tenants and not for %d: "
                    .formatted(migrated.size(), failures.size()),
                (failures.size() > MOST_IN_MESSAGE ? "; and others" : "")
                    + ". Mend the causes and migrate all again; a schema that is up to date is left alone."));
  }

  /** What failed, by the names of the tenants, in the order in which they were tried. */
  public Map<String, CofferException> failures() {
    return Collections.unmodifiableMap(failures);
  }

  /** The tenants whose schema is up to date now, in the order in which they were tried. */
  public List<String> migrated() {
    return migrated;
  }
}
