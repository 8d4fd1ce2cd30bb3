package dev.coffer.bench.peer.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.coffer.bench.data.Item;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Plain Jackson 2, by which contestants without a mapping of their own turn values to bytes. */
final class ItemJson {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final ObjectWriter WRITER = MAPPER.writerFor(Item.class);
  private static final ObjectReader READER = MAPPER.readerFor(Item.class);

  private ItemJson() {}

  static byte[] write(Item item) {
    try {
      return WRITER.writeValueAsBytes(item);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Item read(byte[] json) {
    try {
      return READER.readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
