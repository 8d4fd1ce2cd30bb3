package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.ehcache.EhcacheProvider;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tenants that share all tables, distinguished by a column of the host's entities. */
abstract class TenantIdContract {

  record Note(String text) {}

  /** An entity of the host. */
  @Entity(name = "memo")
  static class Memo {
    @Id long id;
    @TenantId @Nullable String tenant;

    @ManyToOne(fetch = FetchType.LAZY)
    @Nullable StoredContent content;
  }

  /** Resolves the tenant of the request, and throws outside of a request. */
  static final class OfRequest implements CurrentTenantIdentifierResolver<String> {
    @Nullable String current;

    @Override
    public String resolveCurrentTenantIdentifier() {
      String tenant = current;
      if (tenant == null) {
        throw new IllegalStateException("There is no request on this thread.");
      }
      return tenant;
    }

    @Override
    public boolean validateExistingCurrentSessions() {
      return false;
    }
  }

  private final OfRequest request = new OfRequest();
  private TestDatabase database;
  private SecondLevelCache cache;
  private SessionFactory factory;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() {
    database = newDatabase().migrate();
    cache =
        new EhcacheProvider()
            .open(
                new CacheSizes(1000, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20), null, "tenant-ids");
    Map<String, Object> settings = new HashMap<>(cache.hibernateSettings());
    settings.put("hibernate.cache.use_second_level_cache", "true");
    settings.put("hibernate.hbm2ddl.auto", "update");
    settings.put(MultiTenancySettings.MULTI_TENANT_IDENTIFIER_RESOLVER, request);
    factory = SessionFactories.over(database, settings, Memo.class);
  }

  @AfterEach
  void close() {
    factory.close();
    cache.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void recordsAreSharedByAllTenants(RecordCacheMode mode) {
    try (Coffer coffer = Coffer.over(factory).recordCache(mode).build()) {
      RecordRepository<Note, String> notes = coffer.records("notes", Note.class);
      String large = noise(5_000);
      for (String tenant : List.of("red", "blue")) {
        request.current = tenant;
        notes.put("k", new Note(tenant));
        notes.put("large", new Note(tenant + large));
        for (String reader : List.of("red", "blue", "red")) {
          request.current = reader;
          assertThat(notes.get("k")).hasValue(new Note(tenant));
          assertThat(notes.get("large")).hasValue(new Note(tenant + large));
          try (EntityManager manager = factory.createEntityManager()) {
            assertThat(coffer.in(manager).retrieve("notes", "k", Note.class))
                .hasValue(new Note(tenant));
          }
        }
      }
    }
  }

  @Test
  void anEntityOfATenantRefersToAContent() {
    try (Coffer coffer = Coffer.over(factory).build()) {
      for (String tenant : List.of("red", "blue")) {
        request.current = tenant;
        try (EntityManager manager = factory.createEntityManager()) {
          manager.getTransaction().begin();
          Memo memo = new Memo();
          memo.id = tenant.equals("red") ? 1 : 2;
          memo.content = coffer.in(manager).contents().stage("same".getBytes(UTF_8));
          manager.persist(memo);
          coffer.in(manager).store("notes", tenant, new Note(tenant));
          manager.getTransaction().commit();
        }
      }
      assertThat(coffer.report().contents().contents()).isEqualTo(1);
      for (String tenant : List.of("red", "blue", "red")) {
        request.current = tenant;
        try (EntityManager manager = factory.createEntityManager()) {
          List<Memo> found = manager.createQuery("from memo", Memo.class).getResultList();
          assertThat(found).extracting(memo -> memo.tenant).containsExactly(tenant);
          assertThat(requireNonNull(found.get(0).content).size()).isEqualTo(4);
        }
      }
      assertThat(coffer.verify().isClean()).isTrue();
    }
  }

  /** The example of the documentation. */
  @Test
  void aCollectionAndADomainOfEachTenantIsolateTenants() throws Exception {
    try (Coffer red = Coffer.over(factory).domain("red").build();
        Coffer blue = Coffer.over(factory).domain("blue").build()) {
      request.current = "red";
      red.store("notes/red", "k", new Note("red"));
      ContentHash hash = red.contents().store("secret".getBytes(UTF_8)).hash();
      request.current = "blue";
      assertThat(blue.retrieve("notes/blue", "k", Note.class)).isEmpty();
      assertThat(blue.contents().exists(hash)).isFalse();
      assertThatThrownBy(() -> blue.contents().open(hash))
          .isInstanceOf(ContentNotFoundException.class);
      request.current = "red";
      assertThat(red.retrieve("notes/red", "k", Note.class)).hasValue(new Note("red"));
      try (InputStream stream = red.contents().open(hash)) {
        assertThat(stream).hasBinaryContent("secret".getBytes(UTF_8));
      }
    }
  }

  /** A call outside of a request, at the start or in a job of the application. */
  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void recordsNeedNoTenantOutsideOfRequests(RecordCacheMode mode) {
    try (Coffer coffer = Coffer.over(factory).recordCache(mode).build()) {
      RecordRepository<Note, String> notes = coffer.records("notes", Note.class);
      notes.put("k", new Note("first"));
      request.current = "red";
      notes.put("large", new Note(noise(5_000)));
      assertThat(notes.get("k")).hasValue(new Note("first"));
      assertThat(notes.get("large")).isPresent();
      request.current = null;
      notes.put("k", new Note("second"));
      notes.put("large", new Note("small"));
      coffer.contents().store(new byte[1 << 20]);
      assertThat(notes.get("k")).hasValue(new Note("second"));
      request.current = "red";
      assertThat(notes.get("k")).hasValue(new Note("second"));
      assertThat(notes.get("large")).hasValue(new Note("small"));
      assertThat(coffer.diagnose()).isNotNull();
    }
  }

  private static String noise(int length) {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(length, 'a', 'z' + 1).forEach(each -> text.append((char) each));
    return text.toString();
  }
}
