package dev.coffer.entity;

import dev.coffer.api.ContentRefusedException;
import java.util.Properties;
import org.hibernate.StatelessSession;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.boot.model.relational.QualifiedNameParser;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.id.enhanced.OptimizerDescriptor;
import org.hibernate.id.enhanced.SequenceStyleGenerator;
import org.hibernate.id.enhanced.StandardOptimizerDescriptor;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Generates the ids of contents from {@code coffer_content_seq}: a value {@code v} of the sequence
 * stands for the ids {@code v} to {@code v + 49}.
 *
 * <p>The stores take ids from the same sequence by the same rule. So the generator ignores the
 * host's settings of another optimizer ({@code hibernate.id.optimizer.pooled.preferred}) and of its
 * own names of sequences: otherwise both could generate the same ids.
 */
public class ContentIdGenerator extends SequenceStyleGenerator {
  private static final String SEQUENCE = "coffer_content_seq";
  private static final int INCREMENT = 50;

  @Override
  public Object generate(SharedSessionContractImplementor session, Object entity) {
    if (session instanceof StatelessSession) {
      throw new ContentRefusedException(
          "A StatelessSession would insert a content without its bytes. Persist it with an"
              + " EntityManager, or store it with a ContentStore.");
    }
    return super.generate(session, entity);
  }

  /**
   * {@inheritDoc} This method returns null: for a generator with an optimizer Hibernate prepares
   * inserts by HQL with a temporary table, which it creates at startup. Contents are not inserted
   * by HQL.
   */
  @Override
  public @Nullable Optimizer getOptimizer() {
    return null;
  }

  @Override
  protected int determineInitialValue(Properties parameters) {
    return 1;
  }

  @Override
  protected int determineIncrementSize(Properties parameters) {
    return INCREMENT;
  }

  @Override
  protected OptimizerDescriptor determineOptimizationStrategy(
      Properties parameters, int incrementSize) {
    return StandardOptimizerDescriptor.POOLED_LO;
  }

  // Hibernate 6.6 calls the first of these methods, and 7 calls the second. Each is an override in
  // one version and a plain overload in the other, so neither can be marked as an override.
  @SuppressWarnings("MissingOverride")
  protected QualifiedName determineSequenceName(
      Properties parameters,
      Dialect dialect,
      JdbcEnvironment environment,
      ServiceRegistry registry) {
    return sequenceName(parameters, environment);
  }

  @SuppressWarnings("MissingOverride")
  protected QualifiedName determineSequenceName(
      Properties parameters, JdbcEnvironment environment, ServiceRegistry registry) {
    return sequenceName(parameters, environment);
  }

  private static QualifiedName sequenceName(Properties parameters, JdbcEnvironment environment) {
    IdentifierHelper helper = environment.getIdentifierHelper();
    return new QualifiedNameParser.NameParts(
        helper.toIdentifier(parameters.getProperty(CATALOG)),
        helper.toIdentifier(parameters.getProperty(SCHEMA)),
        helper.toIdentifier(SEQUENCE));
  }
}
