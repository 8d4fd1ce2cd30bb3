package dev.coffer.backup.create;

import dev.coffer.api.CofferException;
import dev.coffer.backup.BackupOperation;
import dev.coffer.backup.BackupProgress;
import dev.coffer.backup.DamagedRepositoryException;
import dev.coffer.backup.progress.ProgressMeter;
import dev.coffer.backup.snapshot.Blobs;
import dev.coffer.backup.snapshot.Manifest;
import dev.coffer.backup.store.BackupRepository;
import dev.coffer.backup.store.BlobStore;
import dev.coffer.backup.view.ConsistentView;
import dev.coffer.backup.view.ContentQueries;
import dev.coffer.backup.view.RecordQueries;
import dev.coffer.backup.view.Rows;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaVersion;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a snapshot of a database in a repository. Thread-safe.
 *
 * <p>It reads one consistent view, so a record and its contents always belong together. If it is
 * interrupted, the finished packs stay, and the next run relies on them. The manifest is written
 * last.
 */
public final class BackupCreation {
  private static final Logger log = LoggerFactory.getLogger(BackupCreation.class);

  private final Transactions own;
  private final BackupRepository repository;
  private final Duration grace;
  private final @Nullable Consumer<BackupProgress> listener;

  /**
   * Creates the operation.
   *
   * @param own opens the connection whose view is copied
   * @param grace the time after which a pruning may delete a blob that this backup relies on
   * @param listener is told the progress; null for none
   */
  public BackupCreation(
      Transactions own,
      BackupRepository repository,
      Duration grace,
      @Nullable Consumer<BackupProgress> listener) {
    this.own = own;
    this.repository = repository;
    this.grace = grace;
    this.listener = listener;
  }

  /**
   * A new snapshot.
   *
   * @param addedBytes the number of bytes that the repository did not have before
   */
  public record Made(String name, Manifest manifest, long addedBytes) {}

  /**
   * Makes a snapshot.
   *
   * @param node the name of this process, for the manifest
   */
  public Made run(String node, List<String> tags) {
    long start = System.nanoTime();
    try (BlobStore store = repository.blobs()) {
      Manifest manifest =
          ConsistentView.read(own, unit -> copy(unit, store, node, List.copyOf(tags)));
      store.flush();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      if (taken.compareTo(grace.multipliedBy(9).dividedBy(10)) > 0) {
        throw new CofferException(
            "The backup took "
                + taken.toSeconds()
                + " s, which is more than nine tenths of the grace of "
                + grace
                + ". A pruning may have deleted blobs that it relies on, so it made no snapshot. Back"
                + " up again, which goes on from what was copied, and set a longer grace.");
      }
      String name = repository.addSnapshot(manifest.toBytes());
      manifest.damage().forEach(each -> log.warn("Snapshot {} leaves out damage: {}", name, each));
      return new Made(name, manifest, store.addedBytes());
    }
  }

  /** Copies what the store does not have, without a snapshot. */
  public void copyTo(BlobStore store) {
    var unused = ConsistentView.read(own, unit -> copy(unit, store, "", List.of()));
  }

  /**
   * The newest snapshot of the same database whose lists can be read; null if there is none. A
   * damaged one costs time, and must not keep a new one from being made.
   */
  private @Nullable Manifest earlier(BlobStore store, String database) {
    List<Manifest> newestFirst = new ArrayList<>();
    for (String name : repository.snapshots()) {
      try {
        newestFirst.add(Manifest.of(name, repository.readSnapshot(name)));
      } catch (DamagedRepositoryException e) {
        log.warn("The snapshot {} cannot be read, so no backup relies on it.", name, e);
      }
    }
    newestFirst.sort(Comparator.comparing(Manifest::createdAt).reversed());
    return newestFirst.stream()
        .filter(each -> each.database().equals(database) && hasLists(store, each))
        .findFirst()
        .orElse(null);
  }

  private static boolean hasLists(BlobStore store, Manifest manifest) {
    try {
      manifest
          .collections()
          .forEach(each -> each.ranges().forEach(list -> Blobs.ranges(store, list)));
      return true;
    } catch (DamagedRepositoryException e) {
      log.warn("A list of ranges cannot be read, so the records of it are copied again.", e);
      return false;
    }
  }

  private Manifest copy(UnitOfWork unit, BlobStore store, String node, List<String> tags)
      throws SQLException {
    long now = now(unit);
    SchemaVersion schema = Schema.version(unit.connection());
    @Nullable Manifest earlier = earlier(store, schema.identity());
    List<String> damage = new ArrayList<>();
    DictionaryCopies dictionaries = DictionaryCopies.copy(unit, store);
    ProgressMeter meter = meter(unit);
    ContentCopies contents = new ContentCopies(unit, store, damage::add, meter);
    var contentBlobs = contents.copy();
    List<Manifest.CollectionEntry> collections =
        new RecordCopies(unit, store, dictionaries, earlier, damage::add, meter).copy();
    meter.end();
    Manifest.Totals totals =
        new Manifest.Totals(
            collections.stream().mapToLong(Manifest.CollectionEntry::records).sum(),
            collections.stream().mapToLong(Manifest.CollectionEntry::bytes).sum(),
            contents.contents(),
            contents.bytes());
    return new Manifest(
        now,
        product(unit),
        schema.identity(),
        schema.version(),
        node,
        tags,
        totals,
        collections,
        contentBlobs,
        dictionaries.entries(),
        damage,
        contents.largestId());
  }

  private ProgressMeter meter(UnitOfWork unit) throws SQLException {
    long total =
        listener == null ? 0 : new RecordQueries(unit).count() + new ContentQueries(unit).count();
    return new ProgressMeter(BackupOperation.CREATE, total, listener);
  }

  private static long now(UnitOfWork unit) throws SQLException {
    try (Statement statement = unit.connection().createStatement();
        ResultSet row = statement.executeQuery("select " + unit.dialect().utcNow())) {
      row.next();
      return Rows.requiredTime(row, 1);
    }
  }

  private static String product(UnitOfWork unit) throws SQLException {
    DatabaseMetaData database = unit.connection().getMetaData();
    return database.getDatabaseProductName() + ' ' + database.getDatabaseProductVersion();
  }
}
