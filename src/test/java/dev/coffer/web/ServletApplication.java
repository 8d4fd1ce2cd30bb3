package dev.coffer.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Constants;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.apache.tomcat.util.scan.StandardJarScanner;

/**
 * A web application in Tomcat, which finds Coffer's initializer as it does in the jars of each
 * application.
 */
final class ServletApplication implements AutoCloseable {

  private final Tomcat tomcat = new Tomcat();
  private final StandardContext application = new StandardContext();

  /** Hides Spring, which the tests have on their class path, from an application without it. */
  static final class WithoutSpring extends ClassLoader {
    WithoutSpring() {
      super(ServletApplication.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.springframework.")) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  /**
   * An application that does not run yet.
   *
   * @param directory an empty directory
   * @param libraries has the classes of the application
   */
  ServletApplication(Path directory, ClassLoader libraries) {
    tomcat.setBaseDir(directory.toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    application.setPath("");
    application.setDocBase(directory.toString());
    application.setParentClassLoader(libraries);
    application.setContainerSciFilter("org\\.springframework\\..*");
    StandardJarScanner scanner = new StandardJarScanner();
    scanner.setScanClassPath(false);
    application.setJarScanner(scanner);
    ContextConfig config = new ContextConfig();
    config.setDefaultWebXml(Constants.NoDefaultWebXml);
    application.addLifecycleListener(config);
    tomcat.getHost().addChild(application);
  }

  /** Adds security of the application's own. */
  ServletApplication withUsers() {
    FilterDef users = new FilterDef();
    users.setFilterName("users");
    users.setFilter(new HeaderUsers());
    application.addFilterDef(users);
    FilterMap everywhere = new FilterMap();
    everywhere.setFilterName("users");
    everywhere.addURLPattern("/*");
    application.addFilterMap(everywhere);
    return this;
  }

  /** Adds a servlet with an empty page. */
  ServletApplication withPage(String pattern) {
    Tomcat.addServlet(application, "page", new Page());
    application.addServletMappingDecoded(pattern, "page");
    return this;
  }

  ServletApplication start() throws LifecycleException {
    tomcat.start();
    return this;
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Page extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      response.setStatus(200);
    }
  }
}
