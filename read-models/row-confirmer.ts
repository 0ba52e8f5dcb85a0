// Law: kept rows, of whatever tables, that are asked about at the same time are looked at by one statement, in one snapshot, beside the checkpoints of their read models.
import { hash } from 'node:crypto';
import type { Position } from '../domain/ledger/position.js';
import { checkpointTable } from './checkpoint-table.js';
import { askInBatches } from './question-batches.js';
import type { Queryable } from './row-store.js';
import { rowTypes } from './row-types.js';
import type { Table } from './table.js';
import { tableName } from './table-sql.js';

/** How far a read model was. */
export interface Checkpoint {
  /** Up to where the log was in its rows; undefined when nothing is in yet. */
  readonly position: Position | undefined;
  readonly lastEventId: string | undefined;
}

/** What became of a kept row. */
export interface Confirmed {
  /** Whether it stands as it was kept. */
  readonly same: boolean;
  readonly checkpoint: Checkpoint;
}

/** A table and the read model that it belongs to, whose checkpoint counts. */
export interface ModelTable {
  readonly table: Table;
  readonly model: { readonly name: string; readonly version: number };
}

/** Asks whether the row of an id still is what the transaction `writer` (`xmin`) wrote. */
export type ConfirmRow = (id: string, writer: string, batch: string) => Promise<Confirmed>;

interface Question {
  /** Which of the tables. */
  readonly at: number;
  readonly id: string;
  readonly writer: string;
}

/** Confirms rows of several tables together; each table is added once. */
export interface RowConfirmer {
  add(of: ModelTable): ConfirmRow;
}

/** A confirmer over a database. */
export function createRowConfirmer(db: Queryable): RowConfirmer {
  const tables: ModelTable[] = [];
  const statements = new Map<string, Statement>();
  const statementFor = (asked: readonly number[]): Statement => {
    const key = asked.join(' ');
    const text = (): string => asked.map((at, n) => changedSql(tables[at] as ModelTable, at, 2 * n + 1)).join('\nunion all\n'); // only added ones are asked about
    const statement = statements.get(key) ?? named(text());
    statements.set(key, statement);
    return statement;
  };

  const ask = askInBatches<Question, Confirmed>(async (questions) => {
    const groups = new Map<number, Group>();
    const places = questions.map(({ at, id, writer }) => {
      const group = groups.get(at) ?? { ids: [], writers: [] };
      groups.set(at, group);
      group.writers.push(writer);
      return group.ids.push(id);
    });
    // The same tables are the same statement, in whatever order they were asked for.
    const asked = [...groups.keys()].sort((a, b) => a - b);
    const values = asked.flatMap((at) => valuesOf(tables[at], groups.get(at)));
    const { rows } = await db.query<AnswerRow>({ ...statementFor(asked), values, types: rowTypes, rowMode: 'array' });
    const answers = new Map(rows.map((row) => [row[0], answerOf(row)]));
    return ({ at }, n) => {
      const answer = answers.get(at);
      // Without a checkpoint nothing is in, whatever is kept.
      if (answer === undefined) return { same: false, checkpoint: { position: undefined, lastEventId: undefined } };
      return answer.others.has(places[n] ?? 0) ? { same: false, checkpoint: answer.same.checkpoint } : answer.same;
    };
  });

  return {
    add(of) {
      const at = tables.push(of) - 1;
      return (id, writer, batch) => ask({ at, id, writer }, batch);
    },
  };
}

interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Connections are shared: one name is one text on all of them. */
function named(text: string): Statement {
  return { name: `confirm ${hash('sha256', text).slice(0, 32)}`, text };
}

interface Group {
  readonly ids: string[];
  readonly writers: string[];
}

/** Which table, its checkpoint, and the places, from 1, of the rows that are others, with commas between. */
type AnswerRow = [at: number, position: string | null, lastEventId: string | null, others: string];

interface Answer {
  readonly same: Confirmed;
  readonly others: ReadonlySet<number>;
}

const NONE: ReadonlySet<number> = new Set();

function answerOf([, position, lastEventId, others]: AnswerRow): Answer {
  const checkpoint = { position: (position ?? undefined) as Position | undefined, lastEventId: lastEventId ?? undefined };
  return { same: { same: true, checkpoint }, others: others === '' ? NONE : new Set(others.split(',').map(Number)) };
}

/** Identifiers of records and of transactions need no quotes in an array; to look for any costs more than all else here. */
function valuesOf(of: ModelTable | undefined, group: Group | undefined): readonly unknown[] {
  if (of === undefined || group === undefined) throw new Error('only rows of tables that were added are confirmed');
  const ids = of.table.columns.id.sql === 'uuid' ? `{${group.ids.join(',')}}` : group.ids;
  return [ids, `{${group.writers.join(',')}}`];
}

/** The checkpoint, and which of the rows ($first) were written by another transaction than the one that is known (the next parameter), or are gone. */
function changedSql({ table, model }: ModelTable, at: number, first: number): string {
  return `select ${at}::integer, c.position, c.last_event_id, array_to_string(array(
      select k.n from unnest($${first}::${table.columns.id.sql}[], $${first + 1}::xid[]) with ordinality as k(id, writer, n)
      left join ${tableName(table)} r on r.id = k.id where r.xmin is distinct from k.writer), ',')
    from ${checkpointTable} c where c.name = '${model.name.replaceAll("'", "''")}' and c.version = ${model.version}`;
}
