package dev.coffer.cache.ehcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactSerializerTest {

  private final CompactSerializer serializer =
      new CompactSerializer(CompactSerializerTest.class.getClassLoader());

  @Test
  void everyValueIsKept() throws ClassNotFoundException {
    List<Serializable> values =
        List.of(
            "", "a text", "größe €", "half \ud83d of a pair", new byte[0], new byte[] {1, -1}, 5L);
    for (Serializable value : values) {
      ByteBuffer form = serializer.serialize(value);
      assertThat(serializer.read(form)).isEqualTo(value);
      assertThat(serializer.equals(value, form)).as("%s", value).isTrue();
      for (Serializable other : values) {
        if (other != value) {
          assertThat(serializer.equals(other, form)).as("%s, %s", other, value).isFalse();
        }
      }
      assertThat(form.position()).as("the buffer is unchanged").isZero();
    }
  }

  @Test
  void aTextTakesItsBytesAndOne() {
    assertThat(serializer.serialize("collection").remaining()).isEqualTo(11);
    assertThat(serializer.serialize(new byte[100]).remaining()).isEqualTo(101);
  }
}
