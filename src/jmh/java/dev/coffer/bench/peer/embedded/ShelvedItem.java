package dev.coffer.bench.peer.embedded;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** The entity of a plain application, with a version for optimistic changes. */
@Entity
@Table(name = "shelved_item")
class ShelvedItem {

  @Id
  @Column(length = 255)
  private String id = "";

  @Version private long version;

  @Column(length = 1_000_000_000, nullable = false)
  private byte[] content = {};

  ShelvedItem() {}

  ShelvedItem(String id, byte[] content) {
    this.id = id;
    this.content = content;
  }

  byte[] content() {
    return content;
  }

  void changeTo(byte[] newContent) {
    content = newContent;
  }
}
