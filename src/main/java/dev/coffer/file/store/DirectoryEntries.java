package dev.coffer.file.store;

import dev.coffer.file.Directory;
import dev.coffer.file.FileEntry;
import dev.coffer.record.Page;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one directory, read page by page. A page that ends inside a subdirectory is
 * followed by one that begins behind that subdirectory. Not thread-safe.
 */
final class DirectoryEntries implements Iterator<FileEntry> {

  private static final int FIRST_LIMIT = 16;
  private static final int GREATEST_LIMIT = 512;

  /** The character after the slash: what begins with {@code a0} comes behind all of {@code a/}. */
  private static final char BEHIND_SLASH = '/' + 1;

  private final RecordRepository<FileValue, String> records;
  private final String prefix;
  private final @Nullable String end;
  private final Queue<FileEntry> ready = new ArrayDeque<>();
  private @Nullable Range<String> rest;
  private @Nullable String after;
  private int limit = FIRST_LIMIT;

  /**
   * The entries of a directory.
   *
   * @param directory the path of the directory, which is empty for the root
   */
  DirectoryEntries(RecordRepository<FileValue, String> records, String directory) {
    this.records = records;
    if (directory.isEmpty()) {
      this.prefix = "";
      this.end = null;
      this.rest = Range.all();
    } else {
      this.prefix = directory + '/';
      this.end = directory + BEHIND_SLASH;
      this.rest = Range.between(prefix, end);
    }
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rest != null) {
      readPage(rest);
    }
    return !ready.isEmpty();
  }

  @Override
  public FileEntry next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The directory '" + prefix + "' has no more entries.");
    }
    return ready.remove();
  }

  private void readPage(Range<String> range) {
    Page<FileValue, String> page = records.page(range, after, limit);
    String subdirectory = null;
    for (StoredValue<FileValue, String> each : page.records()) {
      String path = each.key();
      if (subdirectory != null && path.startsWith(subdirectory + '/')) {
        continue;
      }
      int slash = path.indexOf('/', prefix.length());
      subdirectory = slash < 0 ? null : path.substring(0, slash);
      ready.add(subdirectory == null ? FileValue.file(each) : new Directory(subdirectory));
    }
    if (page.last() == null) {
      rest = null;
    } else if (subdirectory == null) {
      after = page.last();
      limit = Math.min(2 * limit, GREATEST_LIMIT);
    } else {
      String behind = subdirectory + BEHIND_SLASH;
      rest = end == null ? Range.from(behind) : Range.between(behind, end);
      after = null;
      limit = FIRST_LIMIT;
    }
  }
}
