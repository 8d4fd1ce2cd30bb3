package dev.coffer.bench.start;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.List;

/** As many entities as Coffer has, of a plain application. */
final class FiveEntities {

  static final List<Class<?>> ALL =
      List.of(First.class, Second.class, Third.class, Fourth.class, Fifth.class);

  private FiveEntities() {}

  @MappedSuperclass
  abstract static class Document {
    @Id private long id;

    @Column(length = 255)
    private String name = "";

    @Column(length = 1_000_000)
    private byte[] content = {};

    long id() {
      return id;
    }

    String name() {
      return name;
    }

    byte[] content() {
      return content;
    }
  }

  @Entity(name = "start_first")
  static class First extends Document {}

  @Entity(name = "start_second")
  static class Second extends Document {}

  @Entity(name = "start_third")
  static class Third extends Document {}

  @Entity(name = "start_fourth")
  static class Fourth extends Document {}

  @Entity(name = "start_fifth")
  static class Fifth extends Document {}
}
