import type { Pool } from 'pg';
import type { Position } from '../../domain/ledger/position.js';

/** Schema of the journal of imports by a file's own clock. */
export const importMigrations = [
  {
    name: '0001-file-import',
    sql: `
      create schema if not exists commands;
      create table commands.file_import (
        file uuid primary key,
        name text not null,
        position text,
        line int not null default 0,
        accepted int not null default 0,
        refused int not null default 0,
        started_at timestamptz not null default now(),
        finished_at timestamptz
      );
    `,
  },
] as const;

/** How far an import by a file's clock has come, as last noted: some lines more may be in the log. */
export interface ImportProgress {
  readonly file: string;
  readonly name: string;
  readonly position: Position | null;
  readonly line: number;
  readonly accepted: number;
  readonly refused: number;
  readonly finished: boolean;
}

/** Reads and notes the progress of imports by a file's clock. */
export interface ImportJournal {
  /** The import of a file, if it was begun before. */
  find(file: string): Promise<ImportProgress | undefined>;
  begin(file: string, name: string): Promise<ImportProgress>;
  note(progress: ImportProgress): Promise<void>;
  /** The import that has begun and not ended: until it does, nobody sweeps or reacts by another clock. */
  unfinished(): Promise<ImportProgress | undefined>;
}

interface Row {
  readonly file: string;
  readonly name: string;
  readonly position: string | null;
  readonly line: number;
  readonly accepted: number;
  readonly refused: number;
  readonly finished: boolean;
}

const COLUMNS = 'file, name, position, line, accepted, refused, finished_at is not null as finished';

/** Opens the journal in the main database. */
export function openImportJournal(pool: Pool): ImportJournal {
  const asProgress = (row: Row): ImportProgress => ({ ...row, position: row.position as Position | null });
  const find = async (file: string): Promise<ImportProgress | undefined> => {
    const { rows } = await pool.query<Row>(`select ${COLUMNS} from commands.file_import where file = $1`, [file]);
    return rows[0] === undefined ? undefined : asProgress(rows[0]);
  };
  return {
    find,
    async begin(file, name) {
      await pool.query('insert into commands.file_import (file, name) values ($1, $2) on conflict (file) do nothing', [file, name]);
      const begun = await find(file);
      if (begun === undefined) throw new Error('the journal lost an import it had just begun');
      return begun;
    },
    async note({ file, position, line, accepted, refused, finished }) {
      await pool.query(
        `update commands.file_import set position = $2, line = $3, accepted = $4, refused = $5,
           finished_at = case when $6 then now() end where file = $1`,
        [file, position, line, accepted, refused, finished],
      );
    },
    async unfinished() {
      const { rows } = await pool.query<Row>(`select ${COLUMNS} from commands.file_import where finished_at is null limit 1`);
      return rows[0] === undefined ? undefined : asProgress(rows[0]);
    },
  };
}
