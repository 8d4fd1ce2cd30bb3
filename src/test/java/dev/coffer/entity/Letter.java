package dev.coffer.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/** An entity of a host with compressed attributes. */
@Entity
class Letter {
  @Id long id;

  @Convert(converter = CompressedBytesConverter.class)
  @Mutability(Immutability.class)
  @Column(length = 1_000_000)
  byte @Nullable [] scan;

  @Convert(converter = CompressedStringConverter.class)
  @Column(length = 1_000_000)
  @Nullable String text;

  @Convert(converter = StampsConverter.class)
  @Column(length = 1_000_000)
  @Nullable List<Stamp> stamps;

  protected Letter() {}

  Letter(long id) {
    this.id = id;
  }

  record Stamp(String country, int cents) {}

  /** Names the type of an attribute. */
  public static class StampsConverter extends CompressedJsonConverter<List<Stamp>> {}
}
