package dev.coffer.bench.peer.embedded;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.bench.data.Item;
import dev.coffer.record.ConditionalPut;
import dev.coffer.record.RecordCacheMode;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.StoredValue;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Coffer's records, opened as the README shows. */
final class CofferShelf implements Shelf {

  private final Coffer coffer;
  private final RecordRepository<Item, String> items;

  private CofferShelf(OpenSettings settings) {
    this.coffer = Coffer.open(settings);
    this.items = coffer.records("items", Item.class);
  }

  /** Coffer with its default caches. */
  static CofferShelf open(String url) {
    return new CofferShelf(OpenSettings.of(url));
  }

  /** Coffer without caches, which reads from the database. */
  static CofferShelf withoutCaches(String url) {
    return new CofferShelf(
        OpenSettings.of(url).withRecordCache(RecordCacheMode.OFF).withCache(0, 0).withHeapCache(0));
  }

  @Override
  public void put(String key, Item item) {
    items.put(key, item);
  }

  @Override
  public void putAll(Map<String, Item> more) {
    items.putAll(more);
  }

  @Override
  public void load(Map<String, Item> more) {
    items.putAll(more);
  }

  @Override
  public Item get(String key) {
    return items.get(key).orElseThrow();
  }

  @Override
  public void change(String key, UnaryOperator<Item> function) {
    StoredValue<Item, String> found = items.find(key).orElseThrow();
    if (!(items.putIfVersion(key, function.apply(found.value()), found.version())
        instanceof ConditionalPut.Done)) {
      throw new IllegalStateException(key);
    }
  }

  @Override
  public void close() {
    coffer.close();
  }
}
