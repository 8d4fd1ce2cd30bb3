package dev.coffer.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entity of a host that refers to a content, with the same column names as Coffer's tables. */
@Entity
class Invoice {
  @Id @GeneratedValue @Nullable Long id;

  String type = "";

  @Nullable Instant createdAt;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "pdf_id", referencedColumnName = "id")
  @Nullable StoredContent pdf;

  protected Invoice() {}

  Invoice(String type, @Nullable StoredContent pdf) {
    this.type = type;
    this.pdf = pdf;
    this.createdAt = Instant.EPOCH;
  }
}
