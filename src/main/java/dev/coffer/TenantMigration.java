package dev.coffer;

import dev.coffer.api.CofferException;
import dev.coffer.api.DatabaseOperationException;
import dev.coffer.api.TenantMigrationException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.schema.Schema;
import dev.coffer.tx.HostTenants;
import dev.coffer.tx.OutsideTransactions;
import dev.coffer.tx.TenantSessions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;

/** Brings Coffer's schema to the databases or schemas of tenants. */
final class TenantMigration {

  private TenantMigration() {}

  /**
   * Migrates every tenant, even if others fail.
   *
   * @throws TenantMigrationException if some failed
   * @throws UnsupportedHostException if the factory has no tenants with separate databases or
   *     schemas
   */
  static void run(SessionFactory sessions, Collection<?> tenants) {
    if (!HostTenants.areApart(sessions)) {
      throw new UnsupportedHostException(
          "The session factory has no tenants with separate databases or schemas: migrate"
              + " its database with Schema.migrate(dataSource).");
    }
    Map<String, CofferException> failures = new LinkedHashMap<>();
    List<String> migrated = new ArrayList<>();
    for (Object tenant : tenants) {
      String name = String.valueOf(tenant);
      try {
        migrate(TenantSessions.of(sessions, tenant));
        migrated.add(name);
      } catch (CofferException e) {
        failures.put(name, e);
      } catch (RuntimeException e) {
        failures.put(
            name, new DatabaseOperationException("The host supplied no connection: " + e, e));
      }
    }
    if (!failures.isEmpty()) {
      throw new TenantMigrationException(failures, migrated);
    }
  }

  static void migrate(SessionFactory ofTenant) {
    OutsideTransactions.run(
        ofTenant,
        connection -> {
          Schema.migrateCurrentSchema(connection);
          return true;
        });
  }
}
