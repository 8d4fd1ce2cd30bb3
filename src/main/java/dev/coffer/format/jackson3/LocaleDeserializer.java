package dev.coffer.format.jackson3;

import dev.coffer.format.mapping.JsonTexts;
import java.net.MalformedURLException;
import java.net.UnknownHostException;
import java.util.Locale;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.JDKFromStringDeserializer;

/** Reads a locale from its text or its language tag. */
@SuppressWarnings("serial") // the mapper is not serialised
final class LocaleDeserializer extends JDKFromStringDeserializer {

  LocaleDeserializer() {
    super(Locale.class, STD_LOCALE);
  }

  @Override
  public Object _deserialize(String text, DeserializationContext context)
      throws MalformedURLException, UnknownHostException {
    Locale locale = JsonTexts.locale(text);
    return locale == null ? super._deserialize(text, context) : locale;
  }
}
