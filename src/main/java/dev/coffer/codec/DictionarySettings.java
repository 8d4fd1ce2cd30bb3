package dev.coffer.codec;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The dictionaries that Coffer trains for collections. Immutable.
 *
 * @param mode the mode of all collections without a mode of their own
 * @param modes the modes of single collections, by their names
 */
public record DictionarySettings(DictionaryMode mode, Map<String, DictionaryMode> modes) {

  public DictionarySettings {
    Objects.requireNonNull(mode, "The argument 'mode' is null.");
    Objects.requireNonNull(modes, "The argument 'modes' is null.");
    modes = Map.copyOf(modes);
  }

  /** The default settings: {@link DictionaryMode#COMMON} for all collections. */
  public static DictionarySettings defaults() {
    return new DictionarySettings(DictionaryMode.COMMON, Map.of());
  }

  /** A copy with this mode for all collections without a mode of their own. */
  public DictionarySettings withMode(DictionaryMode mode) {
    return new DictionarySettings(mode, modes);
  }

  /** A copy with this mode for these collections. */
  public DictionarySettings withModeFor(DictionaryMode mode, Collection<String> collections) {
    Objects.requireNonNull(mode, "The argument 'mode' is null.");
    Objects.requireNonNull(collections, "The argument 'collections' is null.");
    Map<String, DictionaryMode> changed = new HashMap<>(modes);
    collections.forEach(each -> changed.put(each, mode));
    return new DictionarySettings(this.mode, changed);
  }

  /** The mode of a collection. */
  public DictionaryMode modeOf(String collection) {
    Objects.requireNonNull(collection, "The argument 'collection' is null.");
    return modes.getOrDefault(collection, mode);
  }
}
