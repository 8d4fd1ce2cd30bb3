package dev.coffer.bench.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Plain Jackson 2. */
final class Jackson2Maps implements MapJson {

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final ObjectReader reader = mapper.readerFor(new TypeReference<Map<String, String>>() {});

  @Override
  public byte[] write(Map<String, String> map) {
    try {
      return mapper.writeValueAsBytes(map);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, String> read(byte[] json) {
    try {
      return reader.readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
