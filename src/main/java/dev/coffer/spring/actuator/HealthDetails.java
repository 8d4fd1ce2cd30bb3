package dev.coffer.spring.actuator;

import dev.coffer.Coffer;
import dev.coffer.api.CofferException;
import dev.coffer.codec.CodecState;
import dev.coffer.codec.Codecs;
import dev.coffer.schema.Schema;
import dev.coffer.schema.SchemaVersion;
import dev.coffer.spring.CofferAvailability;
import java.util.LinkedHashMap;
import java.util.Map;

/** What health says of Coffer, whichever generation of Spring Boot asks. */
final class HealthDetails {

  private HealthDetails() {}

  /** The reason why there is no Coffer. */
  static Map<String, Object> of(CofferAvailability availability) {
    String reason = availability.refusal().map(CofferException::getMessage).orElse("not available");
    return Map.of("reason", reason);
  }

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
