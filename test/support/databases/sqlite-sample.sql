-- Everything that a backup of an SQLite file must bring back. Run with sqlite3.
PRAGMA page_size = 8192;
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA application_id = 1684760395;
PRAGMA user_version = 42;
PRAGMA journal_mode = WAL;
PRAGMA foreign_keys = OFF;
BEGIN;

-- Names, unicode, NULL against the empty text, types that columns do not enforce, numbers at their ends.
CREATE TABLE "Größe & ""Co"" 'mit' 🦊" ("Schlüssel ""x""" INTEGER PRIMARY KEY, "select" TEXT, "leer ?", [a b] BLOB);
INSERT INTO "Größe & ""Co"" 'mit' 🦊" VALUES
 (1, 'Grüße, 世界, עולם, 🦊👩‍👩‍👧', NULL, x''), (2, '', '', x'00ff'), (3, '1', 1, '1'), (4, 1.0, 1.0, 1e300), (-9223372036854775808, 9223372036854775807, -0.0, 9e999),
 (5, 'a' || char(0) || 'b', char(9, 10, 13, 92, 39), 0.1 + 0.2), (6, CAST(x'ff41' AS TEXT), X'27', '; DROP TABLE x; --');
CREATE TABLE strict_one (id INTEGER PRIMARY KEY AUTOINCREMENT, whole INT NOT NULL CHECK (whole > 0), anything ANY, doubled INT AS (whole * 2) STORED, shown TEXT AS (whole || '!') VIRTUAL) STRICT;
INSERT INTO strict_one (whole, anything) VALUES (1, 'x'), (2, 2.5), (3, x'03');
DELETE FROM strict_one WHERE id = 3;
CREATE TABLE without_rowid (a TEXT COLLATE NOCASE, b INTEGER DEFAULT (1 + 1), PRIMARY KEY (a DESC, b)) WITHOUT ROWID;
INSERT INTO without_rowid (a) VALUES ('B'), ('a'), ('Ä');

CREATE TABLE big (name TEXT PRIMARY KEY, body);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
  INSERT INTO big SELECT 'text', group_concat(printf('%08x Ümläut 🦊', i * 2654435761 % 4294967296), char(10)) FROM n;
INSERT INTO big VALUES ('zeros', zeroblob(3000000));
CREATE TABLE many (id INTEGER PRIMARY KEY, digest TEXT, remainder INTEGER);
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO many SELECT i, printf('%08x', i * 2654435761 % 4294967296), i % 7 FROM n;

-- Foreign keys in a circle.
CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT UNIQUE, favourite INTEGER REFERENCES orders (id) DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE);
INSERT INTO customers VALUES (1, 'Änne', 10), (2, NULL, NULL), (3, NULL, 11);
INSERT INTO orders VALUES (10, 1), (11, 3);
CREATE TABLE duplicates (a, b);
INSERT INTO duplicates SELECT id % 3, NULLIF(id % 3, 0) FROM many LIMIT 30;
CREATE TABLE nothing_in_it (id INTEGER PRIMARY KEY AUTOINCREMENT);
INSERT INTO sqlite_sequence VALUES ('nothing_in_it', 77);

CREATE INDEX customers_folded ON customers (lower(name) DESC) WHERE name IS NOT NULL;
CREATE VIEW "a view" AS SELECT name AS "lau't" FROM customers JOIN orders ON favourite = orders.id;
CREATE TABLE invoices (id INTEGER PRIMARY KEY, changes INTEGER DEFAULT 0);
CREATE TRIGGER stamp AFTER INSERT ON invoices BEGIN UPDATE invoices SET changes = changes + 1 WHERE id = NEW.id; END;
CREATE TRIGGER into_view INSTEAD OF INSERT ON "a view" BEGIN SELECT 1; END;
INSERT INTO invoices (id) VALUES (1), (2);
CREATE VIRTUAL TABLE words USING fts5 (title, body, tokenize = 'porter unicode61');
INSERT INTO words VALUES ('Grüße', 'The quick brown foxes'), ('second', '🦊');
CREATE VIRTUAL TABLE boxes USING rtree (id, min_x, max_x);
INSERT INTO boxes VALUES (1, -1.5, 2.25);
COMMIT;
ANALYZE;
