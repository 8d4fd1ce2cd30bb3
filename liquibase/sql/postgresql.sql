-- Coffer's schema for Offline postgresql, generated from liquibase/changelog.xml: do not edit.
-- Coffer runs it itself where Liquibase is absent. To run it by hand or by another tool, run
-- all of it once, and the changesets that a later release adds after that; each records itself,
-- so that Coffer and Liquibase go on from there.

CREATE TABLE coffer_databasechangelog (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TIMESTAMP WITHOUT TIME ZONE NOT NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10));
CREATE TABLE coffer_databasechangeloglock (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL, LOCKGRANTED TIMESTAMP WITHOUT TIME ZONE, LOCKEDBY VARCHAR(255), CONSTRAINT coffer_databasechangeloglock_pkey PRIMARY KEY (ID));
INSERT INTO coffer_databasechangeloglock (ID, LOCKED) VALUES (1, FALSE);

-- changeset coffer/0001-contents.xml::content::coffer
CREATE TABLE coffer_content (id BIGINT NOT NULL, domain VARCHAR(64) COLLATE "C" DEFAULT '' NOT NULL, algorithm SMALLINT NOT NULL, digest BYTEA NOT NULL, size BIGINT NOT NULL, created_at TIMESTAMP(6) without time zone NOT NULL, CONSTRAINT pk_coffer_content PRIMARY KEY (id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content', 'coffer', 'coffer/0001-contents.xml', NOW(), 1, '9:20e2b0a7a89dd71a3c81948f43a5d29d', 'createTable tableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::content-identity::coffer
ALTER TABLE coffer_content ADD CONSTRAINT uk_coffer_content_identity UNIQUE (digest, algorithm, domain);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content-identity', 'coffer', 'coffer/0001-contents.xml', NOW(), 2, '9:2da4a3abd6b32db7cf8ed4a65b295804', 'addUniqueConstraint constraintName=uk_coffer_content_identity, tableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::frame::coffer
CREATE TABLE coffer_frame (content_id BIGINT NOT NULL, frame BYTEA NOT NULL, stored_size INTEGER NOT NULL, CONSTRAINT pk_coffer_frame PRIMARY KEY (content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('frame', 'coffer', 'coffer/0001-contents.xml', NOW(), 3, '9:1edd3baae304ce548249dcca9ad8550a', 'createTable tableName=coffer_frame', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::frame-of-content::coffer
ALTER TABLE coffer_frame ADD CONSTRAINT fk_coffer_frame_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('frame-of-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 4, '9:acd52081cca05fa711e41ab88d882486', 'addForeignKeyConstraint baseTableName=coffer_frame, constraintName=fk_coffer_frame_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part::coffer
CREATE TABLE coffer_part (content_id BIGINT NOT NULL, position INTEGER NOT NULL, part_id BIGINT NOT NULL, part_offset BIGINT NOT NULL, CONSTRAINT pk_coffer_part PRIMARY KEY (content_id, position));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part', 'coffer', 'coffer/0001-contents.xml', NOW(), 5, '9:e7d678c5fdb532f7ebf80342f50c425a', 'createTable tableName=coffer_part', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part-index::coffer
CREATE INDEX ix_coffer_part_part ON coffer_part(part_id);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part-index', 'coffer', 'coffer/0001-contents.xml', NOW(), 6, '9:b87032d1c4f9012313b29184cd73a870', 'createIndex indexName=ix_coffer_part_part, tableName=coffer_part', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part-of-content::coffer
ALTER TABLE coffer_part ADD CONSTRAINT fk_coffer_part_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part-of-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 7, '9:70b6fd2c720698b3f76d7282ea933ad9', 'addForeignKeyConstraint baseTableName=coffer_part, constraintName=fk_coffer_part_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part-is-content::coffer
ALTER TABLE coffer_part ADD CONSTRAINT fk_coffer_part_part FOREIGN KEY (part_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('part-is-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 8, '9:77c62c40821528797429cb4da9a121bc', 'addForeignKeyConstraint baseTableName=coffer_part, constraintName=fk_coffer_part_part, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::retained::coffer
CREATE TABLE coffer_retained (content_id BIGINT NOT NULL, since TIMESTAMP(6) without time zone NOT NULL, CONSTRAINT pk_coffer_retained PRIMARY KEY (content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('retained', 'coffer', 'coffer/0001-contents.xml', NOW(), 9, '9:f5f8f825abc811fe0665f6f4c21daab5', 'createTable tableName=coffer_retained', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::retained-content::coffer
ALTER TABLE coffer_retained ADD CONSTRAINT fk_coffer_retained_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('retained-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 10, '9:c45aa3e6cb20e6c7e15c489c4be5b195', 'addForeignKeyConstraint baseTableName=coffer_retained, constraintName=fk_coffer_retained_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record::coffer
CREATE TABLE coffer_record (collection VARCHAR(100) COLLATE "C" NOT NULL, record_key VARCHAR(512) COLLATE "C" NOT NULL, type VARCHAR(100) COLLATE "C" NOT NULL, version BIGINT NOT NULL, size INTEGER NOT NULL, frame BYTEA, content_id BIGINT, created_at TIMESTAMP(6) without time zone NOT NULL, updated_at TIMESTAMP(6) without time zone, expires_at TIMESTAMP(6) without time zone, CONSTRAINT pk_coffer_record PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record', 'coffer', 'coffer/0002-records.xml', NOW(), 11, '9:70e514a0123ad1255c8c461f6a018f9f', 'createTable tableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content::coffer
CREATE TABLE coffer_record_content (collection VARCHAR(100) COLLATE "C" NOT NULL, record_key VARCHAR(512) COLLATE "C" NOT NULL, content_id BIGINT NOT NULL, CONSTRAINT pk_coffer_record_content PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content', 'coffer', 'coffer/0002-records.xml', NOW(), 12, '9:33b3047980fb5654ed20b82744336395', 'createTable tableName=coffer_record_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content-index::coffer
CREATE INDEX ix_coffer_record_content ON coffer_record_content(content_id);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content-index', 'coffer', 'coffer/0002-records.xml', NOW(), 13, '9:f584a583ad8a3333aaecacd78e46fcd7', 'createIndex indexName=ix_coffer_record_content, tableName=coffer_record_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content-of-record::coffer
ALTER TABLE coffer_record_content ADD CONSTRAINT fk_coffer_record_content_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE RESTRICT ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content-of-record', 'coffer', 'coffer/0002-records.xml', NOW(), 14, '9:619ebd67289d6409b288049e6178df7d', 'addForeignKeyConstraint baseTableName=coffer_record_content, constraintName=fk_coffer_record_content_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content-of-content::coffer
ALTER TABLE coffer_record_content ADD CONSTRAINT fk_coffer_record_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content-of-content', 'coffer', 'coffer/0002-records.xml', NOW(), 15, '9:37206632fefc0f6f8d09b0a63411ea43', 'addForeignKeyConstraint baseTableName=coffer_record_content, constraintName=fk_coffer_record_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0003-version.xml::schema::coffer
CREATE TABLE coffer_schema (id INTEGER NOT NULL, version INTEGER NOT NULL, min_reader INTEGER NOT NULL, min_writer INTEGER NOT NULL, identity VARCHAR(36) NOT NULL, CONSTRAINT pk_coffer_schema PRIMARY KEY (id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('schema', 'coffer', 'coffer/0003-version.xml', NOW(), 16, '9:fda0003b38df0d291197f829cb1f50f8', 'createTable tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0003-version.xml::version-1::coffer
INSERT INTO coffer_schema (id, version, min_reader, min_writer, identity) VALUES (1, 1, 1, 1, gen_random_uuid()::varchar(36));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-1', 'coffer', 'coffer/0003-version.xml', NOW(), 17, '9:b2af30f24e20ec3dddd106c2ba5fb30f', 'insert tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0004-dictionaries.xml::dictionary::coffer
CREATE TABLE coffer_dictionary (collection VARCHAR(100) COLLATE "C" NOT NULL, dictionary_id VARCHAR(8) NOT NULL, domain VARCHAR(64) COLLATE "C" NOT NULL, dictionary BYTEA NOT NULL, created_at TIMESTAMP(6) without time zone NOT NULL, retired_at TIMESTAMP(6) without time zone, CONSTRAINT pk_coffer_dictionary PRIMARY KEY (collection, dictionary_id, domain));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('dictionary', 'coffer', 'coffer/0004-dictionaries.xml', NOW(), 18, '9:b2ea7ad89c408405fe7a18779b1c06ae', 'createTable tableName=coffer_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0004-dictionaries.xml::version-2::coffer
UPDATE coffer_schema SET version = 2 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-2', 'coffer', 'coffer/0004-dictionaries.xml', NOW(), 19, '9:3c299245bd5ff64cb066f2b84d2a695d', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0005-recompression.xml::recompression::coffer
CREATE TABLE coffer_recompression (collection VARCHAR(100) COLLATE "C" NOT NULL, codec VARCHAR(100) NOT NULL, dictionary_id VARCHAR(8), tried_until TIMESTAMP(6) without time zone, pass_until TIMESTAMP(6) without time zone, pass_after VARCHAR(512) COLLATE "C", CONSTRAINT pk_coffer_recompression PRIMARY KEY (collection));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('recompression', 'coffer', 'coffer/0005-recompression.xml', NOW(), 20, '9:1e7478bfc7e8c814eb72c9f90b42f919', 'createTable tableName=coffer_recompression', '', 'EXECUTED', 'coffer');

-- changeset coffer/0005-recompression.xml::version-3::coffer
UPDATE coffer_schema SET version = 3 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-3', 'coffer', 'coffer/0005-recompression.xml', NOW(), 21, '9:cbd0a5dd6dfa5101e967589db55b9c89', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::holder::coffer
CREATE TABLE coffer_holder (content_id BIGINT NOT NULL, holder VARCHAR(255) COLLATE "C" NOT NULL, since TIMESTAMP(6) without time zone NOT NULL, CONSTRAINT pk_coffer_holder PRIMARY KEY (content_id, holder));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('holder', 'coffer', 'coffer/0006-holders.xml', NOW(), 22, '9:32e1d94bdfc9efc16a625680128dae6c', 'createTable tableName=coffer_holder', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::holder-of-content::coffer
ALTER TABLE coffer_holder ADD CONSTRAINT fk_coffer_holder_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('holder-of-content', 'coffer', 'coffer/0006-holders.xml', NOW(), 23, '9:d78cd1ebbe76dc030304ec1ddf93aa30', 'addForeignKeyConstraint baseTableName=coffer_holder, constraintName=fk_coffer_holder_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::version-4::coffer
UPDATE coffer_schema SET version = 4 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-4', 'coffer', 'coffer/0006-holders.xml', NOW(), 24, '9:804fb955ebff74545101a4c9d99157c5', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference::coffer
CREATE TABLE coffer_record_reference (collection VARCHAR(100) COLLATE "C" NOT NULL, record_key VARCHAR(512) COLLATE "C" NOT NULL, content_id BIGINT NOT NULL, CONSTRAINT pk_coffer_record_reference PRIMARY KEY (collection, record_key, content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference', 'coffer', 'coffer/0007-references.xml', NOW(), 25, '9:668c64ac34e69d650e491d0df1cf9e26', 'createTable tableName=coffer_record_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-index::coffer
CREATE INDEX ix_coffer_record_reference ON coffer_record_reference(content_id);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-index', 'coffer', 'coffer/0007-references.xml', NOW(), 26, '9:882f93d93fe28d5129a35b2cc086fbee', 'createIndex indexName=ix_coffer_record_reference, tableName=coffer_record_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-of-record::coffer
ALTER TABLE coffer_record_reference ADD CONSTRAINT fk_coffer_record_reference_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE CASCADE ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-of-record', 'coffer', 'coffer/0007-references.xml', NOW(), 27, '9:2bd41cdaef9ecd02be4b006c732fba08', 'addForeignKeyConstraint baseTableName=coffer_record_reference, constraintName=fk_coffer_record_reference_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-to-content::coffer
ALTER TABLE coffer_record_reference ADD CONSTRAINT fk_coffer_record_reference_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-to-content', 'coffer', 'coffer/0007-references.xml', NOW(), 28, '9:ee885ebdf347b4e1887eb7321635e3ab', 'addForeignKeyConstraint baseTableName=coffer_record_reference, constraintName=fk_coffer_record_reference_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::version-5::coffer
UPDATE coffer_schema SET version = 5 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-5', 'coffer', 'coffer/0007-references.xml', NOW(), 29, '9:03e1cbbf4a5c7df83b22f0c78efc28f4', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry::coffer
CREATE TABLE coffer_record_expiry (collection VARCHAR(100) COLLATE "C" NOT NULL, record_key VARCHAR(512) COLLATE "C" NOT NULL, due_at TIMESTAMP(6) without time zone NOT NULL, CONSTRAINT pk_coffer_record_expiry PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 30, '9:47fb520563d57085197eca230d489502', 'createTable tableName=coffer_record_expiry', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-index::coffer
CREATE INDEX ix_coffer_record_expiry ON coffer_record_expiry(due_at);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 31, '9:72215d6479d2614a0f0783e67c766dd0', 'createIndex indexName=ix_coffer_record_expiry, tableName=coffer_record_expiry', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-of-record::coffer
ALTER TABLE coffer_record_expiry ADD CONSTRAINT fk_coffer_record_expiry_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE CASCADE ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-of-record', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 32, '9:5366a327487474d05a4d27c428642010', 'addForeignKeyConstraint baseTableName=coffer_record_expiry, constraintName=fk_coffer_record_expiry_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-of-today::coffer
insert into coffer_record_expiry (collection, record_key, due_at) select collection, record_key, expires_at from coffer_record where expires_at is not null;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-of-today', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 33, '9:4f79d1354a7f74f179a23fa36b8505c5', 'sql', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unreferenced::coffer
CREATE TABLE coffer_unreferenced (content_id BIGINT NOT NULL, since TIMESTAMP(6) without time zone NOT NULL, CONSTRAINT pk_coffer_unreferenced PRIMARY KEY (content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unreferenced', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 34, '9:230ef9971eb7a5a851dd69fd07e445ce', 'createTable tableName=coffer_unreferenced', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unreferenced-index::coffer
CREATE INDEX ix_coffer_unreferenced ON coffer_unreferenced(since);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unreferenced-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 35, '9:69a0683e65a30e82c357de63719a4c86', 'createIndex indexName=ix_coffer_unreferenced, tableName=coffer_unreferenced', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unprotected-reference::coffer
CREATE TABLE coffer_unprotected_reference (table_schema VARCHAR(63) COLLATE "C" NOT NULL, table_name VARCHAR(63) COLLATE "C" NOT NULL, column_name VARCHAR(63) COLLATE "C" NOT NULL, CONSTRAINT pk_coffer_unprotected_reference PRIMARY KEY (table_schema, table_name, column_name));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unprotected-reference', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 36, '9:46d6296cddcd97200736c5f06f6d4eb5', 'createTable tableName=coffer_unprotected_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::task::coffer
CREATE TABLE coffer_task (task VARCHAR(100) COLLATE "C" NOT NULL, run BIGINT NOT NULL, node VARCHAR(100) COLLATE "C", leased_until TIMESTAMP(6) without time zone, turn TIMESTAMP(6) without time zone, progress VARCHAR(2000), CONSTRAINT pk_coffer_task PRIMARY KEY (task));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('task', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 37, '9:85408b5bb7d94f642f94b05a0c2e320f', 'createTable tableName=coffer_task', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::run::coffer
CREATE TABLE coffer_run (task VARCHAR(100) COLLATE "C" NOT NULL, run BIGINT NOT NULL, node VARCHAR(100) COLLATE "C" NOT NULL, started_at TIMESTAMP(6) without time zone NOT NULL, ended_at TIMESTAMP(6) without time zone, outcome VARCHAR(20) NOT NULL, figures VARCHAR(2000) NOT NULL, problem VARCHAR(2000), CONSTRAINT pk_coffer_run PRIMARY KEY (task, run));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('run', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 38, '9:8d969bd37a2ff2c0b2fbced055b34a7c', 'createTable tableName=coffer_run', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::run-index::coffer
CREATE INDEX ix_coffer_run ON coffer_run(started_at);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('run-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 39, '9:c4de7421ee4301bbecfdc8b08beab4a7', 'createIndex indexName=ix_coffer_run, tableName=coffer_run', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::damage::coffer
CREATE TABLE coffer_damage (collection VARCHAR(100) COLLATE "C" NOT NULL, record_key VARCHAR(512) COLLATE "C" NOT NULL, found_at TIMESTAMP(6) without time zone NOT NULL, problem VARCHAR(2000) NOT NULL, CONSTRAINT pk_coffer_damage PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('damage', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 40, '9:7cc2ba8350e8cb4f65b35c223dcd56d1', 'createTable tableName=coffer_damage', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::version-6::coffer
UPDATE coffer_schema SET version = 6 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-6', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 41, '9:0f13531a27d73e60bebd4fc338222673', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::common-dictionary::coffer
CREATE TABLE coffer_common_dictionary (collection VARCHAR(100) COLLATE "C" NOT NULL, dictionary_id VARCHAR(8) NOT NULL, domain VARCHAR(64) COLLATE "C" NOT NULL, window_bytes INTEGER NOT NULL, shared_by INTEGER NOT NULL, gain INTEGER NOT NULL, CONSTRAINT pk_coffer_common_dictionary PRIMARY KEY (collection, dictionary_id, domain));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('common-dictionary', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 42, '9:691c1c1e23de016606efa61d4e1c216a', 'createTable tableName=coffer_common_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::common-dictionary-kept::coffer
ALTER TABLE coffer_common_dictionary ADD CONSTRAINT fk_coffer_common_dictionary FOREIGN KEY (collection, dictionary_id, domain) REFERENCES coffer_dictionary (collection, dictionary_id, domain);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('common-dictionary-kept', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 43, '9:33b33a9ba96bb3fad017e3aff7bf6a98', 'addForeignKeyConstraint baseTableName=coffer_common_dictionary, constraintName=fk_coffer_common_dictionary, referencedTableName=coffer_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::version-7::coffer
UPDATE coffer_schema SET version = 7 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-7', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 44, '9:78cb07e1b8bb7b7f75fc5e7d2c0adfa9', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0011-content-ids.xml::content-ids::coffer
UPDATE coffer_schema SET min_writer = 8 WHERE id = 1 and not exists (select 1 from coffer_content);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content-ids', 'coffer', 'coffer/0011-content-ids.xml', NOW(), 45, '9:24fd2251f72daa1bd5754f60e859bdf1', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0011-content-ids.xml::version-8::coffer
UPDATE coffer_schema SET version = 8 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-8', 'coffer', 'coffer/0011-content-ids.xml', NOW(), 46, '9:3108c2d6bb220350efdec92d9be71919', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::shard::coffer
CREATE TABLE coffer_shard (id INTEGER NOT NULL, cluster_id VARCHAR(36) NOT NULL, name VARCHAR(64) NOT NULL, map_version BIGINT NOT NULL, shard_key VARCHAR(200) NOT NULL, CONSTRAINT pk_coffer_shard PRIMARY KEY (id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('shard', 'coffer', 'coffer/0012-shards.xml', NOW(), 47, '9:7a7b48e611df17047b1506d0721d6477', 'createTable tableName=coffer_shard', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::shard-member::coffer
CREATE TABLE coffer_shard_member (name VARCHAR(64) NOT NULL, weight_before INTEGER NOT NULL, weight_after INTEGER NOT NULL, CONSTRAINT pk_coffer_shard_member PRIMARY KEY (name));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('shard-member', 'coffer', 'coffer/0012-shards.xml', NOW(), 48, '9:ec9a5f1145e4ff0c83424e4f01ef93c4', 'createTable tableName=coffer_shard_member', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::version-9::coffer
UPDATE coffer_schema SET version = 9 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-9', 'coffer', 'coffer/0012-shards.xml', NOW(), 49, '9:233685d86a5dc0cd59a899c0aaa76734', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0013-history.xml::daily-size::coffer
CREATE TABLE coffer_daily_size (measured_on date NOT NULL, collection VARCHAR(100) COLLATE "C" NOT NULL, measured_at TIMESTAMP(6) without time zone NOT NULL, records BIGINT NOT NULL, logical_bytes BIGINT NOT NULL, unique_bytes BIGINT NOT NULL, stored_bytes BIGINT NOT NULL, contents BIGINT, kept BIGINT, content_logical_bytes BIGINT, content_unique_bytes BIGINT, content_stored_bytes BIGINT, physical_bytes BIGINT, expiring BIGINT, last_change TIMESTAMP(6) without time zone, CONSTRAINT pk_coffer_daily_size PRIMARY KEY (measured_on, collection));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('daily-size', 'coffer', 'coffer/0013-history.xml', NOW(), 50, '9:87af0ce77367c970da053202848e9be6', 'createTable tableName=coffer_daily_size', '', 'EXECUTED', 'coffer');

-- changeset coffer/0013-history.xml::version-10::coffer
UPDATE coffer_schema SET version = 10 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-10', 'coffer', 'coffer/0013-history.xml', NOW(), 51, '9:5e766b364632327fce8ace7d33d886d3', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');
