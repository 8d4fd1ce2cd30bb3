package dev.coffer.format.jackson3;

import dev.coffer.format.mapping.JsonTexts;
import java.math.BigDecimal;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.jdk.NumberSerializer;

/** Writes decimal numbers as Jackson does, and refuses numbers that cannot be read back. */
@SuppressWarnings("serial") // the mapper is not serialised
final class DecimalSerializer extends NumberSerializer {

  DecimalSerializer() {
    super(BigDecimal.class);
  }

  @Override
  public void serialize(Number number, JsonGenerator generator, SerializationContext provider) {
    try {
      JsonTexts.requireReadable((BigDecimal) number);
    } catch (IllegalArgumentException e) {
      throw DatabindException.from(generator, e.getMessage(), e);
    }
    super.serialize(number, generator, provider);
  }
}
