package example.notes;

import java.nio.file.Path;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;

@SpringBootApplication
public class NotesApplication {

  public static void main(String[] args) {
    SpringApplication.run(NotesApplication.class, args);
  }

  @Bean
  @Profile("!test")
  CommandLineRunner demonstration(NoteService notes) {
    return arguments -> {
      Note note = notes.write("A build", "The file that built this.", Path.of("pom.xml"));
      System.out.printf(
          "Note %d, %s, has an attachment of %d bytes; drafts: %d%n",
          note.id(), note.title(), note.attachment().size(), notes.drafts());
    };
  }
}
