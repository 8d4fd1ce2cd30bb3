package dev.coffer.bench.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Plain Jackson 2, by which contestants without a mapping of their own turn values to bytes. */
public final class Json {

  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final ObjectWriter WRITER = MAPPER.writerFor(Option.class);
  private static final ObjectReader READER = MAPPER.readerFor(Option.class);

  private Json() {}

  public static byte[] write(Option option) {
    try {
      return WRITER.writeValueAsBytes(option);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Option read(byte[] json) {
    try {
      return READER.readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
