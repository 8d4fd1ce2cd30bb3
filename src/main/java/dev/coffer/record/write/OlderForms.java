package dev.coffer.record.write;

import dev.coffer.api.CofferException;
import dev.coffer.codec.frame.Cores;
import dev.coffer.codec.frame.DictionarySource;
import dev.coffer.content.store.ContentEngine;
import dev.coffer.content.write.PreparedContent;
import dev.coffer.entity.StoredContent;
import dev.coffer.record.TypeName;
import dev.coffer.record.cache.RecordCache;
import dev.coffer.record.row.ContentBytes;
import dev.coffer.record.row.OlderFormStatements;
import dev.coffer.record.row.RecordReferences;
import dev.coffer.record.row.RecordRow;
import dev.coffer.record.row.RecordStatements;
import dev.coffer.record.row.RowPage;
import dev.coffer.record.row.SelectedRow;
import dev.coffer.record.row.StoredBytes;
import dev.coffer.record.value.TypeNames;
import dev.coffer.record.value.ValueBytes;
import dev.coffer.tx.Transactions;
import dev.coffer.tx.UnitOfWork;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites values in the form of an older version of their type in the newest form. Thread-safe.
 *
 * <p>The functions of the {@link TypeName} convert the JSON, and nothing else does: the value is
 * not bound to its class, which may ignore properties. The value keeps its meaning, so the record
 * keeps its version and its times. A cache may still hold the older form under the older type name,
 * and converts it to an equal value at each read. The memory of this process forgets it.
 *
 * <p>The references to contents stay those of the older form until the next put. A row that another
 * transaction has locked or changed is left to the next run, so this never waits for locks of
 * records.
 */
public final class OlderForms {
  private static final int ROWS = 200;
  private static final long BYTES = 4 << 20;

  private final TypeNames types;
  private final ValueBytes values;
  private final ContentEngine contents;
  private final ContentBytes bytes;
  private final RecordCache cache;

  public OlderForms(TypeNames types, ValueBytes values, ContentEngine contents, RecordCache cache) {
    this.types = types;
    this.values = values;
    this.contents = contents;
    this.bytes = new ContentBytes(contents);
    this.cache = cache;
  }

  /**
   * The result of one step.
   *
   * @param rewritten the number of rewritten values
   * @param problems a sentence for each value that could not be read or converted
   * @param last the key after which the next step begins; null if this was the last step
   */
  public record Step(long rewritten, List<String> problems, @Nullable String last) {}

  /** Whether a registered type has an older form. */
  public boolean exist() {
    return !types.olderForms().isEmpty();
  }

