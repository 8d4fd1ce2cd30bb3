package dev.coffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TenantSchemas;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tenants whose schemas Hibernate sets by a {@code TenantSchemaMapper}. Hibernate 7.1 introduced
 * it, so this test does nothing on 6.6.
 */
class SchemaMapperTest {

  private static final List<String> TENANTS = List.of("red", "blue");

  private TestDatabase database;
  private TenantSchemas tenants;
  private SessionFactory factory;

  @BeforeEach
  void open() throws Exception {
    Object mapper = mapper();
    database = TestDatabase.h2();
    tenants = new TenantSchemas(database);
    for (String tenant : TENANTS) {
      tenants.create(tenant.toUpperCase(Locale.ROOT));
    }
    tenants.become("red");
    CurrentTenantIdentifierResolver<String> resolver = tenants;
    factory =
        SessionFactories.over(
            database,
            Map.of(
                MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER,
                resolver,
                "hibernate.multi_tenant.schema_mapper",
                mapper));
  }

  private static Object mapper() {
    Class<?> type;
    try {
      type = Class.forName("org.hibernate.context.spi.TenantSchemaMapper");
    } catch (ClassNotFoundException e) {
      assumeTrue(
          false, "TenantSchemaMapper exists since Hibernate 7.1, on which -Phosts runs this.");
      throw new AssertionError(e);
    }
    return Proxy.newProxyInstance(
        type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> arguments[0]);
  }

  @AfterEach
  void close() throws Exception {
    if (factory != null) {
      factory.close();
      tenants.close();
      database.close();
    }
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void tenantsAreIsolated(RecordCacheMode mode) {
    Coffer.migrate(factory, TENANTS);
    try (Coffer coffer = Coffer.over(factory).recordCache(mode).build()) {
      RecordRepository<String, String> notes = coffer.records("notes", String.class);
      for (String tenant : TENANTS) {
        tenants.become(tenant);
        notes.put("k", tenant);
      }
      for (String tenant : TENANTS) {
        tenants.become(tenant);
        assertThat(notes.get("k")).hasValue(tenant);
        coffer.runInTransaction(stores -> stores.store("notes", "t", tenant));
        assertThat(notes.get("t")).hasValue(tenant);
        try (EntityManager manager = factory.createEntityManager()) {
          assertThat(coffer.in(manager).retrieve("notes", "k", String.class)).hasValue(tenant);
        }
      }
    }
  }

  @Test
  void theFirstCallMigratesATenantIfConfigured() {
    try (Coffer coffer = Coffer.over(factory).migrating(true).build()) {
      tenants.become("blue");
      coffer.store("notes", "k", "blue");
      assertThat(coffer.retrieve("notes", "k", String.class)).hasValue("blue");
    }
  }
}
