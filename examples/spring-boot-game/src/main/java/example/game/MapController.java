package example.game;

import dev.coffer.Coffer;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FileRepository;
import dev.coffer.file.StoredFile;
import dev.coffer.spring.StoredFileResource;
import java.io.InputStream;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The maps of the game, as files. A download continues where it was interrupted. */
@RestController
class MapController {

  private final Coffer coffer;

  MapController(Coffer coffer) {
    this.coffer = coffer;
  }

  @PutMapping("/maps/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void put(
      @PathVariable String name,
      @RequestHeader(HttpHeaders.CONTENT_TYPE) String mediaType,
      InputStream bytes) {
    maps().put(name, bytes, FileOptions.defaults().withMediaType(mediaType));
  }

  @GetMapping("/maps/{name}")
  ResponseEntity<Resource> map(
      @PathVariable String name,
      @RequestHeader(name = HttpHeaders.IF_RANGE, required = false) String ifRange) {
    FileRepository maps = maps();
    StoredFile file =
        maps.get(name).orElseThrow(() -> new NotFoundException("There is no map " + name));
    Resource resource = new StoredFileResource(maps, file);
    boolean mayBeRange = ifRange == null || ifRange.equals(file.entityTag());
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(file.mediaType()))
        .contentLength(file.size())
        .eTag(file.entityTag())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(file.name()).build().toString())
        // Spring MVC ignores If-Range, and answers no range of an InputStreamResource.
        .body(mayBeRange ? resource : new InputStreamResource(resource::getInputStream));
  }

  private FileRepository maps() {
    return coffer.files("maps");
  }
}
