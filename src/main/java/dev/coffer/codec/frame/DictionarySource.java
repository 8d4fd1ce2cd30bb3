package dev.coffer.codec.frame;

import dev.coffer.api.DictionaryUnavailableException;

/** A lookup for the dictionaries that frames need. */
@FunctionalInterface
public interface DictionarySource {

  /** A source without dictionaries, for frames that need none. */
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
   * The dictionary with this id.
   *
   * @param id the id, as hexadecimal digits
   * @param codec the name of the codec of the frame that needs it
   * @throws DictionaryUnavailableException if the dictionary is not available
   */
  Dictionary get(String id, String codec);
}
