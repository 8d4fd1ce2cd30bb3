package dev.coffer.format.jackson;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.NumberSerializer;
import dev.coffer.format.mapping.JsonTexts;
import java.io.IOException;
import java.math.BigDecimal;

/** Writes decimal numbers as Jackson does, and refuses numbers that cannot be read back. */
@SuppressWarnings("serial") // the mapper is not serialised
final class DecimalSerializer extends NumberSerializer {

  DecimalSerializer() {
    super(BigDecimal.class);
  }

  @Override
  public void serialize(Number number, JsonGenerator generator, SerializerProvider provider)
      throws IOException {
    try {
      JsonTexts.requireReadable((BigDecimal) number);
    } catch (IllegalArgumentException e) {
      throw JsonMappingException.from(generator, e.getMessage(), e);
    }
    super.serialize(number, generator, provider);
  }
}