  /**
   * Rewrites the next values of a collection, at most a few MiB, in a transaction of their own.
   *
   * @param until values that were written later are skipped
   * @param after the key after which the step begins; null for the first key
   * @param readable the dictionaries of the collection
   * @param encode makes the frame of an inline value
   * @param claim claims the dictionary of these frames for the transaction that writes them; if it
   *     returns false, nothing is rewritten
   */
  public Step rewrite(
      Transactions own,
      String collection,
      LocalDateTime until,
      @Nullable String after,
      DictionarySource readable,
      UnaryOperator<byte[]> encode,
      Claim claim) {
    Map<String, TypeName> forms = types.olderForms();
    Found found =
        own.read(unit -> find(unit, collection, List.copyOf(forms.keySet()), until, after));
    List<String> problems = new ArrayList<>(found.problems);
    List<Rewrite> rewrites = new ArrayList<>();
    for (Loaded loaded : found.loaded) {
      try {
        RecordRow row = values.opened(collection, loaded.row.with(loaded.bytes), readable);
        TypeName newest = Objects.requireNonNull(forms.get(row.type()));
        byte[] older = row.bytes().raw(DictionarySource.NONE);
        rewrites.add(
            new Rewrite(
                loaded.row, newest.storedName(), values.newest(collection, row, newest, older)));
      } catch (CofferException e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    Cores.forEach(rewrites, each -> each.raw.length, each -> each.prepare(contents, encode));
    long rewritten =
        rewrites.isEmpty()
            ? 0
            : own.write(unit -> claim.in(unit) ? write(unit, collection, rewrites) : 0L);
    return new Step(rewritten, problems, found.last);
  }

  /** A claim of a dictionary for the transaction of a unit. */
  @FunctionalInterface
  public interface Claim {
    boolean in(UnitOfWork unit) throws SQLException;
  }

  private record Loaded(SelectedRow row, StoredBytes bytes) {}

  private record Found(List<Loaded> loaded, List<String> problems, @Nullable String last) {}

  private Found find(
      UnitOfWork unit,
      String collection,
      List<String> names,
      LocalDateTime until,
      @Nullable String after)
      throws SQLException {
    if (names.isEmpty()) {
      return new Found(List.of(), List.of(), null);
    }
    List<SelectedRow> rows =
        RowPage.fitting(
            OlderFormStatements.find(unit, collection, names, until, after, ROWS), ROWS, BYTES);
    List<Loaded> loaded = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (SelectedRow row : rows) {
      byte[] frame = row.frame();
      try {
        StoredBytes its = frame == null ? bytes.loadOne(unit, row) : ContentBytes.framed(frame);
        // Without its content, the record was replaced after it was read.
        if (its != null) {
          loaded.add(new Loaded(row, its));
        }
      } catch (CofferException e) {
        String message =
            ValueBytes.damaged(collection, row.key(), String.valueOf(e.getMessage()), e)
                .getMessage();
        problems.add(String.valueOf(message));
      }
    }
    return new Found(loaded, problems, rows.isEmpty() ? null : rows.get(rows.size() - 1).key());
  }

  /** Replaces these rows, which must be sorted by key, and returns the number of replaced rows. */
  private long write(UnitOfWork unit, String collection, List<Rewrite> rewrites)
      throws SQLException {
    // Contents are locked before records, as in every write.
    List<PreparedContent> large =
        rewrites.stream().flatMap(each -> each.content().stream()).toList();
    List<StoredContent> stored = large.isEmpty() ? List.of() : contents.write(unit, large);
    Set<String> locked =
        OlderFormStatements.lock(
            unit, collection, rewrites.stream().map(each -> each.read.key()).toList());
    if (locked.isEmpty()) {
      return 0;
    }
    cache.beforeRewrite(unit, collection, locked);
    List<RecordStatements.Row> replaced = new ArrayList<>();
    int next = 0;
    for (Rewrite each : rewrites) {
      Long contentId = each.content().isEmpty() ? null : stored.get(next++).id();
      RecordStatements.Row by = each.row(contentId);
      if (locked.contains(by.key())
          && OlderFormStatements.replace(unit, collection, each.read, by)) {
        replaced.add(by);
      }
    }
    RecordReferences.upsert(unit, collection, replaced);
    return replaced.size();
  }

  /** A value in its newest form. It is prepared once, also if its transaction is replayed. */
  private static final class Rewrite {
    private final SelectedRow read;
    private final String type;
    private final byte[] raw;
    private byte @Nullable [] frame;
    private @Nullable PreparedContent content;

    Rewrite(SelectedRow read, String type, byte[] raw) {
      this.read = read;
      this.type = type;
      this.raw = raw;
    }

    /** Compresses or hashes the value. It may run on any thread, because it uses only memory. */
    void prepare(ContentEngine contents, UnaryOperator<byte[]> encode) {
      if (read.contentId() == null) {
        frame = encode.apply(raw);
      } else {
        content = contents.prepare(raw, null);
      }
    }

    /** The content to store; empty if the value is inline. */
    List<PreparedContent> content() {
      return content == null ? List.of() : List.of(content);
    }

    RecordStatements.Row row(@Nullable Long contentId) {
      return new RecordStatements.Row(read.key(), type, raw.length, frame, contentId, List.of());
    }
  }
}
