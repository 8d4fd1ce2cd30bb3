package dev.coffer.bench.peer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;

/** The entity of a plain Hibernate application. */
@Entity
@Table(name = "plain")
class Plain {

  @Id
  @Column(length = 255)
  private String id = "";

  @Lob
  @Column(nullable = false)
  private byte[] value = {};

  Plain() {}

  Plain(String id, byte[] value) {
    this.id = id;
    this.value = value;
  }

  String id() {
    return id;
  }

  byte[] value() {
    return value;
  }

  void changeTo(byte[] newValue) {
    value = newValue;
  }
}
