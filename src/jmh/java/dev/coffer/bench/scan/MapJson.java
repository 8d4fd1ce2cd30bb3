package dev.coffer.bench.scan;

import java.util.Map;

/** Maps as JSON, by the Jackson that Coffer uses on the same class path. */
interface MapJson {

  byte[] write(Map<String, String> map);

  Map<String, String> read(byte[] json);

  /** Jackson 3 if it is on the class path, otherwise Jackson 2. */
  static MapJson ofClassPath() {
    try {
      Class.forName("tools.jackson.databind.json.JsonMapper");
      return new Jackson3Maps();
    } catch (ClassNotFoundException e) {
      return new Jackson2Maps();
    }
  }
}
