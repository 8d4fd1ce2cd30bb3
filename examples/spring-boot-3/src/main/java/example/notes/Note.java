package example.notes;

import dev.coffer.entity.CompressedStringConverter;
import dev.coffer.entity.StoredContent;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Note {

  @Id @GeneratedValue private Long id;

  private String title;

  /** Compressed if that saves space. */
  @Column(length = 100_000)
  @Convert(converter = CompressedStringConverter.class)
  private String text;

  @ManyToOne(fetch = FetchType.LAZY)
  private StoredContent attachment;

  protected Note() {}

  Note(String title, String text, StoredContent attachment) {
    this.title = title;
    this.text = text;
    this.attachment = attachment;
  }

  public Long id() {
    return id;
  }

  public String title() {
    return title;
  }

  public String text() {
    return text;
  }

  public StoredContent attachment() {
    return attachment;
  }
}
