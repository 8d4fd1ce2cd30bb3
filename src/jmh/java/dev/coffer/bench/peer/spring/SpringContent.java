package dev.coffer.bench.peer.spring;

import com.zaxxer.hikari.HikariDataSource;
import dev.coffer.bench.peer.Contents;
import dev.coffer.bench.server.Schema;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.content.jpa.config.EnableJpaStores;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.LocalContainerEntityManagerFactoryBean;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.orm.jpa.vendor.HibernateJpaVendorAdapter;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Content JPA: an entity for each content, written with it in one transaction. */
public final class SpringContent implements Contents {

  private final HikariDataSource pool;
  private final AnnotationConfigApplicationContext context;
  private final TransactionTemplate transactions;
  private final EntityManager entities;
  private final StoredFiles files;

  /** Creates the table of Spring Content and that of the entities. */
  public SpringContent(Schema schema) {
    schema.execute(
        "create table BLOBS (id varchar(36) not null primary key, content longblob) engine=InnoDB");
    schema.execute(
        "create table stored_file (id bigint auto_increment primary key,"
            + " contentId varchar(36), contentLength bigint not null) engine=InnoDB");
    this.pool = schema.pool("");
    this.context = new AnnotationConfigApplicationContext();
    context.registerBean(DataSource.class, () -> pool);
    context.register(Application.class);
    context.refresh();
    this.transactions = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    this.entities =
        SharedEntityManagerCreator.createSharedEntityManager(
            context.getBean(EntityManagerFactory.class));
    this.files = context.getBean(StoredFiles.class);
  }

  @Override
  public String write(byte[] bytes) {
    return write(new ByteArrayInputStream(bytes), bytes.length);
  }

  @Override
  public String write(InputStream stream, long size) {
    return inTransaction(
        manager -> {
          StoredFile file = files.setContent(new StoredFile(), stream);
          manager.persist(file);
          return String.valueOf(file.getId());
        });
  }

  @Override
  public long read(String id) {
    return inTransaction(
        manager -> {
          StoredFile file = manager.find(StoredFile.class, Long.valueOf(id));
          try (InputStream stream = files.getContent(file)) {
            return stream.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private <T> T inTransaction(Function<EntityManager, T> work) {
    return Objects.requireNonNull(transactions.execute(status -> work.apply(entities)));
  }

  @Override
  public void close() {
    context.close();
    pool.close();
  }

  /** An application's configuration. */
  @Configuration(proxyBeanMethods = false)
  @EnableJpaStores(basePackageClasses = StoredFiles.class)
  static class Application {

    @Bean
    LocalContainerEntityManagerFactoryBean entityManagerFactory(DataSource dataSource) {
      LocalContainerEntityManagerFactoryBean factory = new LocalContainerEntityManagerFactoryBean();
      factory.setDataSource(dataSource);
      factory.setPackagesToScan(StoredFile.class.getPackageName());
      factory.setJpaVendorAdapter(new HibernateJpaVendorAdapter());
      return factory;
    }

    @Bean
    JpaTransactionManager transactionManager(EntityManagerFactory factory) {
      return new JpaTransactionManager(factory);
    }
  }
}
