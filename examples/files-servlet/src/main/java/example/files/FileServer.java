package example.files;

import dev.coffer.Coffer;
import dev.coffer.file.FileOptions;
import dev.coffer.file.FileRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat with the servlet under {@code /files/}. */
public final class FileServer implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();

  /**
   * Starts the server.
   *
   * @param port 0 for any free port
   */
  FileServer(FileRepository files, int port) throws LifecycleException {
    tomcat.setBaseDir("target/tomcat");
    tomcat.setPort(port);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "files", new FilesServlet(files));
    context.addServletMappingDecoded("/files/*", "files");
    tomcat.getConnector();
    tomcat.start();
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() throws LifecycleException {
    tomcat.stop();
    tomcat.destroy();
  }

  /** Stores the files that the arguments name, and serves all files until the process ends. */
  public static void main(String... sources) throws IOException, LifecycleException {
    Coffer coffer = Coffer.open("jdbc:h2:./target/files");
    FileRepository files = coffer.files("files");
    for (String source : sources) {
      Path path = Path.of(source);
      String mediaType = Files.probeContentType(path);
      FileOptions options =
          mediaType == null
              ? FileOptions.defaults()
              : FileOptions.defaults().withMediaType(mediaType);
      files.put(path.getFileName().toString(), path, options);
    }
    FileServer server = new FileServer(files, 8080);
    System.out.println("http://localhost:" + server.port() + "/files/");
    server.tomcat.getServer().await();
  }
}
