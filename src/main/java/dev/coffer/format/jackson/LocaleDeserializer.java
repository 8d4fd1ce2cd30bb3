package dev.coffer.format.jackson;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import dev.coffer.format.mapping.JsonTexts;
import java.io.IOException;
import java.util.Locale;

/** Reads a locale from its text or its language tag. */
@SuppressWarnings("serial") // the mapper is not serialised
final class LocaleDeserializer extends FromStringDeserializer.Std {

  LocaleDeserializer() {
    super(Locale.class, STD_LOCALE);
  }

  @Override
  protected Object _deserialize(String text, DeserializationContext context) throws IOException {
    Locale locale = JsonTexts.locale(text);
    return locale == null ? super._deserialize(text, context) : locale;
  }
}
