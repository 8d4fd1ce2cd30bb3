package dev.coffer.maintenance.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.testing.WithoutLibraries;
import java.util.List;
import org.junit.jupiter.api.Test;

class WithoutQuartzTest {

  @Test
  void withoutQuartzThereIsNoProvider() throws Exception {
    assertThat(WithoutLibraries.run(List.of("org/quartz-scheduler/"), WithoutQuartz.class))
        .contains("installed: false");
    assertThat(WithoutLibraries.run(List.of(), WithoutQuartz.class)).contains("installed: true");
  }
}
