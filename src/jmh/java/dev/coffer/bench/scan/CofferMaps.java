package dev.coffer.bench.scan;

import dev.coffer.Coffer;
import dev.coffer.OpenSettings;
import dev.coffer.record.Range;
import dev.coffer.record.RecordRepository;
import dev.coffer.record.TypeRef;
import java.util.List;
import java.util.Map;

/** Coffer's records, opened as the README shows. */
final class CofferMaps implements MapReader {

  private final Coffer coffer;
  private final RecordRepository<Map<String, String>, String> maps;

  CofferMaps(String url, String user, String password) {
    this.coffer =
        Coffer.open(
            user.isEmpty()
                ? OpenSettings.of(url)
                : OpenSettings.of(url).withUser(user).withPassword(password));
    this.maps = coffer.records("maps", new TypeRef<Map<String, String>>() {});
  }

  @Override
  public void load(Map<String, Map<String, String>> all) {
    maps.putAll(all);
  }

  @Override
  public int scan(String from, int limit) {
    return maps.scan(Range.from(from)).limit(limit).toList().size();
  }

  /** Does the same as {@link #scan} by a page. */
  int page(String from, int limit) {
    return maps.page(Range.from(from), null, limit).records().size();
  }

  @Override
  public int getAll(List<String> keys) {
    return maps.getAll(keys).size();
  }

  @Override
  public boolean get(String key) {
    return maps.get(key).isPresent();
  }

  @Override
  public void close() {
    coffer.close();
  }
}
