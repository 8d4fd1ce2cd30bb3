package dev.coffer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.RecordTypeException;
import dev.coffer.api.TransactionRequiredException;
import dev.coffer.api.UnsupportedHostException;
import dev.coffer.cache.CacheSizes;
import dev.coffer.cache.SecondLevelCache;
import dev.coffer.cache.ehcache.EhcacheProvider;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.file.FileEntry;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import dev.coffer.host.CofferListener;
import dev.coffer.host.RecordChange;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Range;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import dev.coffer.record.TypeName;
import dev.coffer.record.TypeRef;
import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.Tenants;
import dev.coffer.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two tenants of one session factory. The database of one is a copy of the other's, with the same
 * identity, ids and keys.
 */
abstract class TenantsContract {

  record Note(String text) {}

  private static final CacheSizes SIZES =
      new CacheSizes(1000, CacheSizes.MIN_OFF_HEAP_BYTES, 64L << 20);

  private TestDatabase red;
  private TestDatabase blue;
  private Tenants tenants;
  private SecondLevelCache cache;
  private SessionFactory factory;

  abstract TestDatabase newDatabase();

  @BeforeEach
  void open() throws Exception {
    red = newDatabase().migrate();
    blue = newDatabase().migrate();
    try (Connection connection = blue.connect();
        PreparedStatement copy =
            connection.prepareStatement("update coffer_schema set identity = ?")) {
      copy.setString(1, identity(red));
      copy.executeUpdate();
    }
    Map<String, TestDatabase> databases = new LinkedHashMap<>();
    databases.put("red", red);
    databases.put("blue", blue);
    tenants = new Tenants(databases, "red");
    cache = new EhcacheProvider().open(SIZES, null, "tenants");
    Map<String, Object> settings = new HashMap<>(cache.hibernateSettings());
    settings.put("hibernate.cache.use_second_level_cache", "true");
    factory = tenants.factory(settings);
  }

