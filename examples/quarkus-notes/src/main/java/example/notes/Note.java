package example.notes;

import dev.coffer.entity.StoredContent;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/** A published note and its attachment. */
@Entity
public class Note {

  @Id @GeneratedValue private Long id;

  @Column(nullable = false, unique = true, length = 200)
  private String title;

  @Column(nullable = false, length = 10_000)
  private String text;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "attachment_id", nullable = false)
  private StoredContent attachment;

  protected Note() {}

  Note(String title, String text, StoredContent attachment) {
    this.title = title;
    this.text = text;
    this.attachment = attachment;
  }

  Long id() {
    return id;
  }

  String title() {
    return title;
  }

  String text() {
    return text;
  }

  StoredContent attachment() {
    return attachment;
  }
}
