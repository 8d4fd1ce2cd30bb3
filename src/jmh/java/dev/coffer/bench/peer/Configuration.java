package dev.coffer.bench.peer;

import dev.coffer.bench.report.Subject;
import dev.coffer.codec.DictionaryMode;
import dev.coffer.codec.DictionarySettings;
import dev.coffer.record.RecordSettings;

/** The measured configurations of Coffer. */
public enum Configuration {
  /** The dependency without settings. */
  DEFAULT("", DictionaryMode.COMMON),

  /** With dictionaries that hold pieces of single records. */
  DENSE(Subject.DENSE, DictionaryMode.DENSE);

  private final String label;
  private final DictionaryMode dictionaries;

  Configuration(String label, DictionaryMode dictionaries) {
    this.label = label;
    this.dictionaries = dictionaries;
  }

  /** The name in tables; empty for the default. */
  public String label() {
    return label;
  }

  RecordSettings settings() {
    return RecordSettings.defaults()
        .withDictionaries(DictionarySettings.defaults().withMode(dictionaries));
  }
}
