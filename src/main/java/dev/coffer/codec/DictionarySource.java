package dev.coffer.codec;

import dev.coffer.api.DictionaryUnavailableException;

/** Where the dictionaries are that frames name. */
@FunctionalInterface
public interface DictionarySource {

  /** Has none: for frames that need nothing but themselves. */
  DictionarySource NONE =
      (id, codec) -> {
        throw new DictionaryUnavailableException(
            codec,
            id,
            null,
            "A stored frame needs the dictionary "
                + id
                + " of its collection: read it through Coffer's record store, in this release or a"
                + " later one.");
      };

  /**
   * The dictionary of an id.
   *
   * @param id its id, in hexadecimal digits
   * @param codec the name of the codec of the frame that needs it
   * @throws DictionaryUnavailableException if it is not here
   */
  Dictionary get(String id, String codec);
}
