package example.notes;

import dev.coffer.entity.StoredContent;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

public interface Notes extends JpaRepository<Note, Long> {

  List<Note> findByAttachment(StoredContent attachment);
}
