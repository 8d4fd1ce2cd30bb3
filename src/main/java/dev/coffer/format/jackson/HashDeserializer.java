package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import dev.coffer.api.ContentHash;
import dev.coffer.format.mapping.SeenHashes;
import java.io.IOException;

/** Reads a content hash from its text. */
@SuppressWarnings("serial") // the mapper is not serialised
final class HashDeserializer extends FromStringDeserializer<ContentHash> {

  HashDeserializer() {
    super(ContentHash.class);
  }

  @Override
  protected ContentHash _deserialize(String text, DeserializationContext context) {
    return SeenHashes.read(text);
  }

  /** Reads a content hash that is the key of a map. */
  static final class OfKeys extends KeyDeserializer {

    @Override
    public Object deserializeKey(String text, DeserializationContext context) throws IOException {
      try {
        return SeenHashes.read(text);
      } catch (IllegalArgumentException e) {
        return context.handleWeirdKey(
            ContentHash.class, text, "%s", String.valueOf(e.getMessage()));
      }
    }
  }
}
