import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const SCHEMA = `
create table if not exists visits (visitor text primary key, count integer not null) strict;
create table if not exists notes (id integer primary key, text text not null, release text not null) strict;
`

/** The file is shared by all releases: during a reload two of them have it open, so a writer waits for the other. */
export function openDatabase(file) {
  mkdirSync(path.dirname(file), { recursive: true })
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma busy_timeout = 5000;')
  database.exec(SCHEMA)
  const addVisit = database.prepare('insert into visits values (?, 1) on conflict do update set count = count + 1 returning count')
  const total = database.prepare('select coalesce(sum(count), 0) as total from visits')
  const addNote = database.prepare('insert into notes (text, release) values (?, ?) returning id, text, release')
  const notes = database.prepare('select id, text, release from notes order by id desc limit 100')
  return {
    /** How often this visitor has come. */
    visit: (visitor) => addVisit.get(visitor).count,
    countVisits: () => total.get().total,
    addNote: (text, release) => addNote.get(text, release),
    listNotes: () => notes.all(),
    close: () => database.close()
  }
}
