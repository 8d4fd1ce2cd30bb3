package dev.coffer.bench.part;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.backup.BackupReport;
import dev.coffer.backup.BackupSettings;
import dev.coffer.backup.Backups;
import dev.coffer.bench.data.Catalogue;
import dev.coffer.bench.data.Entry;
import dev.coffer.bench.data.LargeFiles;
import dev.coffer.bench.report.Subject;
import dev.coffer.bench.report.Unit;
import dev.coffer.bench.server.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Backups of one database with records, documents and files: by Coffer, and by {@code
 * mariadb-dump}, which copies everything each time. Figures are bytes of the data, uncompressed.
 */
final class Backup implements Part {
  private static final int BATCH = 1_000;

  /** One record in this number changes before a backup. */
  private static final int CHANGED = 100;

  @Override
  public String name() {
    return "backup";
  }

  @Override
  public void run(Arena arena) throws Exception {
    Path directory = Files.createTempDirectory("coffer-bench-backup");
    try (Schema schema = arena.server().schema("backup");
        Coffer coffer =
            Coffer.open(
                OpenSettings.of(schema.url())
                    .withUser(schema.user())
                    .withPassword(schema.password()))) {
      new Database(arena, schema, coffer, directory).contest();
    } finally {
      delete(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static long size(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).mapToLong(each -> each.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The database, and its two backups. */
  private static final class Database {
    private final Arena arena;
    private final Schema schema;
    private final Coffer coffer;
    private final Path dump;
    private final Path repository;
    private final List<Entry> records;
    private final long bytes;
    private int changes;

    Database(Arena arena, Schema schema, Coffer coffer, Path directory) throws IOException {
      this.arena = arena;
      this.schema = schema;
      this.coffer = coffer;
      this.dump = directory.resolve("dump.sql");
      this.repository = directory.resolve("repository");
      this.records = arena.catalogue().records();
      List<Entry> documents = arena.catalogue().documents();
      List<byte[]> files = LargeFiles.read(arena.data(), arena.scale());
      put("records", records);
      put("documents", documents);
      files.forEach(coffer.contents()::store);
      this.bytes =
          Catalogue.bytes(records)
              + Catalogue.bytes(documents)
              + files.stream().mapToLong(each -> each.length).sum();
    }

    private void put(String collection, List<Entry> entries) {
      for (int from = 0; from < entries.size(); from += BATCH) {
        Map<String, byte[]> batch = new HashMap<>();
        entries
            .subList(from, Math.min(from + BATCH, entries.size()))
            .forEach(each -> batch.put(each.key(), each.bytes()));
        coffer.records(collection, byte[].class).putAll(batch);
      }
    }

    void contest() throws Exception {
      arena.run(
          new Contest("backup, the first", Unit.MEGABYTES)
              .add(Subject.DUMP, this::dump)
              .add(Subject.COFFER, this::backUpAnew));
      backUpAnew();
      arena.run(
          new Contest("backup, unchanged", Unit.MEGABYTES)
              .add(Subject.DUMP, this::dump)
              .add(Subject.COFFER, this::backUp));
      arena.run(
          new Contest("backup, 1 % of the records changed, anywhere", Unit.MEGABYTES)
              .add(Subject.DUMP, this::dump)
              .add(Subject.COFFER, () -> backUpChanges(CHANGED)));
      arena.run(
          new Contest("backup, 1 % of the records changed, adjacent", Unit.MEGABYTES)
              .add(Subject.DUMP, this::dump)
              .add(Subject.COFFER, () -> backUpChanges(1)));
      backUpAnew();
      arena.runOnce(
          new Contest("disk, backup", Unit.DENSITY)
              .add(Subject.DATA, () -> 1)
              .add(Subject.DUMP, () -> (double) bytes / Files.size(dump))
              .add(Subject.COFFER, () -> (double) bytes / size(repository)));
    }

    private double speedSince(long start) {
      return bytes * 1e3 / (System.nanoTime() - start);
    }

    private double dump() throws Exception {
      ProcessBuilder command =
          new ProcessBuilder(
                  schema.binary("mariadb-dump").toString(),
                  "--single-transaction",
                  "--skip-ssl",
                  "--user=" + schema.user(),
                  "--host=127.0.0.1",
                  "--port=" + schema.port(),
                  schema.name())
              .redirectOutput(dump.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      command.environment().put("MYSQL_PWD", schema.password());
      long start = System.nanoTime();
      int exit = command.start().waitFor();
      double speed = speedSince(start);
      if (exit != 0) {
        throw new IllegalStateException("mariadb-dump failed: " + exit);
      }
      return speed;
    }

    private double backUpAnew() throws IOException {
      delete(repository);
      return backUp();
    }

    private double backUp() {
      Backups backups = coffer.backups(BackupSettings.at(repository));
      long start = System.nanoTime();
      BackupReport report = backups.create();
      double speed = speedSince(start);
      System.out.printf("added %,d of %,d bytes%n", report.addedBytes(), bytes);
      return speed;
    }

    /** Changes every {@code step}-th record, until the share has changed, and backs up. */
    private double backUpChanges(int step) {
      changes++;
      List<Entry> sorted = new ArrayList<>(records);
      sorted.sort(Comparator.comparing(Entry::key));
      List<Entry> some = new ArrayList<>();
      for (int i = 0; i * CHANGED < records.size(); i++) {
        Entry each = sorted.get(i * step);
        byte[] changed = each.bytes().clone();
        changed[changed.length - 1] += (byte) changes;
        some.add(new Entry(each.key(), changed));
      }
      put("records", some);
      return backUp();
    }
  }
}
