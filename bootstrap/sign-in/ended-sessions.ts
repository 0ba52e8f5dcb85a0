// Law: a session that was ended stays ended, for every process and over every restart, as long as its cookie could be shown.
import type { Pool } from 'pg';
import { askTogether } from '../../read-models/id-batches.js';
import type { Migration } from '../postgres/migrate.js';

/** Sessions that were ended before their time. A crash of the server must not open them again, so the table is a common one. */
export const signInMigrations: readonly Migration[] = [
  {
    name: '0001-ended-session',
    sql: `
      create schema if not exists sign_in;
      create table sign_in.ended_session (
        id text primary key,
        until timestamptz not null
      );
      create index ended_session_until on sign_in.ended_session (until);
    `,
  },
];

/** The list of ended sessions. */
export interface EndedSessions {
  /** Ends a session; `until` is the instant (milliseconds of the epoch) from which it would be over anyway. */
  end(id: string, until: number): Promise<void>;
  isEnded(id: string): Promise<boolean>;
}

/** The list in the main database, which all processes share. It forgets what is over, whenever somebody signs out. */
export function openEndedSessions(pool: Pool): EndedSessions {
  // Who shows a session is known, and counted, only after this question: so many at once must not be as many for the database. Nothing is kept.
  const isEnded = askTogether<boolean>(async (ids) => {
    const { rows } = await pool.query<{ id: string }>('select id from sign_in.ended_session where id = any($1::text[])', [ids]);
    const ended = new Set(rows.map((row) => row.id));
    return (id) => ended.has(id);
  });
  return {
    async end(id, until) {
      await pool.query('insert into sign_in.ended_session (id, until) values ($1, $2) on conflict (id) do nothing', [id, new Date(until)]);
      await pool.query('delete from sign_in.ended_session where until < now()');
    },
    isEnded: (id) => isEnded(id, ''),
  };
}
