package dev.coffer.shard.cluster;

import dev.coffer.api.ContentHash;
import dev.coffer.api.ContentNotFoundException;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentOutputStream;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The content store over shards. The hash of a content decides its shard, unless a record refers to
 * the content: then it is also in the shard of that record. Each shard keeps a content once.
 * Thread-safe.
 */
final class ShardedContents implements ContentStore {

  private final Shards shards;
  private final SpooledUploads uploads;

  ShardedContents(Shards shards) {
    this.shards = shards;
    this.uploads = new SpooledUploads(this::any, this::write);
  }

  /** The hash that decides the shard of a content. */
  static long hash(ContentHash hash) {
    return Placement.hash("", hash.toString());
  }

  /** Writes a content, after its retentions were moved to where they belong. */
  private <R> R write(ContentHash hash, Function<ContentStore, R> operation) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          Routes.Place place = settled(known, hash);
          ContentStore store =
              shards.shard(place.to()).database().contents().over(shards.fenced(known, place.to()));
          return shards.at(place.to(), () -> operation.apply(store));
        });
  }

  private Routes.Place settled(Routes known, ContentHash hash) {
    Routes.Place place = known.place(hash(requireHash(hash)));
    if (place.moves()) {
      var unused = shards.contentPull().pull(known, hash, place);
    }
    return place;
  }

  private static ContentHash requireHash(ContentHash hash) {
    return Objects.requireNonNull(hash, "The argument 'hash' is null.");
  }

  /** The shards that may have a content, in the order in which they probably do. */
  private List<String> candidates(Routes known, ContentHash hash) {
    Routes.Place place = known.place(hash(requireHash(hash)));
    return Stream.concat(Stream.of(place.from(), place.to()), shards.inUse(known).stream())
        .distinct()
        .toList();
  }

  /** The first result that a shard has. */
  private <R> Optional<R> first(ContentHash hash, Function<ContentStore, Optional<R>> operation) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          List<String> candidates = candidates(known, hash);
          for (String name : candidates) {
            Optional<R> result = shards.at(name, () -> operation.apply(shards.contents(name)));
            if (result.isPresent()) {
              return result;
            }
          }
          shards.confirm(known);
          return Optional.empty();
        });
  }

  /** The result of the first shard that has the content. */
  private <R> R read(ContentHash hash, Function<ContentStore, R> operation) {
    return first(
            hash,
            store -> {
              try {
                return Optional.of(operation.apply(store));
              } catch (ContentNotFoundException e) {
                if (e.hash().equals(hash)) {
                  return Optional.empty();
                }
                throw e;
              }
            })
        .orElseThrow(
            () ->
                new ContentNotFoundException(
                    hash, "No shard has a content under " + hash + "; store it."));
  }

  /** A store that hashes; the shards have equal settings. */
  private ContentStore any() {
    ShardDatabase first = shards.opened().get(0);
    return first.contents().over(first.own());
  }

  @Override
  public StoredContent store(InputStream stream) {
    return uploads.ofStream(stream, (store, bytes) -> store.store(bytes.stream(), bytes.hash()));
  }

  @Override
  public StoredContent store(InputStream stream, ContentHash expected) {
    requireHash(expected);
    return uploads.ofStream(stream, (store, bytes) -> store.store(bytes.stream(), expected));
  }

  @Override
  public StoredContent store(InputStream stream, Holder holder) {
    Objects.requireNonNull(holder, "The argument 'holder' is null.");
    return uploads.ofStream(stream, (store, bytes) -> store.store(bytes.stream(), holder));
  }

  @Override
  public StoredContent store(Path file) {
    return uploads.ofFile(
        file, (stream, hash) -> write(hash, store -> store.store(stream.get(), hash)));
  }

  @Override
  public List<StoredContent> storeAll(List<Path> files) {
    Objects.requireNonNull(files, "The argument 'files' is null.");
    return files.stream().map(this::store).toList();
  }

  @Override
  public StoredContent store(byte[] bytes) {
    return write(hash(bytes), store -> store.store(bytes));
  }

  @Override
  public StoredContent stage(InputStream stream) {
    return uploads.ofStream(stream, (store, bytes) -> store.stage(bytes.stream(), bytes.hash()));
  }

  @Override
  public StoredContent stage(InputStream stream, ContentHash expected) {
    requireHash(expected);
    return uploads.ofStream(stream, (store, bytes) -> store.stage(bytes.stream(), expected));
  }

  @Override
  public StoredContent stage(Path file) {
    return uploads.ofFile(
        file, (stream, hash) -> write(hash, store -> store.stage(stream.get(), hash)));
  }

  @Override
  public StoredContent stage(byte[] bytes) {
    return write(hash(bytes), store -> store.stage(bytes));
  }

  /**
   * {@inheritDoc} The bytes are kept in memory up to 1 MiB and in a temporary file beyond, because
   * their hash decides the shard.
   */
  @Override
  public ContentOutputStream writer() {
    return uploads.writer();
  }

  @Override
  public ContentHash hash(InputStream stream) {
    return any().hash(stream);
  }

  @Override
  public ContentHash hash(Path file) {
    return any().hash(file);
  }

  @Override
  public ContentHash hash(byte[] bytes) {
    return any().hash(bytes);
  }

  @Override
  public StoredContent retain(ContentHash hash) {
    return retained(hash, store -> store.retain(hash));
  }

  @Override
  public StoredContent retain(ContentHash hash, Holder holder) {
    Objects.requireNonNull(holder, "The argument 'holder' is null.");
    return retained(hash, store -> store.retain(hash, holder));
  }

  /** Retains a content, after it was copied to its shard if it is only in the shard of a record. */
  private StoredContent retained(
      ContentHash hash, Function<ContentStore, StoredContent> operation) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          String name = settled(known, hash).to();
          ContentStore store =
              shards.shard(name).database().contents().over(shards.fenced(known, name));
          return shards.write(known, name, () -> operation.apply(store));
        });
  }

  @Override
  public boolean release(ContentHash hash) {
    return write(hash, store -> store.release(hash));
  }

  @Override
  public boolean release(ContentHash hash, Holder holder) {
    Objects.requireNonNull(holder, "The argument 'holder' is null.");
    return write(hash, store -> store.release(hash, holder));
  }

  /** {@inheritDoc} Each shard that has the content deletes it in a transaction of its own. */
  @Override
  public boolean delete(ContentHash hash) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          var unused = settled(known, hash);
          boolean deleted = false;
          for (String name : candidates(known, hash)) {
            ContentStore store =
                shards.shard(name).database().contents().over(shards.fenced(known, name));
            deleted |= shards.at(name, () -> store.delete(hash));
          }
          return deleted;
        });
  }

  @Override
  public Optional<StoredContent> find(ContentHash hash) {
    return first(hash, store -> store.find(hash));
  }

  @Override
  public boolean exists(ContentHash hash) {
    return find(hash).isPresent();
  }

  @Override
  public InputStream open(ContentHash hash) {
    return read(hash, store -> store.open(hash));
  }

  @Override
  public InputStream open(ContentHash hash, long offset, long length) {
    return read(hash, store -> store.open(hash, offset, length));
  }

  @Override
  public InputStream open(StoredContent content) {
    Objects.requireNonNull(content, "The argument 'content' is null.");
    return open(content.hash());
  }

  @Override
  public SeekableByteChannel openChannel(ContentHash hash) {
    return read(hash, store -> store.openChannel(hash));
  }

  @Override
  public Optional<ContentInfo> info(ContentHash hash) {
    return onAll(hash, store -> store.info(hash).stream().toList()).stream()
        .reduce(ShardedContents::kept);
  }

  @Override
  public List<ContentInfo> list(@Nullable ContentHash after, int limit) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          TreeMap<ContentHash, ContentInfo> all = new TreeMap<>();
          for (String name : shards.inUse(known)) {
            shards
                .at(name, () -> shards.contents(name).list(after, limit))
                .forEach(each -> all.merge(each.hash(), each, ShardedContents::kept));
            shards.confirm(known, name);
          }
          return all.values().stream().limit(limit).toList();
        });
  }

  private static ContentInfo kept(ContentInfo one, ContentInfo other) {
    return one.retained() ? one : other;
  }

  @Override
  public long references(ContentHash hash) {
    return onAll(hash, store -> List.of(store.references(hash))).stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  @Override
  public Map<String, Long> referencesByTable(ContentHash hash) {
    Map<String, Long> sums = new TreeMap<>();
    onAll(hash, store -> List.of(store.referencesByTable(hash)))
        .forEach(each -> each.forEach((table, count) -> sums.merge(table, count, Long::sum)));
    return sums;
  }

  @Override
  public List<Holder> holders(ContentHash hash, @Nullable Holder after, int limit) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          String name = settled(known, hash).to();
          List<Holder> holders =
              shards.at(name, () -> shards.contents(name).holders(hash, after, limit));
          shards.confirm(known, name);
          return holders;
        });
  }

  private <R> List<R> onAll(ContentHash hash, Function<ContentStore, List<R>> operation) {
    return shards.attempt(
        () -> {
          Routes known = shards.routes();
          List<R> all = new ArrayList<>();
          for (String name : candidates(known, hash)) {
            all.addAll(shards.at(name, () -> operation.apply(shards.contents(name))));
            shards.confirm(known, name);
          }
          return all;
        });
  }

  /** {@inheritDoc} Each shard that has the content verifies it. */
  @Override
  public void verify(ContentHash hash) {
    List<Boolean> verified =
        onAll(
            hash,
            store -> {
              if (!store.exists(hash)) {
                return List.of();
              }
              store.verify(hash);
              return List.of(true);
            });
    if (verified.isEmpty()) {
      throw new ContentNotFoundException(
          hash, "No shard has a content under " + hash + "; store it.");
    }
  }
}
