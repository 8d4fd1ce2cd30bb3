package dev.coffer.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.api.ContentHash;
import dev.coffer.cli.MainJobData;
import dev.coffer.content.ContentInfo;
import dev.coffer.dialect.Dialect;
import dev.coffer.maintenance.MaintenanceTask;
import dev.coffer.maintenance.RunOptions;
import dev.coffer.record.CollectionInfo;
import dev.coffer.record.Expiry;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The data of the main job, backed up twice with changes of a third between, and restored onto each
 * other kind of database.
 */
@Tag("slow")
@Timeout(1_800)
class MainJobBackupTest {
  private static final int PAGE = 1_000;

  @TempDir private Path directory = Path.of("");

  @ParameterizedTest
  @EnumSource(Dialect.Product.class)
  void bothSnapshotsRestoreOntoEachDatabase(Dialect.Product product) throws Exception {
    try (TestDatabase source = BackupData.newDatabase(product)) {
      MainJobData.load(source);
      try (Coffer coffer = BackupData.open(source)) {
        Backups backups = coffer.backups(BackupSettings.at(directory));
        BackupReport first = backups.create();
        List<String> rowsAtFirst = BackupData.rows(source);
        changeAThird(coffer);
        BackupReport second = backups.create();
        List<String> rowsAtSecond = BackupData.rows(source);
        BackupReport third = backups.create();

        System.out.printf(
            "%s: first %s, added %,d bytes in %s; second %s, added %,d in %s; unchanged: %,d in"
                + " %s%n",
            product,
            figures(first),
            first.addedBytes(),
            first.duration(),
            figures(second),
            second.addedBytes(),
            second.duration(),
            third.addedBytes(),
            third.duration());
        assertThat(third.addedBytes()).isZero();
        assertThat(backups.verify(second.snapshot(), CheckLevel.TRIAL).problems()).isEmpty();
        for (Dialect.Product target : Dialect.Product.values()) {
          assertRestores(target, first.snapshot(), rowsAtFirst);
          assertRestores(target, second.snapshot(), rowsAtSecond);
        }
      }
    }
  }

  private static String figures(BackupReport report) {
    return report.snapshot().records() + " records, " + report.snapshot().contents() + " contents";
  }

  /**
   * Of each nine records, one is changed, one deleted and one expires; of three contents, one goes.
   */
  private static void changeAThird(Coffer coffer) {
    for (CollectionInfo each : coffer.records().collections()) {
      RecordRepository<byte[], String> records =
          coffer.records().records(each.name(), byte[].class);
      List<String> keys = new ArrayList<>();
      try (Stream<String> all = records.keys(Range.all())) {
        all.forEach(keys::add);
      }
      Map<String, byte[]> changed = new HashMap<>();
      List<String> deleted = new ArrayList<>();
      List<String> expired = new ArrayList<>();
      for (int i = 0; i + 2 < keys.size(); i += 9) {
        changed.put(keys.get(i), ("changed " + i).getBytes(StandardCharsets.UTF_8));
        deleted.add(keys.get(i + 1));
        expired.add(keys.get(i + 2));
      }
      records.putAll(changed);
      records.deleteAll(deleted);
      records.touchAll(expired, Expiry.after(Duration.ofMillis(1)));
    }
    release(coffer);
    RunOptions options = RunOptions.defaults().withGrace(Duration.ZERO).withForce(true);
    coffer.maintenance().run(MaintenanceTask.EXPIRE, options);
    coffer.maintenance().run(MaintenanceTask.COLLECT, options);
  }

  private static void release(Coffer coffer) {
    @Nullable ContentHash after = null;
    int kept = 0;
    List<ContentInfo> page = coffer.contents().list(null, PAGE);
    while (!page.isEmpty()) {
      for (ContentInfo each : page) {
        if (each.retained() && kept++ % 3 == 0) {
          coffer.contents().release(each.hash());
        }
        after = each.hash();
      }
      page = coffer.contents().list(after, PAGE);
    }
  }

  private void assertRestores(Dialect.Product product, Snapshot snapshot, List<String> expected)
      throws Exception {
    try (TestDatabase target = BackupData.newDatabase(product);
        Coffer restored = BackupData.open(target)) {
      RestoreReport report =
          restored.backups(BackupSettings.at(directory)).restore(snapshot, RestorePlan.all());

      assertThat(report.problems()).isEmpty();
      assertThat(report.comparedRecords()).isEqualTo(snapshot.records());
      assertThat(report.comparedContents()).isEqualTo(snapshot.contents());
      assertThat(BackupData.rows(target)).isEqualTo(expected);
    }
  }
}
