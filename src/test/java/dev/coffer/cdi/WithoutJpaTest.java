package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.WithoutLibraries;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WithoutJpaTest {

  @ParameterizedTest
  @ValueSource(strings = {"hibernate-core", "jakarta.persistence-api"})
  void anApplicationWithoutJpaStarts(String absent) throws Exception {
    List<String> output = WithoutLibraries.run(List.of(absent), Onlooker.class);

    // Every extension is a bean, so this one is too.
    assertThat(output).contains("bystander: true", "beans of Coffer: 1");
  }
}
