package dev.coffer.spring.shop;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

/** A repository of Spring Data over the cached entity. */
public interface ProductRepository extends JpaRepository<Product, Long> {
  List<Product> findByNameStartingWith(String beginning);
}
