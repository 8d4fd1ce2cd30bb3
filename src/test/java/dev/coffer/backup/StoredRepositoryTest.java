package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.content.Holder;
import dev.coffer.record.Expiry;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Repositories that an earlier commit wrote can be read. {@code -Dcoffer.backup.write} writes them
 * again, which is allowed before the first release of the format only.
 */
class StoredRepositoryTest {
  private static final Path STORED = Path.of("src", "test", "resources", "backup");
  private static final int MOST_BYTES = 30_000;

  @TempDir private Path directory = Path.of("");

  private static BackupSettings settings(Path path, String form) {
    BackupSettings settings = BackupSettings.at(path);
    return form.equals("encrypted")
        ? settings.withSecret(RepositorySecret.passphrase("correct horse".toCharArray()))
        : settings;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Long enough for several parts. */
  private static byte[] longText() {
    return text("All work and no play makes Jack a dull boy.\n".repeat(100_000));
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < 300; i++) {
      names.put("name " + i, "value number " + i + " of many that are much alike");
    }
    return names;
  }

  private static void fill(Coffer coffer) {
    RecordRepository<String, String> names = coffer.records("names", String.class);
    names.putAll(names());
    names.put("ключ 𝄞", "text", Expiry.after(Duration.ofDays(36_500)));
    names.put("name 7", "changed");
    coffer.trainDictionary("names");
    names.put("after training", "value number 1 of many that are much alike");
    coffer.records("large", byte[].class).put("large", longText());
    ContentHash attachment = coffer.contents().store(text("attachment")).hash();
    coffer.contents().retain(attachment, Holder.of("archive"));
    coffer
        .records("letters", BackupData.Letter.class)
        .put("a", new BackupData.Letter("see there", attachment));
    coffer.contents().store(longText());
  }

  private static void write(Path path, String form) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    try (TestDatabase database = TestDatabase.h2();
        Coffer coffer = BackupData.open(database)) {
      Backups backups = coffer.backups(settings(path, form));
      fill(coffer);
      backups.create("first");
      coffer.records("names", String.class).put("name 9", "later");
      backups.verify(backups.create("second", "nightly").snapshot(), CheckLevel.STRUCTURE);
      // The pack of this snapshot gets a mark.
      coffer.records("names", String.class).put("name 9", "passing");
      backups.create();
      coffer.records("names", String.class).put("name 9", "later");
      backups.create("third");
      backups.forget(
          RetentionPolicy.none().keepTag("first").keepTag("second").keepTag("third"), false);
      backups.prune(false);
    }
  }

  private Path copy(Path from) throws IOException {
    Path copy = directory.resolve("copy");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path each : files.toList()) {
        Files.copy(each, copy.resolve(from.relativize(each).toString()));
      }
    }
    return copy;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "encrypted"})
  void isReadVerifiedAndRestored(String form) throws Exception {
    Path stored = STORED.resolve(form);
    if (System.getProperty("coffer.backup.write") != null) {
      write(stored, form);
    }
    try (Stream<Path> files = Files.walk(stored)) {
      long size = 0;
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        size += Files.size(each);
      }
      assertThat(size).isLessThan(MOST_BYTES);
    }
    BackupSettings settings = settings(copy(stored), form);
    SnapshotRepository repository = Coffer.openRepository(settings);
    List<Snapshot> snapshots = repository.snapshots();

    assertThat(snapshots)
        .extracting(Snapshot::tags)
        .containsExactly(List.of("third"), List.of("second", "nightly"), List.of("first"));
    assertThat(snapshots.get(1).verified()).isNotNull();
    assertThat(snapshots).extracting(Snapshot::records).containsOnly(304L);
    for (Snapshot each : snapshots) {
      CheckReport report = repository.verify(each, CheckLevel.ALL);
      assertThat(report.problems()).isEmpty();
      assertThat(report.repositoryProblems()).isEmpty();
    }
    assertThat(repository.verify(snapshots.get(2), CheckLevel.TRIAL).problems()).isEmpty();
    requireValues(settings, snapshots.get(1), "later");
    assertThat(repository.prune(true).marked()).isZero();
  }

  private static void requireValues(BackupSettings settings, Snapshot snapshot, String ninth)
      throws Exception {
    Map<String, String> expected = names();
    expected.put("ключ 𝄞", "text");
    expected.put("name 7", "changed");
    expected.put("name 9", ninth);
    expected.put("after training", "value number 1 of many that are much alike");
    try (TestDatabase target = TestDatabase.h2();
        Coffer coffer = BackupData.open(target)) {
      coffer.backups(settings).restore(snapshot, RestorePlan.all());

      RecordRepository<String, String> names = coffer.records("names", String.class);
      expected.forEach((key, value) -> assertThat(names.get(key)).as(key).contains(value));
      assertThat(coffer.records("large", byte[].class).get("large"))
          .hasValueSatisfying(value -> assertThat(value).isEqualTo(longText()));
      BackupData.Letter letter =
          coffer.records("letters", BackupData.Letter.class).get("a").orElseThrow();
      assertThat(letter.text()).isEqualTo("see there");
      try (InputStream in = coffer.contents().open(letter.attachment())) {
        assertThat(in).hasBinaryContent(text("attachment"));
      }
      assertThat(coffer.verify().damaged()).isEmpty();
    }
  }
}
