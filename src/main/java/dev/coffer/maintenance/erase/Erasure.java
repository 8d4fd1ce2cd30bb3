package dev.coffer.maintenance.erase;

import dev.coffer.api.ContentInUseException;
import dev.coffer.api.TransientCofferException;
import dev.coffer.codec.frame.FrameWriter;
import dev.coffer.content.ContentStore;
import dev.coffer.dictionary.Dictionaries;
import dev.coffer.dictionary.DictionaryName;
import dev.coffer.dictionary.RetiredDictionary;
import dev.coffer.maintenance.ErasureReport;
import dev.coffer.maintenance.run.DictionaryRemoval;
import dev.coffer.record.key.KeyRules;
import dev.coffer.record.store.RecordEngine;
import dev.coffer.tx.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The erasure of records, each in several transactions. If one fails, the erasure can be repeated.
 * Thread-safe.
 *
 * <p>The record is deleted first, so that no later training reads it. Then its dense dictionaries
 * are retired, the values that need them are compressed anew, and their rows are deleted.
 */
public final class Erasure {
  private final Transactions own;
  private final RecordEngine records;
  private final Function<String, ContentStore> contentsOfDomain;
  private final LongConsumer evictContent;
  private final DictionaryRemoval removal;
  private final Remainders remainders;

  /**
   * Creates the erasure of a database.
   *
   * @param own Coffer's own transactions, each committed separately
   * @param contentsOfDomain the contents of a domain, over these transactions
   * @param evictContent removes the content with an id from Hibernate's cache
   * @param frames the writer of values
   * @param cachesOfOthers whether other processes may have cached the record
   */
  public Erasure(
      Transactions own,
      RecordEngine records,
      Function<String, ContentStore> contentsOfDomain,
      LongConsumer evictContent,
      FrameWriter frames,
      boolean cachesOfOthers) {
    this.own = own;
    this.records = records;
    this.contentsOfDomain = contentsOfDomain;
    this.evictContent = evictContent;
    this.removal =
        new DictionaryRemoval(
            own, records.dictionaries(), frames, false, () -> true, () -> {}, bytes -> {});
    this.remainders = new Remainders(cachesOfOthers);
  }

  /** Erases a record; see {@code Coffer.erase}. */
  public ErasureReport erase(String collection, String key) {
    KeyRules.checkCollection(collection);
    KeyRules.checkKey(collection, key);
    ErasureStatements.Row row =
        own.read(unit -> Optional.ofNullable(ErasureStatements.find(unit, collection, key)))
            .orElse(null);
    records.erase(own, collection, key);
    own.write(
        unit -> {
          ErasureStatements.forgetKey(unit, collection, key);
          return true;
        });
    ErasureReport.Content content = row == null ? null : erase(row.content());
    List<ErasureReport.Dictionary> dictionaries = dictionaries(collection);
    ErasureReport.Found found =
        row == null
            ? ErasureReport.Found.ABSENT
            : row.alive() ? ErasureReport.Found.LIVE : ErasureReport.Found.EXPIRED;
    long references = row == null ? 0 : row.references();
    return new ErasureReport(
        collection,
        key,
        found,
        content,
        dictionaries,
        own.read(unit -> remainders.of(unit.dialect(), found, references, content, dictionaries)));
  }

  private ErasureReport.@Nullable Content erase(ErasureStatements.@Nullable Content content) {
    if (content == null) {
      return null;
    }
    Map<String, Long> references = Map.of();
    boolean deleted = true;
    try {
      // Without a row it was deleted meanwhile.
      var unused = contentsOfDomain.apply(content.domain()).delete(content.hash());
    } catch (ContentInUseException e) {
      deleted = false;
      references = e.references();
    }
    evictContent.accept(content.id());
    // The frames of contents in the second-level cache have no other removal.
    records.forgetCached();
    return new ErasureReport.Content(content.hash(), deleted, references);
  }

  /**
   * Removes the dense dictionaries of a collection, also from the collections that it was renamed
   * to.
   */
  private List<ErasureReport.Dictionary> dictionaries(String collection) {
    Dictionaries all = records.dictionaries();
    List<ErasureReport.Dictionary> removed = new ArrayList<>();
    for (DictionaryName name : own.read(unit -> all.denseCopies(unit, collection))) {
      removed.add(removed(all, name));
    }
    return removed;
  }

  private ErasureReport.Dictionary removed(Dictionaries all, DictionaryName name) {
    try {
      all.retire(own, name);
    } catch (TransientCofferException e) {
      return new ErasureReport.Dictionary(
          name.collection(), name.id(), false, 0, "a transaction that is open writes with it");
    }
    RetiredDictionary retired =
        own.read(unit -> Optional.ofNullable(all.retired(unit, name))).orElse(null);
    if (retired == null) {
      // It was deleted or activated meanwhile.
      boolean gone = own.read(unit -> !all.exists(unit, name));
      return new ErasureReport.Dictionary(
          name.collection(), name.id(), gone, 0, gone ? null : "it was activated again");
    }
    DictionaryRemoval.Result result = removal.remove(retired);
    return new ErasureReport.Dictionary(
        name.collection(), name.id(), result.deleted(), result.rewritten(), result.reason());
  }
}
