package dev.coffer.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunProgressTest {
  @Test
  void theFiguresKeepTheirOrder() {
    Map<String, Long> figures = new LinkedHashMap<>();
    for (String name : "marked contents bytes records damaged healed due".split(" ", -1)) {
      figures.put(name, 1L);
    }

    RunProgress progress = new RunProgress(MaintenanceTask.COLLECT, -1, figures);

    assertThat(progress.figures().keySet()).containsExactlyElementsOf(figures.keySet());
    assertThat(progress.figures()).isUnmodifiable();
  }
}
