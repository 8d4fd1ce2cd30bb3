package dev.coffer.spring.slice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.Coffer;
import dev.coffer.spring.CofferMigration;
import dev.coffer.spring.shop.ShopApplication;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

/** A slice over a DataSource without JPA has only the tables of Coffer. */
@ContextConfiguration(classes = ShopApplication.class)
@TestPropertySource(
    properties = {
      "spring.flyway.enabled=false",
      "spring.liquibase.change-log=classpath:db/shop/changelog.xml"
    })
abstract class JdbcSliceContract {

  @Test
  void theSchemaOfTheApplicationRefersToContents(@Autowired ApplicationContext context) {
    JdbcTemplate jdbc = new JdbcTemplate(context.getBean(CofferMigration.class).dataSource());
    assertThat(jdbc.queryForList("select * from shop_photo")).isEmpty();
    assertThat(jdbc.queryForList("select * from coffer_content")).isEmpty();
  }

  @Test
  void onlyTheTablesExist(@Autowired ApplicationContext context) {
    assertThat(context.getBeanNamesForType(EntityManagerFactory.class)).isEmpty();
    assertThat(context.getBeanNamesForType(Coffer.class)).isEmpty();
  }
}
