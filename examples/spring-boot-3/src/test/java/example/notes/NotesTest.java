package example.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.api.ContentSourceException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;

@SpringBootTest(properties = "spring.datasource.url=jdbc:h2:mem:notes")
@ActiveProfiles("test")
class NotesTest {

  @Autowired NoteService service;
  @Autowired Notes notes;

  @Test
  void aNoteTakesThePlaceOfItsDraft() {
    service.draft("build", "The file…");
    Note note = service.write("build", "The file that built this.", Path.of("pom.xml"));

    assertThat(service.drafts()).isZero();
    assertThat(notes.findById(note.id()))
        .hasValueSatisfying(found -> assertThat(found.text()).isEqualTo("The file that built this."));
    assertThat(notes.findByAttachment(note.attachment())).hasSize(1);
    notes.deleteAll();
  }

  @Test
  void aNoteWithoutItsAttachmentIsNotWrittenAndTheDraftStays() {
    service.draft("lost", "Not yet");
    assertThatThrownBy(() -> service.write("lost", "Not yet", Path.of("no-such-file")))
        .isInstanceOf(ContentSourceException.class);
    assertThat(service.drafts()).isOne();
    assertThat(notes.count()).isZero();
  }
}
