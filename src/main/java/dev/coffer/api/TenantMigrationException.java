package dev.coffer.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The migration failed for some tenants. The schemas of all other tenants are up to date. The first
 * failure is the cause, the other failures are suppressed exceptions.
 */
public class TenantMigrationException extends SchemaException {
  private static final long serialVersionUID = 1L;

  private static final int MOST_IN_MESSAGE = 10;

  private final LinkedHashMap<String, CofferException> failures;
  private final List<String> migrated;

  /**
   * Creates the result of a migration.
   *
   * @param failures the failures by tenant name, in order; not empty
   * @param migrated the names of the migrated tenants
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
                    + ". Fix the causes and migrate all tenants again; a schema that is up to"
                    + " date is"
                    + " not changed."));
  }

  /** The failures by tenant name, in the order of the attempts. */
  public Map<String, CofferException> failures() {
    return Collections.unmodifiableMap(failures);
  }

  /** The tenants whose schema is now up to date, in the order of the attempts. */
  public List<String> migrated() {
    return migrated;
  }
}
