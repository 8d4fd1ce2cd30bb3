package dev.coffer.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.cdi.Application.Unit;
import dev.coffer.content.ContentStore;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import dev.coffer.testing.JtaDatabase;
import dev.coffer.testing.TestDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Random;
import org.hibernate.SessionFactory;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

/** Files of an injected Coffer. */
class FilesTest {

  /** A bean with files. */
  @ApplicationScoped
  static class Archive {
    @Inject Coffer coffer;

    FileRepository files() {
      return coffer.files("archive");
    }
  }

  @Test
  void filesJoinTheTransactionOfTheThread() throws Exception {
    try (TestDatabase database = TestDatabase.h2();
        JtaDatabase jta = new JtaDatabase(database);
        SessionFactory ofContainer = jta.sessions()) {
      Application.current = ofContainer;
      try (WeldContainer container = Application.run(Unit.class, Archive.class)) {
        FileRepository files = container.select(Archive.class).get().files();
        byte[] bytes = new byte[2_000_000];
        new Random(1).nextBytes(bytes);

        jta.manager().begin();
        files.put("2026/a", new ByteArrayInputStream(bytes));
        StoredFile undone = files.get("2026/a").orElseThrow();
        try (InputStream in = files.open(undone, 0, undone.size())) {
          assertThat(in).hasBinaryContent(bytes);
        }
        jta.manager().rollback();
        assertThat(files.exists("2026/a")).isFalse();
        ContentStore contents = container.select(ContentStore.class).get();
        assertThat(contents.exists(undone.hash())).isFalse();

        jta.manager().begin();
        files.put("2026/b", new ByteArrayInputStream(bytes));
        files.move("2026/b", "2026/c");
        jta.manager().commit();
        assertThat(files.list("")).extracting(StoredFile::path).containsExactly("2026/c");
        assertThat(files.open("2026/c")).hasBinaryContent(bytes);
      }
    }
  }
}
