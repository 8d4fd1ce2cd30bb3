package dev.coffer.file.store;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.api.RecordConflictException;
import dev.coffer.api.StoredFileNotFoundException;
import dev.coffer.content.ContentStore;
import dev.coffer.entity.StoredContent;
import dev.coffer.file.FileDetails;
import dev.coffer.file.FileEntry;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FilePut;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.Expiry;
import dev.coffer.record.Put;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.RecordStore;
import dev.coffer.record.StoredValue;
import dev.coffer.record.key.KeyRules;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The files of a collection, over its records and a content store of the same transactions. */
public final class RecordFileRepository implements FileRepository {

  /** A directory with a longer path has no files, because their paths would be too long. */
  private static final int LONGEST_DIRECTORY = 510;

  private static final int ATTEMPTS = 3;

  private final String collection;
  private final RecordRepository<FileValue, String> records;
  private final ContentStore contents;

  /** Creates the files of a collection. */
  public RecordFileRepository(RecordStore records, ContentStore contents, String collection) {
    this.collection = KeyRules.checkCollection(collection);
    records.registerType(FileValue.class, FileValue.TYPE);
    this.records = records.records(collection, FileValue.class);
    this.contents = contents;
  }

  @Override
  public String collection() {
    return collection;
  }

  private String checked(String path) {
    return FilePaths.check(collection, path);
  }

  @Override
  public FilePut put(String path, InputStream stream, FileOptions options) {
    checked(path);
    Objects.requireNonNull(stream, "The argument 'stream' is null.");
    Objects.requireNonNull(options, "The argument 'options' is null.");
    return put(path, contents.stage(stream), options);
  }

  @Override
  public FilePut put(String path, Path source, FileOptions options) {
    checked(path);
    Objects.requireNonNull(source, "The argument 'source' is null.");
    Objects.requireNonNull(options, "The argument 'options' is null.");
    for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
      StoredContent content = contents.stage(source);
      try {
        return put(path, content, options);
      } catch (VanishedContentException e) {
        // The source can be read again.
      }
    }
    return put(path, contents.stage(source), options);
  }

  /** Stores a file with a staged content, which nothing keeps before that. */
  private FilePut put(String path, StoredContent content, FileOptions options) {
    FileValue value = FileValue.of(content.hash(), content.size(), options.details());
    Put put;
    try {
      put = write(path, value, options);
    } catch (ContentNotFoundException e) {
      throw new VanishedContentException(
          "The bytes of the file '%s' of collection '%s' were deleted after their upload, before the file referred to them; put the file again."
              .formatted(path, collection),
          e);
    }
    return new FilePut(content.hash(), content.size(), put.outcome(), put.version());
  }

  private Put write(String path, FileValue value, FileOptions options) {
    if (options.expectedVersion().isEmpty()) {
      return records.put(path, value, options.expiry());
    }
    long expected = options.expectedVersion().getAsLong();
    return done(path, expected, records.putIfVersion(path, value, expected, options.expiry()));
  }

  private Put done(String path, long expected, ConditionalPut result) {
    if (result instanceof ConditionalPut.Done done) {
      return done.put();
    }
    long actual = ((ConditionalPut.Refused) result).actualVersion();
    throw new RecordConflictException(
        collection,
        path,
        expected,
        actual,
        "The file '%s' of collection '%s' is %s, but the condition is that it is %s; read it again, then decide again."
            .formatted(path, collection, state(actual), state(expected)));
  }

  private static String state(long version) {
    return version == 0 ? "absent" : "at version " + version;
  }

  @Override
  public Optional<StoredFile> get(String path) {
    return records.find(checked(path)).map(FileValue::file);
  }

  @Override
  public boolean exists(String path) {
    return records.exists(checked(path));
  }

  @Override
  public InputStream open(String path) {
    return opened(checked(path), contents::open);
  }

  @Override
  public InputStream open(StoredFile file, long offset, long length) {
    Objects.requireNonNull(file, "The argument 'file' is null.");
    return contents.open(file.hash(), offset, length);
  }

  @Override
  public SeekableByteChannel openChannel(String path) {
    return opened(checked(path), contents::openChannel);
  }

  /** Opens the content of a file. If the content is gone because the file changed, reads again. */
  private <S> S opened(String path, Function<ContentHash, S> opener) {
    ContentHash hash = content(path);
    while (true) {
      try {
        return opener.apply(hash);
      } catch (ContentNotFoundException e) {
        ContentHash now = content(path);
        if (now.equals(hash)) {
          throw e;
        }
        hash = now;
      }
    }
  }

  private ContentHash content(String path) {
    return records
        .get(path)
        .map(FileValue::content)
        .orElseThrow(
            () ->
                new StoredFileNotFoundException(
                    collection,
                    path,
                    "There is no file '%s' in collection '%s'.".formatted(path, collection)));
  }

  @Override
  public Stream<StoredFile> list(String prefix) {
    return records.scan(withPrefix(prefix)).map(FileValue::file);
  }

  private static Range<String> withPrefix(String prefix) {
    return Range.prefix(Objects.requireNonNull(prefix, "The argument 'prefix' is null."));
  }

  @Override
  public Stream<FileEntry> entries(String directory) {
    Objects.requireNonNull(directory, "The argument 'directory' is null.");
    if (!directory.isEmpty()) {
      checked(directory);
    }
    if (directory.codePointCount(0, directory.length()) > LONGEST_DIRECTORY) {
      return Stream.empty();
    }
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(
            new DirectoryEntries(records, directory),
            Spliterator.ORDERED | Spliterator.DISTINCT | Spliterator.NONNULL),
        false);
  }

  @Override
  public Optional<FileDetails> update(String path, UnaryOperator<FileDetails> change) {
    checked(path);
    Objects.requireNonNull(change, "The argument 'change' is null.");
    return records
        .update(
            path,
            value ->
                FileValue.of(
                    value.content(),
                    value.size(),
                    Objects.requireNonNull(
                        change.apply(value.details()),
                        "The result of the argument 'change' is null.")))
        .map(FileValue::details);
  }

  @Override
  public boolean touch(String path, Expiry expiry) {
    return records.touch(checked(path), expiry);
  }

  @Override
  public boolean move(String path, String newPath) {
    checked(path);
    FilePaths.check(collection, newPath, "newPath");
    return records.rename(path, newPath);
  }

  @Override
  public boolean copy(String path, String newPath) {
    checked(path);
    FilePaths.check(collection, newPath, "newPath");
    Optional<StoredValue<FileValue, String>> source = records.find(path);
    while (source.isPresent()) {
      try {
        done(newPath, 0, records.putIfAbsent(newPath, source.get().value()));
        return true;
      } catch (ContentNotFoundException e) {
        Optional<StoredValue<FileValue, String>> now = records.find(path);
        if (now.equals(source)) {
          throw e;
        }
        source = now;
      }
    }
    return false;
  }

  @Override
  public boolean delete(String path) {
    return records.delete(checked(path));
  }

  @Override
  public boolean deleteIfVersion(String path, long expectedVersion) {
    return records.deleteIfVersion(checked(path), expectedVersion);
  }

  @Override
  public long deleteAll(String prefix) {
    return records.deleteRange(withPrefix(prefix));
  }

  @Override
  public String toString() {
    return "FileRepository[" + collection + "]";
  }
}
