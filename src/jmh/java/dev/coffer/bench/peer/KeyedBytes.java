package dev.coffer.bench.peer;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.MappedSuperclass;

/** The attributes of the entities of a plain Hibernate application. */
@MappedSuperclass
abstract class KeyedBytes {

  @Id
  @Column(length = 255)
  private String id = "";

  @Lob
  @Column(nullable = false)
  private byte[] value = {};

  KeyedBytes() {}

  KeyedBytes(String id, byte[] value) {
    this.id = id;
    this.value = value;
  }

  byte[] value() {
    return value;
  }

  void changeTo(byte[] newValue) {
    value = newValue;
  }
}
