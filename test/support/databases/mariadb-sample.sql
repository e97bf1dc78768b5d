-- Everything that a backup of a MariaDB database must bring back. Run with the client: DELIMITER is its word.
SET NAMES utf8mb4;
SET time_zone = '+00:00';

CREATE TABLE `Größe & ``Co`` 'mit' 表` (`Schlüssel "x"` int PRIMARY KEY, `select` text COMMENT 'a column''s comment', `leer ?` text) COMMENT 'two\nlines, ü';
INSERT INTO `Größe & ``Co`` 'mit' 表` VALUES
 (1, 'Grüße, 世界, עולם, 🦊👩‍👩‍👧', NULL), (2, '', ''), (3, '\\N', '\\.'), (4, 'tab\there\nline\r\nback\\slash\Z\0', 'NULL'), (5, '''; DROP TABLE x; --', '"'), (6, '   ', '\n\n');

CREATE TABLE kinds (
  id bigint unsigned AUTO_INCREMENT PRIMARY KEY,
  tiny tinyint, large bigint unsigned, exact decimal(65, 30), single float, twice double, bits bit(10), yes boolean,
  day date, moment timestamp(6) NULL, local_moment datetime(6), clock time(6), years year,
  fixed char(6), varied varchar(300), raw binary(4), varied_raw varbinary(20), bytes blob,
  chosen enum('a', 'ä''b', '🦊'), several set('x', 'y', 'z'), document json, place point, address inet6, identity uuid,
  hidden int INVISIBLE DEFAULT 5,
  doubled decimal(65, 30) AS (exact * 2) PERSISTENT, computed varchar(20) AS (concat(fixed, '!')) VIRTUAL,
  by_expression varchar(40) DEFAULT (concat('x', 1 + 1)),
  CONSTRAINT tiny_is_small CHECK (tiny < 100)
) AUTO_INCREMENT = 1000;
INSERT INTO kinds (tiny, large, exact, single, twice, bits, yes, day, moment, local_moment, clock, years, fixed, varied, raw, varied_raw, bytes, chosen, several, document,
  place, address, identity, hidden) VALUES
 (-128, 18446744073709551615, 12345678901234567890123456789012345.000000000000000000000000000001, 1e-37, 0.1e0 + 0.2e0, b'1000000001', true, '2026-03-29', '2026-10-25 00:30:00.000001',
  '2026-03-29 02:30:00.5', '-838:59:59.000001', 2155, 'ab', 'Grüße 🦊', 0x00ff, 0x0a0d0027225c, 0x001a5c27, 'ä''b', 'x,z', '{"b": [1, null, "ü🦊"], "a": 1.10}',
  ST_GeomFromText('POINT(1.5 -2)'), '2001:db8::1', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', NULL),
 (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, DEFAULT);
-- A zero date, and a 0 that a restore must not take for "the next number".
SET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
INSERT INTO kinds (id, day, local_moment, chosen) VALUES (0, '0000-00-00', '2026-00-00', 'a');
SET sql_mode = DEFAULT;
ALTER TABLE kinds AUTO_INCREMENT = 5000;

-- Big values: what compresses, and what does not; made without randomness.
CREATE TABLE big (name varchar(20) PRIMARY KEY, body longtext, bytes longblob) ROW_FORMAT = DYNAMIC;
SET group_concat_max_len = 16000000;
INSERT INTO big SELECT 'text', group_concat(md5(seq), ' Ümläut 🦊\n' ORDER BY seq SEPARATOR ''), NULL FROM seq_1_to_50000;
INSERT INTO big SELECT 'bytes', NULL, group_concat(unhex(sha2(seq, 256)) ORDER BY seq SEPARATOR '') FROM seq_1_to_65536;
INSERT INTO big VALUES ('zeros', '', repeat('\0', 1000000));

CREATE TABLE customers (id int PRIMARY KEY, name varchar(100) COLLATE utf8mb4_bin UNIQUE, favourite_order int, advised_by int,
  CONSTRAINT advised FOREIGN KEY (advised_by) REFERENCES customers (id) ON DELETE SET NULL, FULLTEXT KEY words (name));
CREATE TABLE orders (id int PRIMARY KEY, customer int NOT NULL, mood varchar(10),
  CONSTRAINT ordered FOREIGN KEY (customer) REFERENCES customers (id) ON UPDATE CASCADE, KEY of_mood (customer, mood(3) DESC));
INSERT INTO customers VALUES (2, 'a', NULL, NULL), (1, 'A', NULL, 2), (3, NULL, NULL, 3);
INSERT INTO orders VALUES (10, 1, 'sad'), (11, 3, NULL), (12, 2, 'meh');
-- The circle.
ALTER TABLE customers ADD CONSTRAINT favourite FOREIGN KEY (favourite_order) REFERENCES orders (id);
UPDATE customers SET favourite_order = 10 WHERE id = 1;

CREATE TABLE old_text (name varchar(50)) CHARACTER SET latin1 COLLATE latin1_german1_ci;
INSERT INTO old_text VALUES ('Äpfel, Grüße'), ('plain');
CREATE TABLE duplicates (a int, b text);
INSERT INTO duplicates SELECT seq % 3, IF(seq % 3 = 0, NULL, 'same') FROM seq_1_to_30;
CREATE TABLE nothing_in_it (id int AUTO_INCREMENT PRIMARY KEY, note varchar(10) DEFAULT 'x') AUTO_INCREMENT = 77;
CREATE TABLE many (id int PRIMARY KEY, digest char(32), remainder int);
INSERT INTO many SELECT seq, md5(seq), seq % 7 FROM seq_1_to_5000;
CREATE TABLE in_myisam (id int AUTO_INCREMENT PRIMARY KEY, note text) ENGINE = MyISAM;
CREATE TABLE in_aria (id int PRIMARY KEY, note text) ENGINE = Aria TRANSACTIONAL = 1;
INSERT INTO in_myisam (note) VALUES ('ä'), (NULL);
INSERT INTO in_aria VALUES (1, '🦊');
CREATE TABLE measurements (taken date NOT NULL, sensor int NOT NULL, reading decimal(10, 3), PRIMARY KEY (taken, sensor))
  PARTITION BY RANGE (year(taken)) (PARTITION before_2026 VALUES LESS THAN (2026), PARTITION rest VALUES LESS THAN MAXVALUE);
INSERT INTO measurements SELECT '2025-06-01' + INTERVAL seq DAY, seq % 2, seq / 3 FROM seq_0_to_400;

CREATE SEQUENCE counter START WITH 500 INCREMENT BY 5 MAXVALUE 100000 NOCACHE CYCLE;
DO setval(counter, 640);

CREATE TABLE invoices (id int AUTO_INCREMENT PRIMARY KEY, secret varchar(50), changes int NOT NULL DEFAULT 0);
DELIMITER $$
CREATE FUNCTION fold(given varchar(50)) RETURNS varchar(50) CHARSET utf8mb4 DETERMINISTIC SQL SECURITY INVOKER COMMENT 'Ümläut'
BEGIN
  RETURN lower(concat(given, ';', '''')); -- with a delimiter in it
END $$
CREATE PROCEDURE tidy(IN days int, OUT removed int) MODIFIES SQL DATA
BEGIN
  DELETE FROM nothing_in_it WHERE id < days;
  SET removed = row_count();
END $$
-- What a restore that fires triggers would count twice.
CREATE TRIGGER stamp BEFORE INSERT ON invoices FOR EACH ROW BEGIN SET NEW.changes = NEW.changes + 1; END $$
CREATE TRIGGER stamp_again BEFORE INSERT ON invoices FOR EACH ROW FOLLOWS stamp SET NEW.secret = concat(NEW.secret, '🦊') $$
CREATE EVENT tidy_yearly ON SCHEDULE EVERY 1 YEAR STARTS '2036-01-01 02:30:00' ON COMPLETION PRESERVE COMMENT 'far away' DO BEGIN CALL tidy(1, @removed); END $$
CREATE EVENT asleep ON SCHEDULE AT '2037-01-01 00:00:00' DISABLE DO DELETE FROM nothing_in_it $$
DELIMITER ;
INSERT INTO invoices (secret) VALUES ('Äpfel'), (NULL);

CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW sad_orders AS SELECT * FROM orders WHERE mood = 'sad' WITH LOCAL CHECK OPTION;
-- In the order of names this one comes first, and needs what comes later.
CREATE VIEW a_view AS SELECT concat(c.name, '!', fold('X')) AS `lau"t` FROM sad_orders o JOIN customers c ON c.id = o.customer;

-- Users belong to the server: a second database of the same one shares them.
CREATE ROLE IF NOT EXISTS sample_group;
CREATE USER IF NOT EXISTS 'sample reader'@'%' IDENTIFIED BY PASSWORD '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19' WITH MAX_USER_CONNECTIONS 7;
CREATE USER IF NOT EXISTS sample_writer@localhost IDENTIFIED VIA unix_socket;
GRANT sample_group TO 'sample reader'@'%' WITH ADMIN OPTION;
GRANT SELECT, INSERT ON `big` TO sample_group;
GRANT SELECT (id, changes), UPDATE (changes) ON invoices TO 'sample reader'@'%';
GRANT EXECUTE ON PROCEDURE tidy TO 'sample reader'@'%' WITH GRANT OPTION;
