package dev.coffer.spring.shop;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** An entity that the application caches in a configured region. */
@Entity
@Table(name = "shop_product")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE, region = "shop.product")
public class Product {
  @Id private long id;
  private String name = "";

  protected Product() {}

  public Product(long id, String name) {
    this.id = id;
    this.name = name;
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public void rename(String name) {
    this.name = name;
  }
}
