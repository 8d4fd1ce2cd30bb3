package dev.coffer.cdi;

import dev.coffer.testing.SessionFactories;
import dev.coffer.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty database, its factory, and settings that end with the test. */
abstract class CdiFixture {

  private final List<String> set = new ArrayList<>();
  TestDatabase database;
  SessionFactory sessions;

  @BeforeEach
  void open() {
    database = TestDatabase.h2();
    sessions = SessionFactories.over(database);
    Application.current = sessions;
  }

  @AfterEach
  void close() {
    set.forEach(System::clearProperty);
    sessions.close();
    database.close();
  }

  void set(String name, String value) {
    set.add(name);
    System.setProperty(name, value);
  }
}
