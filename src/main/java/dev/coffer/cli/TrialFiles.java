package dev.coffer.cli;

import dev.coffer.api.CofferException;
import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentSourceException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The file half of a trial. It stores every file and a share of the files a second time, and reads
 * all files back.
 */
final class TrialFiles {
  private static final int BUFFER = 1 << 16;

  /** The number of files of one call. */
  private static final int BATCH = 256;

  private final Console console;
  private List<Path> files;
  private final double repeat;
  private final Differences differences;
  private final PassedOver passedOver;
  private final List<ContentHash> hashes = new ArrayList<>();
  private final TrialTally tally = new TrialTally();

  TrialFiles(
      Console console,
      List<Path> directories,
      double repeat,
      Differences differences,
      PassedOver passedOver)
      throws IOException {
    this.console = console;
    this.files = allFiles(directories, passedOver);
    this.repeat = repeat;
    this.differences = differences;
    this.passedOver = passedOver;
  }

  private static List<Path> allFiles(List<Path> directories, PassedOver passedOver)
      throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (!Files.exists(directory)) {
        throw new RefusedException("no such directory: " + directory);
      }
      found.addAll(FileTree.files(directory, file -> true, passedOver));
    }
    return found;
  }

  /** The figures so far. */
  TrialTally tally() {
    return tally;
  }

  /** Stores every file, then a share of the files again. */
  void write(ContentStore contents) {
    try (Progress progress = new Progress(console, "files stored")) {
      storeFirst(contents, progress);
      storeAgain(contents, progress);
    }
  }

  private void storeFirst(ContentStore contents, Progress progress) {
    List<Path> stored = new ArrayList<>();
    for (List<Path> batch : batches(files)) {
      progress.at(tally.storedFirst, tally.storedFirst, files.size() + again());
      List<Path> readable = new ArrayList<>(batch);
      hashes.addAll(storeReadable(contents, readable));
      stored.addAll(readable);
      tally.storedFirst = stored.size();
    }
    files = stored;
  }

  private long again() {
    return Math.round(files.size() * repeat);
  }

  private void storeAgain(ContentStore contents, Progress progress) {
    for (List<Path> batch : batches(files.subList(0, (int) again()))) {
      progress.at(tally.stored(), tally.stored(), files.size() + again());
      for (ContentHash hash : store(contents, batch)) {
        int file = (int) tally.storedAgain++;
        if (!hash.equals(hashes.get(file))) {
          differences.add(files.get(file) + " had another hash when it was stored again");
        }
      }
    }
  }

  private static List<List<Path>> batches(List<Path> files) {
    List<List<Path>> batches = new ArrayList<>();
    for (int from = 0; from < files.size(); from += BATCH) {
      batches.add(files.subList(from, Math.min(files.size(), from + BATCH)));
    }
    return batches;
  }

  /** Stores files. Those that cannot be read are removed from the list and reported. */
  private List<ContentHash> storeReadable(ContentStore contents, List<Path> batch) {
    try {
      return store(contents, batch);
    } catch (ContentSourceException e) {
      return storeOneByOne(contents, batch);
    }
  }

  private List<ContentHash> storeOneByOne(ContentStore contents, List<Path> batch) {
    List<ContentHash> stored = new ArrayList<>();
    for (Iterator<Path> all = batch.iterator(); all.hasNext(); ) {
      try {
        stored.addAll(store(contents, List.of(all.next())));
      } catch (ContentSourceException e) {
        passedOver.add(e);
        all.remove();
      }
    }
    return stored;
  }

  private List<ContentHash> store(ContentStore contents, List<Path> batch) {
    long start = System.nanoTime();
    List<StoredContent> stored = contents.storeAll(batch);
    tally.writing = tally.writing.plus(Duration.ofNanos(System.nanoTime() - start));
    tally.logicalBytes += stored.stream().mapToLong(StoredContent::size).sum();
    return stored.stream().map(StoredContent::hash).toList();
  }

  /** Reads every file from the store and compares it with the disk. Returns the elapsed time. */
  Duration read(ContentStore contents) {
    long start = System.nanoTime();
    tally.readCount = 0;
    tally.readBytes = 0;
    try (Progress progress = new Progress(console, "files read")) {
      readAll(contents, progress);
    }
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void readAll(ContentStore contents, Progress progress) {
    for (int i = 0; i < files.size(); i++) {
      progress.at(i, i, files.size());
      try {
        compare(contents, hashes.get(i), files.get(i));
      } catch (CofferException | IOException e) {
        differences.add(files.get(i) + ": " + Errors.describe(e));
      }
      tally.readCount++;
    }
  }

  private void compare(ContentStore contents, ContentHash hash, Path file) throws IOException {
    byte[] expected = new byte[BUFFER];
    byte[] actual = new byte[BUFFER];
    try (InputStream disk = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        InputStream stored = contents.open(hash)) {
      int length;
      do {
        length = disk.readNBytes(expected, 0, BUFFER);
        int found = stored.readNBytes(actual, 0, BUFFER);
        tally.readBytes += found;
        if (!Arrays.equals(expected, 0, length, actual, 0, found)) {
          differences.add(file + " came back changed");
          return;
        }
      } while (length == BUFFER);
    }
  }
}
