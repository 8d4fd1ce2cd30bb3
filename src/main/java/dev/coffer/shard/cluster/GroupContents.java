package dev.coffer.shard.cluster;

import dev.coffer.api.ContentHash;
import dev.coffer.api.SeveralShardsException;
import dev.coffer.content.ContentInfo;
import dev.coffer.content.ContentOutputStream;
import dev.coffer.content.ContentStore;
import dev.coffer.content.Holder;
import dev.coffer.entity.StoredContent;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The contents in a transaction on a group of keys. Contents are staged in the shard of the group,
 * for records and entities that refer to them. Reads find what the transaction staged, and the
 * committed contents of all shards. Retentions are refused, because the hash of a content decides
 * the shard that retains it. As thread-safe as the transaction.
 */
final class GroupContents implements ContentStore {

  private final ContentStore own;
  private final ContentStore cluster;
  private final KeyGroup group;

  GroupContents(ContentStore own, ContentStore cluster, KeyGroup group) {
    this.own = own;
    this.cluster = cluster;
    this.group = group;
  }

  private SeveralShardsException retention() {
    return new SeveralShardsException(
        List.of(group.shard()),
        "A transaction on the group '"
            + group.group()
            + "' cannot retain, release or delete a content, because its hash decides the shard of"
            + " its retention. Stage the content and refer to it from a record, or use the contents"
            + " of the cluster outside of the transaction.");
  }

  /** The store that has a content: that of the group's shard, or the cluster. */
  private ContentStore having(ContentHash hash) {
    Objects.requireNonNull(hash, "The argument 'hash' is null.");
    return own.exists(hash) ? own : cluster;
  }

  private <R> Optional<R> first(Function<ContentStore, Optional<R>> operation) {
    return operation.apply(own).or(() -> operation.apply(cluster));
  }

  @Override
  public StoredContent store(InputStream stream) {
    throw retention();
  }

  @Override
  public StoredContent store(InputStream stream, ContentHash expected) {
    throw retention();
  }

  @Override
  public StoredContent store(InputStream stream, Holder holder) {
    throw retention();
  }

  @Override
  public StoredContent store(Path file) {
    throw retention();
  }

  @Override
  public List<StoredContent> storeAll(List<Path> files) {
    throw retention();
  }

  @Override
  public StoredContent store(byte[] bytes) {
    throw retention();
  }

  @Override
  public StoredContent stage(InputStream stream) {
    return own.stage(stream);
  }

  @Override
  public StoredContent stage(InputStream stream, ContentHash expected) {
    return own.stage(stream, expected);
  }

  @Override
  public StoredContent stage(Path file) {
    return own.stage(file);
  }

  @Override
  public StoredContent stage(byte[] bytes) {
    return own.stage(bytes);
  }

  @Override
  public ContentOutputStream writer() {
    throw retention();
  }

  @Override
  public ContentHash hash(InputStream stream) {
    return own.hash(stream);
  }

  @Override
  public ContentHash hash(Path file) {
    return own.hash(file);
  }

  @Override
  public ContentHash hash(byte[] bytes) {
    return own.hash(bytes);
  }

  @Override
  public StoredContent retain(ContentHash hash) {
    throw retention();
  }

  @Override
  public StoredContent retain(ContentHash hash, Holder holder) {
    throw retention();
  }

  @Override
  public boolean release(ContentHash hash) {
    throw retention();
  }

  @Override
  public boolean release(ContentHash hash, Holder holder) {
    throw retention();
  }

  @Override
  public boolean delete(ContentHash hash) {
    throw retention();
  }

  @Override
  public Optional<StoredContent> find(ContentHash hash) {
    return first(contents -> contents.find(hash));
  }

  @Override
  public boolean exists(ContentHash hash) {
    return own.exists(hash) || cluster.exists(hash);
  }

  @Override
  public InputStream open(ContentHash hash) {
    return having(hash).open(hash);
  }

  @Override
  public InputStream open(ContentHash hash, long offset, long length) {
    return having(hash).open(hash, offset, length);
  }

  @Override
  public InputStream open(StoredContent content) {
    Objects.requireNonNull(content, "The argument 'content' is null.");
    return open(content.hash());
  }

  @Override
  public SeekableByteChannel openChannel(ContentHash hash) {
    return having(hash).openChannel(hash);
  }

  @Override
  public Optional<ContentInfo> info(ContentHash hash) {
    return first(contents -> contents.info(hash));
  }

  @Override
  public List<ContentInfo> list(@Nullable ContentHash after, int limit) {
    return cluster.list(after, limit);
  }

  @Override
  public long references(ContentHash hash) {
    return cluster.references(hash);
  }

  @Override
  public Map<String, Long> referencesByTable(ContentHash hash) {
    return cluster.referencesByTable(hash);
  }

  @Override
  public List<Holder> holders(ContentHash hash, @Nullable Holder after, int limit) {
    return cluster.holders(hash, after, limit);
  }

  @Override
  public void verify(ContentHash hash) {
    having(hash).verify(hash);
  }
}
