-- Coffer's schema for Offline h2, generated from liquibase/changelog.xml: do not edit.
-- Coffer runs it itself where Liquibase is absent. To run it by hand or by another tool, run
-- all of it once, and the changesets that a later release adds after that; each records itself,
-- so that Coffer and Liquibase go on from there.

CREATE TABLE coffer_databasechangelog (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TIMESTAMP NOT NULL, ORDEREXECUTED INT NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35), DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20), CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10));
CREATE TABLE coffer_databasechangeloglock (ID INT NOT NULL, LOCKED BOOLEAN NOT NULL, LOCKGRANTED TIMESTAMP, LOCKEDBY VARCHAR(255), CONSTRAINT PK_coffer_databasechangeloglock PRIMARY KEY (ID));
INSERT INTO coffer_databasechangeloglock (ID, LOCKED) VALUES (1, FALSE);

-- changeset coffer/0001-contents.xml::content::coffer
CREATE TABLE coffer_content (id BIGINT NOT NULL, domain VARCHAR(128) DEFAULT '' NOT NULL, algorithm SMALLINT NOT NULL, digest BINARY(32) NOT NULL, size BIGINT NOT NULL, created_at TIMESTAMP(6) NOT NULL, CONSTRAINT pk_coffer_content PRIMARY KEY (id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content', 'coffer', 'coffer/0001-contents.xml', NOW(), 1, '9:cda039b34ca5c7a9db393cbaaee1493c', 'createTable tableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::content-identity::coffer
ALTER TABLE coffer_content ADD CONSTRAINT uk_coffer_content_identity UNIQUE (digest, algorithm, domain);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content-identity', 'coffer', 'coffer/0001-contents.xml', NOW(), 2, '9:2da4a3abd6b32db7cf8ed4a65b295804', 'addUniqueConstraint constraintName=uk_coffer_content_identity, tableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::frame::coffer
CREATE TABLE coffer_frame (content_id BIGINT NOT NULL, frame VARBINARY(1000000000) NOT NULL, stored_size INT NOT NULL, CONSTRAINT pk_coffer_frame PRIMARY KEY (content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('frame', 'coffer', 'coffer/0001-contents.xml', NOW(), 3, '9:493ec937b295c7a3891628636e5c5f58', 'createTable tableName=coffer_frame', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::frame-of-content::coffer
ALTER TABLE coffer_frame ADD CONSTRAINT fk_coffer_frame_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('frame-of-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 4, '9:acd52081cca05fa711e41ab88d882486', 'addForeignKeyConstraint baseTableName=coffer_frame, constraintName=fk_coffer_frame_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::part::coffer
CREATE TABLE coffer_part (content_id BIGINT NOT NULL, position INT NOT NULL, part_id BIGINT NOT NULL, part_offset BIGINT NOT NULL, CONSTRAINT pk_coffer_part PRIMARY KEY (content_id, position));
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
CREATE TABLE coffer_retained (content_id BIGINT NOT NULL, since TIMESTAMP(6) NOT NULL, CONSTRAINT pk_coffer_retained PRIMARY KEY (content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('retained', 'coffer', 'coffer/0001-contents.xml', NOW(), 9, '9:d605081c4f4237e5e7b9084bb8be7ee4', 'createTable tableName=coffer_retained', '', 'EXECUTED', 'coffer');

-- changeset coffer/0001-contents.xml::retained-content::coffer
ALTER TABLE coffer_retained ADD CONSTRAINT fk_coffer_retained_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('retained-content', 'coffer', 'coffer/0001-contents.xml', NOW(), 10, '9:c45aa3e6cb20e6c7e15c489c4be5b195', 'addForeignKeyConstraint baseTableName=coffer_retained, constraintName=fk_coffer_retained_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record::coffer
CREATE TABLE coffer_record (collection VARCHAR(200) NOT NULL, record_key VARCHAR(1024) NOT NULL, type VARCHAR(200) NOT NULL, version BIGINT NOT NULL, size INT NOT NULL, frame VARBINARY(1000000000), content_id BIGINT, created_at TIMESTAMP(6) NOT NULL, updated_at TIMESTAMP(6), expires_at TIMESTAMP(6), CONSTRAINT pk_coffer_record PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record', 'coffer', 'coffer/0002-records.xml', NOW(), 11, '9:35f0a947a5a1239c12699ce8a365f49c', 'createTable tableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-content::coffer
CREATE TABLE coffer_record_content (collection VARCHAR(200) NOT NULL, record_key VARCHAR(1024) NOT NULL, content_id BIGINT NOT NULL, CONSTRAINT pk_coffer_record_content PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-content', 'coffer', 'coffer/0002-records.xml', NOW(), 12, '9:85c0a4682e7023554f582e0ce1c0a6a1', 'createTable tableName=coffer_record_content', '', 'EXECUTED', 'coffer');

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

-- changeset coffer/0002-records.xml::record-key-order::coffer
alter table coffer_record add column key_order varbinary(2048)
        generated always as (stringtoutf8(record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-key-order', 'coffer', 'coffer/0002-records.xml', NOW(), 16, '9:a0fced0e13a0d5ecc46ef12bb425b971', 'sql', '', 'EXECUTED', 'coffer');

-- changeset coffer/0002-records.xml::record-key-order-index::coffer
CREATE INDEX ix_coffer_record_key_order ON coffer_record(collection, key_order);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-key-order-index', 'coffer', 'coffer/0002-records.xml', NOW(), 17, '9:21b9f750de467db2c89f1e68f9e481ec', 'createIndex indexName=ix_coffer_record_key_order, tableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0003-version.xml::schema::coffer
CREATE TABLE coffer_schema (id INT NOT NULL, version INT NOT NULL, min_reader INT NOT NULL, min_writer INT NOT NULL, identity VARCHAR(36) NOT NULL, CONSTRAINT pk_coffer_schema PRIMARY KEY (id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('schema', 'coffer', 'coffer/0003-version.xml', NOW(), 18, '9:fda0003b38df0d291197f829cb1f50f8', 'createTable tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0003-version.xml::version-1::coffer
INSERT INTO coffer_schema (id, version, min_reader, min_writer, identity) VALUES (1, 1, 1, 1, cast(random_uuid() as varchar(36)));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-1', 'coffer', 'coffer/0003-version.xml', NOW(), 19, '9:bf704aa454937e59a4721fbd859f347b', 'insert tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0004-dictionaries.xml::dictionary::coffer
CREATE TABLE coffer_dictionary (collection VARCHAR(200) NOT NULL, dictionary_id VARCHAR(8) NOT NULL, domain VARCHAR(128) NOT NULL, dictionary VARBINARY(1000000000) NOT NULL, created_at TIMESTAMP(6) NOT NULL, retired_at TIMESTAMP(6), CONSTRAINT pk_coffer_dictionary PRIMARY KEY (collection, dictionary_id, domain));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('dictionary', 'coffer', 'coffer/0004-dictionaries.xml', NOW(), 20, '9:77428ad3f65095ff45f10bec07edb39a', 'createTable tableName=coffer_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0004-dictionaries.xml::version-2::coffer
UPDATE coffer_schema SET version = 2 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-2', 'coffer', 'coffer/0004-dictionaries.xml', NOW(), 21, '9:3c299245bd5ff64cb066f2b84d2a695d', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0005-recompression.xml::recompression::coffer
CREATE TABLE coffer_recompression (collection VARCHAR(200) NOT NULL, codec VARCHAR(100) NOT NULL, dictionary_id VARCHAR(8), tried_until TIMESTAMP(6), pass_until TIMESTAMP(6), pass_after VARCHAR(1024), CONSTRAINT pk_coffer_recompression PRIMARY KEY (collection));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('recompression', 'coffer', 'coffer/0005-recompression.xml', NOW(), 22, '9:865b98ff5939f44416a346f1cc3148f2', 'createTable tableName=coffer_recompression', '', 'EXECUTED', 'coffer');

-- changeset coffer/0005-recompression.xml::version-3::coffer
UPDATE coffer_schema SET version = 3 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-3', 'coffer', 'coffer/0005-recompression.xml', NOW(), 23, '9:cbd0a5dd6dfa5101e967589db55b9c89', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::holder::coffer
CREATE TABLE coffer_holder (content_id BIGINT NOT NULL, holder VARCHAR(510) NOT NULL, since TIMESTAMP(6) NOT NULL, CONSTRAINT pk_coffer_holder PRIMARY KEY (content_id, holder));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('holder', 'coffer', 'coffer/0006-holders.xml', NOW(), 24, '9:039e7dc1658b03e418d10602ea92395e', 'createTable tableName=coffer_holder', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::holder-of-content::coffer
ALTER TABLE coffer_holder ADD CONSTRAINT fk_coffer_holder_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('holder-of-content', 'coffer', 'coffer/0006-holders.xml', NOW(), 25, '9:d78cd1ebbe76dc030304ec1ddf93aa30', 'addForeignKeyConstraint baseTableName=coffer_holder, constraintName=fk_coffer_holder_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0006-holders.xml::version-4::coffer
UPDATE coffer_schema SET version = 4 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-4', 'coffer', 'coffer/0006-holders.xml', NOW(), 26, '9:804fb955ebff74545101a4c9d99157c5', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference::coffer
CREATE TABLE coffer_record_reference (collection VARCHAR(200) NOT NULL, record_key VARCHAR(1024) NOT NULL, content_id BIGINT NOT NULL, CONSTRAINT pk_coffer_record_reference PRIMARY KEY (collection, record_key, content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference', 'coffer', 'coffer/0007-references.xml', NOW(), 27, '9:a3d3fda85502a53e6c86e41ab86b7989', 'createTable tableName=coffer_record_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-index::coffer
CREATE INDEX ix_coffer_record_reference ON coffer_record_reference(content_id);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-index', 'coffer', 'coffer/0007-references.xml', NOW(), 28, '9:882f93d93fe28d5129a35b2cc086fbee', 'createIndex indexName=ix_coffer_record_reference, tableName=coffer_record_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-of-record::coffer
ALTER TABLE coffer_record_reference ADD CONSTRAINT fk_coffer_record_reference_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE CASCADE ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-of-record', 'coffer', 'coffer/0007-references.xml', NOW(), 29, '9:2bd41cdaef9ecd02be4b006c732fba08', 'addForeignKeyConstraint baseTableName=coffer_record_reference, constraintName=fk_coffer_record_reference_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::record-reference-to-content::coffer
ALTER TABLE coffer_record_reference ADD CONSTRAINT fk_coffer_record_reference_content FOREIGN KEY (content_id) REFERENCES coffer_content (id) ON UPDATE RESTRICT ON DELETE RESTRICT;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-reference-to-content', 'coffer', 'coffer/0007-references.xml', NOW(), 30, '9:ee885ebdf347b4e1887eb7321635e3ab', 'addForeignKeyConstraint baseTableName=coffer_record_reference, constraintName=fk_coffer_record_reference_content, referencedTableName=coffer_content', '', 'EXECUTED', 'coffer');

-- changeset coffer/0007-references.xml::version-5::coffer
UPDATE coffer_schema SET version = 5 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-5', 'coffer', 'coffer/0007-references.xml', NOW(), 31, '9:03e1cbbf4a5c7df83b22f0c78efc28f4', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry::coffer
CREATE TABLE coffer_record_expiry (collection VARCHAR(200) NOT NULL, record_key VARCHAR(1024) NOT NULL, due_at TIMESTAMP(6) NOT NULL, CONSTRAINT pk_coffer_record_expiry PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 32, '9:d6b2cffc5f0acc3d73eb7e839eda9058', 'createTable tableName=coffer_record_expiry', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-index::coffer
CREATE INDEX ix_coffer_record_expiry ON coffer_record_expiry(due_at);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 33, '9:72215d6479d2614a0f0783e67c766dd0', 'createIndex indexName=ix_coffer_record_expiry, tableName=coffer_record_expiry', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-of-record::coffer
ALTER TABLE coffer_record_expiry ADD CONSTRAINT fk_coffer_record_expiry_record FOREIGN KEY (collection, record_key) REFERENCES coffer_record (collection, record_key) ON UPDATE CASCADE ON DELETE CASCADE;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-of-record', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 34, '9:5366a327487474d05a4d27c428642010', 'addForeignKeyConstraint baseTableName=coffer_record_expiry, constraintName=fk_coffer_record_expiry_record, referencedTableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::record-expiry-of-today::coffer
insert into coffer_record_expiry (collection, record_key, due_at) select collection, record_key, expires_at from coffer_record where expires_at is not null;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('record-expiry-of-today', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 35, '9:4f79d1354a7f74f179a23fa36b8505c5', 'sql', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unreferenced::coffer
CREATE TABLE coffer_unreferenced (content_id BIGINT NOT NULL, since TIMESTAMP(6) NOT NULL, CONSTRAINT pk_coffer_unreferenced PRIMARY KEY (content_id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unreferenced', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 36, '9:ec85671d0871e6fcedf9bc68d1074aa8', 'createTable tableName=coffer_unreferenced', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unreferenced-index::coffer
CREATE INDEX ix_coffer_unreferenced ON coffer_unreferenced(since);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unreferenced-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 37, '9:69a0683e65a30e82c357de63719a4c86', 'createIndex indexName=ix_coffer_unreferenced, tableName=coffer_unreferenced', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::unprotected-reference::coffer
CREATE TABLE coffer_unprotected_reference (table_schema VARCHAR(256) NOT NULL, table_name VARCHAR(256) NOT NULL, column_name VARCHAR(256) NOT NULL, CONSTRAINT pk_coffer_unprotected_reference PRIMARY KEY (table_schema, table_name, column_name));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('unprotected-reference', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 38, '9:4c8a71fe5c988d1253a49bfc3ea87c05', 'createTable tableName=coffer_unprotected_reference', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::task::coffer
CREATE TABLE coffer_task (task VARCHAR(200) NOT NULL, run BIGINT NOT NULL, node VARCHAR(200), leased_until TIMESTAMP(6), turn TIMESTAMP(6), progress VARCHAR(4000), CONSTRAINT pk_coffer_task PRIMARY KEY (task));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('task', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 39, '9:710741496bbb6b036705a3cfd417905c', 'createTable tableName=coffer_task', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::run::coffer
CREATE TABLE coffer_run (task VARCHAR(200) NOT NULL, run BIGINT NOT NULL, node VARCHAR(200) NOT NULL, started_at TIMESTAMP(6) NOT NULL, ended_at TIMESTAMP(6), outcome VARCHAR(20) NOT NULL, figures VARCHAR(4000) NOT NULL, problem VARCHAR(4000), CONSTRAINT pk_coffer_run PRIMARY KEY (task, run));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('run', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 40, '9:ea86cd8ed696a7cd857c915ea5240bbf', 'createTable tableName=coffer_run', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::run-index::coffer
CREATE INDEX ix_coffer_run ON coffer_run(started_at);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('run-index', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 41, '9:c4de7421ee4301bbecfdc8b08beab4a7', 'createIndex indexName=ix_coffer_run, tableName=coffer_run', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::damage::coffer
CREATE TABLE coffer_damage (collection VARCHAR(200) NOT NULL, record_key VARCHAR(1024) NOT NULL, found_at TIMESTAMP(6) NOT NULL, problem VARCHAR(4000) NOT NULL, CONSTRAINT pk_coffer_damage PRIMARY KEY (collection, record_key));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('damage', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 42, '9:f90f42924f2fa6e7dfdf676bf38d6bc8', 'createTable tableName=coffer_damage', '', 'EXECUTED', 'coffer');

-- changeset coffer/0008-maintenance.xml::version-6::coffer
UPDATE coffer_schema SET version = 6 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-6', 'coffer', 'coffer/0008-maintenance.xml', NOW(), 43, '9:0f13531a27d73e60bebd4fc338222673', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::common-dictionary::coffer
CREATE TABLE coffer_common_dictionary (collection VARCHAR(200) NOT NULL, dictionary_id VARCHAR(8) NOT NULL, domain VARCHAR(128) NOT NULL, window_bytes INT NOT NULL, shared_by INT NOT NULL, gain INT NOT NULL, CONSTRAINT pk_coffer_common_dictionary PRIMARY KEY (collection, dictionary_id, domain));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('common-dictionary', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 44, '9:e4649f2337f98ab14ffdf3ebd7bec407', 'createTable tableName=coffer_common_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::common-dictionary-kept::coffer
ALTER TABLE coffer_common_dictionary ADD CONSTRAINT fk_coffer_common_dictionary FOREIGN KEY (collection, dictionary_id, domain) REFERENCES coffer_dictionary (collection, dictionary_id, domain);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('common-dictionary-kept', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 45, '9:33b33a9ba96bb3fad017e3aff7bf6a98', 'addForeignKeyConstraint baseTableName=coffer_common_dictionary, constraintName=fk_coffer_common_dictionary, referencedTableName=coffer_dictionary', '', 'EXECUTED', 'coffer');

-- changeset coffer/0009-common-dictionaries.xml::version-7::coffer
UPDATE coffer_schema SET version = 7 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-7', 'coffer', 'coffer/0009-common-dictionaries.xml', NOW(), 46, '9:78cb07e1b8bb7b7f75fc5e7d2c0adfa9', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0010-key-order.xml::no-record-key-order-index::coffer
DROP INDEX ix_coffer_record_key_order;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('no-record-key-order-index', 'coffer', 'coffer/0010-key-order.xml', NOW(), 47, '9:6040d67b7430cab2664d38b6dedb242a', 'dropIndex indexName=ix_coffer_record_key_order, tableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0010-key-order.xml::no-record-key-order::coffer
ALTER TABLE coffer_record DROP COLUMN key_order;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('no-record-key-order', 'coffer', 'coffer/0010-key-order.xml', NOW(), 48, '9:378a441f153edc96a4c68978bb510c7e', 'dropColumn columnName=key_order, tableName=coffer_record', '', 'EXECUTED', 'coffer');

-- changeset coffer/0010-key-order.xml::oldest-reader-8::coffer
UPDATE coffer_schema SET min_reader = 8 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('oldest-reader-8', 'coffer', 'coffer/0010-key-order.xml', NOW(), 49, '9:6b7402aa39a03d42cdb9007a37d59c7b', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0011-content-ids.xml::content-ids::coffer
UPDATE coffer_schema SET min_writer = 8 WHERE id = 1 and not exists (select 1 from coffer_content);
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('content-ids', 'coffer', 'coffer/0011-content-ids.xml', NOW(), 50, '9:24fd2251f72daa1bd5754f60e859bdf1', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0011-content-ids.xml::version-8::coffer
UPDATE coffer_schema SET version = 8 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-8', 'coffer', 'coffer/0011-content-ids.xml', NOW(), 51, '9:3108c2d6bb220350efdec92d9be71919', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::shard::coffer
CREATE TABLE coffer_shard (id INT NOT NULL, cluster_id VARCHAR(36) NOT NULL, name VARCHAR(64) NOT NULL, map_version BIGINT NOT NULL, shard_key VARCHAR(200) NOT NULL, CONSTRAINT pk_coffer_shard PRIMARY KEY (id));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('shard', 'coffer', 'coffer/0012-shards.xml', NOW(), 52, '9:7a7b48e611df17047b1506d0721d6477', 'createTable tableName=coffer_shard', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::shard-member::coffer
CREATE TABLE coffer_shard_member (name VARCHAR(64) NOT NULL, weight_before INT NOT NULL, weight_after INT NOT NULL, CONSTRAINT pk_coffer_shard_member PRIMARY KEY (name));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('shard-member', 'coffer', 'coffer/0012-shards.xml', NOW(), 53, '9:ec9a5f1145e4ff0c83424e4f01ef93c4', 'createTable tableName=coffer_shard_member', '', 'EXECUTED', 'coffer');

-- changeset coffer/0012-shards.xml::version-9::coffer
UPDATE coffer_schema SET version = 9 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-9', 'coffer', 'coffer/0012-shards.xml', NOW(), 54, '9:233685d86a5dc0cd59a899c0aaa76734', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');

-- changeset coffer/0013-history.xml::daily-size::coffer
CREATE TABLE coffer_daily_size (measured_on date NOT NULL, collection VARCHAR(200) NOT NULL, measured_at TIMESTAMP(6) NOT NULL, records BIGINT NOT NULL, logical_bytes BIGINT NOT NULL, unique_bytes BIGINT NOT NULL, stored_bytes BIGINT NOT NULL, contents BIGINT, kept BIGINT, content_logical_bytes BIGINT, content_unique_bytes BIGINT, content_stored_bytes BIGINT, physical_bytes BIGINT, expiring BIGINT, last_change TIMESTAMP(6), CONSTRAINT pk_coffer_daily_size PRIMARY KEY (measured_on, collection));
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('daily-size', 'coffer', 'coffer/0013-history.xml', NOW(), 55, '9:91b06a50be347f17ba28d41814218d60', 'createTable tableName=coffer_daily_size', '', 'EXECUTED', 'coffer');

-- changeset coffer/0013-history.xml::version-10::coffer
UPDATE coffer_schema SET version = 10 WHERE id = 1;
INSERT INTO coffer_databasechangelog (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, MD5SUM, DESCRIPTION,
    COMMENTS, EXECTYPE, LIQUIBASE)
  VALUES ('version-10', 'coffer', 'coffer/0013-history.xml', NOW(), 56, '9:5e766b364632327fce8ace7d33d886d3', 'update tableName=coffer_schema', '', 'EXECUTED', 'coffer');