  private static String identity(TestDatabase database) throws Exception {
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select identity from coffer_schema")) {
      row.next();
      return row.getString(1);
    }
  }

  @AfterEach
  void close() {
    factory.close();
    cache.close();
    red.close();
    blue.close();
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void readsReturnRecordsOfTheCurrentTenant(RecordCacheMode mode) {
    try (Coffer coffer = Coffer.over(factory).recordCache(mode).build()) {
      RecordRepository<Note, String> notes = coffer.records("notes", Note.class);
      String large = noise(5_000);
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        notes.put("k", new Note(tenant));
        notes.put("large", new Note(tenant + large));
      }
      for (int round = 0; round < 3; round++) {
        for (String tenant : List.of("red", "blue")) {
          tenants.become(tenant);
          Note expected = new Note(tenant);
          assertThat(notes.get("k")).hasValue(expected);
          assertThat(notes.get("large")).hasValue(new Note(tenant + large));
          assertThat(notes.find("k").map(StoredValue::value)).hasValue(expected);
          assertThat(notes.getAll(List.of("k"))).containsEntry("k", expected);
          assertThat(notes.scan(Range.all()).findFirst().map(StoredValue::value))
              .hasValue(expected);
          assertThat(notes.page(Range.all(), null, 1).records().get(0).value()).isEqualTo(expected);
          assertThat(coffer.retrieve("notes", "k", Note.class)).hasValue(expected);
          assertThat(coffer.retrieve("notes", "k", new TypeRef<Note>() {})).hasValue(expected);
          try (EntityManager manager = factory.createEntityManager()) {
            RecordRepository<Note, String> joined = coffer.in(manager).records("notes", Note.class);
            assertThat(joined.get("k")).hasValue(expected);
          }
        }
      }
      tenants.become("red");
      notes.delete("k");
      assertThat(notes.get("k")).isEmpty();
      assertThat(notes.exists("k")).isFalse();
      tenants.become("blue");
      assertThat(notes.get("k")).hasValue(new Note("blue"));
      assertThat(notes.count()).isEqualTo(2);
    }
  }

  record Titled(String title, String text) {}

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void olderFormsAreConvertedForEachTenant(RecordCacheMode mode) {
    TypeName second =
        TypeName.of("note", 2)
            .from(
                1,
                json -> {
                  json.put("title", "of " + json.get("text"));
                  return json;
                });
    try (Coffer older = Coffer.over(factory).recordCache(mode).build();
        Coffer coffer =
            Coffer.over(factory).recordCache(mode).registerType(Titled.class, second).build()) {
      older.records().registerType(Note.class, "note");
      RecordRepository<Titled, String> notes = coffer.records("notes", Titled.class);
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        older.store("notes", "k", new Note(tenant));
      }
      for (int round = 0; round < 3; round++) {
        for (String tenant : List.of("red", "blue")) {
          tenants.become(tenant);
          assertThat(notes.get("k")).hasValue(new Titled("of " + tenant, tenant));
        }
      }
      coffer.records().registerType(Titled.class, second);
      assertThatThrownBy(() -> coffer.records().registerType(Titled.class, TypeName.of("other", 2)))
          .isInstanceOf(RecordTypeException.class);
    }
  }

  @Test
  void theCollectionsAreThoseOfTheCurrentTenant() {
    try (Coffer coffer = Coffer.over(factory).build()) {
      tenants.become("red");
      coffer.store("notes", "a", new Note("red"));
      coffer.store("notes", "b", new Note("red"));
      tenants.become("blue");
      coffer.store("memos", "a", new Note("blue"));

      assertThat(coffer.records().collections()).containsExactly(new CollectionInfo("memos", 1));
      tenants.become("red");
      assertThat(coffer.records().collections()).containsExactly(new CollectionInfo("notes", 2));
    }
  }

  @Test
  void aMapBelongsToTheCurrentTenant() {
    try (Coffer coffer = Coffer.over(factory).build()) {
      tenants.become("red");
      Map<String, Note> map = coffer.records("notes", Note.class).asMap();
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        map.put("m", new Note(tenant));
      }
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        assertThat(map.get("m")).isEqualTo(new Note(tenant));
        assertThat(map).isEqualTo(Map.of("m", new Note(tenant)));
        assertThat(coffer.records("notes", Note.class).get("m")).hasValue(new Note(tenant));
      }
    }
  }

  @Test
  void aSlidingViewBelongsToTheCurrentTenant() {
    try (Coffer coffer = Coffer.over(factory).build()) {
      RecordRepository<Note, String> sliding =
          coffer.records("notes", Note.class).sliding(Duration.ofHours(1));
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        sliding.put("s", new Note(tenant));
      }
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        assertThat(sliding.get("s")).hasValue(new Note(tenant));
        assertThat(coffer.records("notes", Note.class).find("s").orElseThrow().expiresAt())
            .isNotNull();
      }
      assertThatThrownBy(() -> coffer.records("notes", Note.class).sliding(Duration.ZERO))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void eachTenantMayHaveItsListener() {
    Map<String, RecordedChanges> recorded = new HashMap<>();
    CofferListener listener =
        new CofferListener() {
          @Override
          public CofferListener ofTenant(String tenant) {
            return recorded.computeIfAbsent(tenant, each -> new RecordedChanges());
          }
        };
    try (Coffer coffer = Coffer.over(factory).listener(listener).build()) {
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        long version = coffer.store("notes", "l", new Note(tenant)).version();
        assertThat(Objects.requireNonNull(recorded.get(tenant)).changes())
            .containsExactly(new RecordChange("notes", "l", 0, version));
      }
      assertThat(Objects.requireNonNull(recorded.get("red")).told()).isEmpty();
    }
  }

  @Test
  void aTransactionOfSeveralOperationsBelongsToTheCurrentTenant() {
    try (Coffer coffer = Coffer.over(factory).build()) {
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        coffer.runInTransaction(stores -> stores.store("notes", "t", new Note(tenant)));
      }
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        assertThat(coffer.retrieve("notes", "t", Note.class)).hasValue(new Note(tenant));
      }
    }
  }

  @Test
  void contentsBelongToATenant() throws Exception {
    try (Coffer coffer = Coffer.over(factory).build()) {
      ContentStore contents = coffer.contents();
      Map<String, StoredContent> stored = new LinkedHashMap<>();
      for (int i = 0; i < 10; i++) {
        String tenant = i % 2 == 0 ? "red" : "blue";
        tenants.become(tenant);
        String text = tenant + i;
        stored.put(text, contents.store(text.getBytes(UTF_8)));
      }
      for (Map.Entry<String, StoredContent> each : stored.entrySet()) {
        String owner = each.getKey().startsWith("red") ? "red" : "blue";
        ContentHash hash = each.getValue().hash();
        for (String tenant : List.of("red", "blue")) {
          tenants.become(tenant);
          assertThat(contents.exists(hash)).isEqualTo(tenant.equals(owner));
          try (EntityManager manager = factory.createEntityManager()) {
            StoredContent found = manager.find(StoredContent.class, each.getValue().id());
            assertThat(found != null && found.hash().equals(hash)).isEqualTo(tenant.equals(owner));
          }
        }
        tenants.become(owner);
        try (InputStream stream = contents.open(hash)) {
          assertThat(stream).hasBinaryContent(each.getKey().getBytes(UTF_8));
        }
        tenants.become(owner.equals("red") ? "blue" : "red");
        assertThatThrownBy(() -> contents.open(hash)).isInstanceOf(ContentNotFoundException.class);
      }
      assertThat(coffer.verify().isClean()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(RecordCacheMode.class)
  void filesBelongToTheCurrentTenant(RecordCacheMode mode) throws Exception {
    try (Coffer coffer = Coffer.over(factory).recordCache(mode).build()) {
      FileRepository files = coffer.files("files");
      Map<String, StoredFile> stored = new HashMap<>();
      for (String tenant : List.of("red", "blue")) {
        tenants.become(tenant);
        byte[] bytes = noise(tenant, 600_000);
        files.put("2026/common", new ByteArrayInputStream(bytes));
        files.put("2026/of " + tenant, new ByteArrayInputStream(bytes));
        stored.put(tenant, files.get("2026/common").orElseThrow());
      }
      for (int round = 0; round < 2; round++) {
        for (String tenant : List.of("red", "blue")) {
          tenants.become(tenant);
          StoredFile own = Objects.requireNonNull(stored.get(tenant));
          StoredFile other =
              Objects.requireNonNull(stored.get(tenant.equals("red") ? "blue" : "red"));
          assertThat(files.get("2026/common")).hasValue(own);
          try (InputStream in = files.open("2026/common")) {
            assertThat(in).hasBinaryContent(noise(tenant, 600_000));
          }
          assertThat(files.list(""))
              .extracting(StoredFile::path)
              .containsExactly("2026/common", "2026/of " + tenant);
          assertThat(files.entries("")).extracting(FileEntry::path).containsExactly("2026");
          assertThatThrownBy(() -> files.open(other, 0, other.size()))
              .isInstanceOf(ContentNotFoundException.class);
        }
      }
      tenants.become("red");
      Iterator<StoredFile> begun = files.list("").iterator();
      begun.next();
      InputStream open = files.open("2026/common");
      tenants.become("blue");
      assertThat(files.deleteAll("")).isEqualTo(2);
      assertThat(begun.next().path()).isEqualTo("2026/of red");
      try (open) {
        assertThat(open).hasBinaryContent(noise("red", 600_000));
      }
      tenants.become("red");
      assertThat(files.list("")).hasSize(2);
      assertThat(coffer.verify().isClean()).isTrue();
    }
  }

  /** A dictionary of one tenant would make the records of the other unreadable without it. */
  @Test
  void dictionariesBelongToATenant() {
    try (Coffer coffer = Coffer.over(factory).build()) {
      RecordRepository<Note, Integer> notes = coffer.records("notes", Note.class, Integer.class);
      fill(notes);
      assertThat(coffer.trainDictionary("notes").dictionary()).isNotNull();
      notes.put(1, new Note("The first note with the dictionary, of the colour red."));
      tenants.become("blue");
      fill(notes);
    }
    try (SessionFactory plain = SessionFactories.over(blue);
        Coffer coffer = Coffer.over(plain).build()) {
      RecordRepository<Note, Integer> notes = coffer.records("notes", Note.class, Integer.class);
      assertThat(notes.scan(Range.all()).map(StoredValue::value)).hasSize(2_000);
    }
  }

  private static void fill(RecordRepository<Note, Integer> notes) {
    Map<Integer, Note> all = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      all.put(i, new Note("A note of the kind that a dictionary is good for, number " + i));
    }
    notes.putAll(all);
    notes.put(0, new Note("A note of the kind that a dictionary is good for, put by itself."));
  }

  @Test
  void startedWorkKeepsItsTenant() {
    try (Coffer coffer = Coffer.over(factory).build()) {
      RecordRepository<Note, Integer> notes = coffer.records("notes", Note.class, Integer.class);
      fill(notes);
      Iterator<StoredValue<Note, Integer>> scan = notes.scan(Range.all()).iterator();
      scan.next();
      tenants.become("blue");
      int read = 1;
      while (scan.hasNext()) {
        scan.next();
        read++;
      }
      assertThat(read).isEqualTo(2_000);
      assertThat(notes.count()).isZero();
    }
  }

  @Test
  void theTransactionOfAnotherTenantIsNotJoined() {
    try (EntityManager manager = factory.createEntityManager();
        Coffer coffer = Coffer.over(factory).joining(() -> manager).build()) {
      manager.getTransaction().begin();
      RecordRepository<Note, String> notes = coffer.records("notes", Note.class);
      notes.put("k", new Note("red"));
      tenants.become("blue");
      assertThatThrownBy(() -> notes.put("k", new Note("blue")))
          .isInstanceOf(TransactionRequiredException.class)
          .hasMessageContaining("'red'")
          .hasMessageContaining("'blue'");
      manager.getTransaction().rollback();
    }
  }

  @Test
  void withoutATenantCallsFail() {
    tenants.become(null);
    try (Coffer coffer = Coffer.over(factory).build()) {
      assertThatThrownBy(() -> coffer.retrieve("notes", "k", Note.class))
          .isInstanceOf(UnsupportedHostException.class)
          .hasMessageContaining("CurrentTenantIdentifierResolver");
    }
  }

  private static byte[] noise(String seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed.hashCode()).nextBytes(bytes);
    return bytes;
  }

  private static String noise(int length) {
    StringBuilder text = new StringBuilder();
    new Random(1).ints(length, 'a', 'z' + 1).forEach(each -> text.append((char) each));
    return text.toString();
  }
}
