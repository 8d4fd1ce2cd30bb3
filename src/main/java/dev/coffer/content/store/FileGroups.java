package dev.coffer.content.store;

import dev.coffer.api.ContentSourceException;
import dev.coffer.content.part.Chunker;
import dev.coffer.content.write.ContentWrites;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.content.write.SourceFiles;
import dev.coffer.entity.StoredContent;
import dev.coffer.tx.Transactions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One write of many files, in their order. Files of at most one frame are collected into groups,
 * and each group is written in one transaction. A larger file has transactions of its own. Not
 * thread-safe; used once.
 */
final class FileGroups {

  /** The largest number of bytes of a group, unless its only file is larger. */
  private static final int GROUP_BYTES = 2 << 20;

  /** The largest number of files of a group, which holds as many locks. */
  private static final int GROUP_FILES = 256;

  private final ContentUploads uploads;
  private final Transactions transactions;
  private final ContentWrites writes;
  private final GroupEnding ending;
  private final List<byte[]> group = new ArrayList<>();
  private final List<StoredContent> written = new ArrayList<>();
  private int groupBytes;

  FileGroups(
      ContentUploads uploads, Transactions transactions, ContentWrites writes, GroupEnding ending) {
    this.uploads = uploads;
    this.transactions = transactions;
    this.writes = writes;
    this.ending = ending;
  }

  /** Writes the files and returns their contents, in the same order. */
  List<StoredContent> write(List<Path> files) throws SQLException {
    for (Path file : files) {
      byte[] head;
      try {
        head = SourceFiles.with(file, source -> source.head(Chunker.GREATEST + 1));
      } catch (ContentSourceException e) {
        flush();
        throw e;
      }
      if (head.length <= Chunker.GREATEST) {
        add(head);
      } else {
        flush();
        written.add(uploads.replayed(file, (unit, content) -> ending.end(unit, List.of(content))));
      }
    }
    flush();
    return written;
  }

  private void add(byte[] bytes) {
    if (groupBytes + bytes.length > GROUP_BYTES || group.size() == GROUP_FILES) {
      flush();
    }
    group.add(bytes);
    groupBytes += bytes.length;
  }

  private void flush() {
    if (group.isEmpty()) {
      return;
    }
    List<PreparedContent> prepared = writes.prepare(group);
    written.addAll(
        transactions.write(
            unit -> {
              List<StoredContent> contents = writes.write(unit, prepared);
              ending.end(unit, contents);
              return contents;
            }));
    group.clear();
    groupBytes = 0;
  }
}
