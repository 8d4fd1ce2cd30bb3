package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.codec.CodecState;
import dev.coffer.codec.Codecs;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** What health says of Coffer, whichever generation of Spring Boot asks. */
final class HealthDetails {

  private HealthDetails() {}

  /**
   * Asks the database.
   *
   * @throws dev.coffer.api.CofferException if it cannot be reached or lacks the schema
   */
  static Map<String, Object> of(Coffer coffer) {
    SchemaVersion schema = coffer.schema();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("schemaVersion", schema.version());
    details.put("writable", schema.minWriter() <= Schema.VERSION);
    for (CodecState codec : Codecs.states()) {
      String problem = codec.problem();
      details.put(codec.name(), problem == null ? "available" : problem);
    }
    return details;
  }
}
