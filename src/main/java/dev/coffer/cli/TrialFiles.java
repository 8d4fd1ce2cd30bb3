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

  private final Console console;
  private final List<Path> files;
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
    for (Iterator<Path> all = files.iterator(); all.hasNext(); ) {
      progress.at(tally.storedFirst, tally.storedFirst, files.size() + again());
      try {
        hashes.add(store(contents, all.next()));
        tally.storedFirst++;
      } catch (ContentSourceException e) {
        passedOver.add(e);
        all.remove();
      }
    }
  }

  private long again() {
    return Math.round(files.size() * repeat);
  }

  private void storeAgain(ContentStore contents, Progress progress) {
    long again = again();
    for (int i = 0; i < again; i++) {
      progress.at(tally.stored(), tally.stored(), files.size() + again);
      ContentHash hash = store(contents, files.get(i));
      tally.storedAgain++;
      if (!hash.equals(hashes.get(i))) {
        differences.add(files.get(i) + " had another hash when it was stored again");
      }
    }
  }

  private ContentHash store(ContentStore contents, Path file) {
    long start = System.nanoTime();
    StoredContent content = contents.store(file);
    tally.writing = tally.writing.plus(Duration.ofNanos(System.nanoTime() - start));
    tally.logicalBytes += content.size();
    return content.hash();
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
