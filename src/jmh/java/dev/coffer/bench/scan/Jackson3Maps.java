package dev.coffer.bench.scan;

import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/** Plain Jackson 3. */
final class Jackson3Maps implements MapJson {

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final ObjectReader reader = mapper.readerFor(new TypeReference<Map<String, String>>() {});

  @Override
  public byte[] write(Map<String, String> map) {
    return mapper.writeValueAsBytes(map);
  }

  @Override
  public Map<String, String> read(byte[] json) {
    return reader.readValue(json);
  }
}
