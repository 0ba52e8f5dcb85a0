// Law: what employers ask at the same time goes to the database in one way, each question under the settings of who asked it; none is answered unless all that stood around it held.
import type { Pool, PoolClient, QueryResult } from 'pg';
import { inEmployersRole, settingsFor, type Behind } from './behind-wall.js';
import { askInBatches, type BatchLimits } from './question-batches.js';
import { rowTypes } from './row-types.js';
import { beginSnapshot } from './snapshot.js';

/** A prepared statement of an employer's request. */
export interface WallStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** A row as an array, its values in the order of the select list. */
export type WallRow = readonly unknown[];

/** Asks for rows behind the wall, all statements in one snapshot; gives the rows of each. Rejects with what the database says. */
export type AskBehindWall = (who: Behind, ...statements: readonly WallStatement[]) => Promise<readonly (readonly WallRow[])[]>;

interface Question {
  readonly settings: string;
  readonly statements: readonly WallStatement[];
}

type Answer = readonly (readonly WallRow[])[];

/** A second way is worth its beginning and its end when some wait; what one way carries is not so much that all wait for it long. */
const usualLimits: BatchLimits = { mostInFlight: 2, worthAnother: 16, mostQuestions: 64 };

/**
 * A lane over a pool: questions of the same turn share one transaction in the employers' role, and one write to its connection
 * where the pool's connections are pipelined. What comes while it is on its way goes with the next.
 */
export function createWallLane(pool: Pool, limits: BatchLimits = usualLimits): AskBehindWall {
  const ask = askInBatches<Question, Answer>(async (questions) => {
    const answers = await askTogether(pool, questions);
    return (_question, n) => answers[n] ?? [];
  }, limits);
  return async (who, ...statements) => ask({ settings: settingsFor(who), statements }, '');
}

async function askTogether(pool: Pool, questions: readonly Question[]): Promise<readonly Answer[]> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const { around, asked } = sendAll(client, questions);
    // One failure fails all: had the beginning or a setting failed, rows that came in spite of it came from outside the wall.
    const [results] = await Promise.all([Promise.all(asked.map((one) => Promise.all(one))), ...around]);
    return results.map((one) => one.map(({ rows }) => rows));
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

type Sent = Promise<QueryResult<unknown[]>>;

/** Writes the beginning, the statements of each, once for those who ask as the same, and the end, and waits for nothing in between. */
function sendAll(client: PoolClient, questions: readonly Question[]): { readonly around: readonly Sent[]; readonly asked: readonly (readonly Sent[])[] } {
  const { stream } = client.connection;
  const send = (text: string): Sent => client.query<unknown[]>({ text, rowMode: 'array' });
  stream.cork();
  try {
    const around = [send(`${beginSnapshot}; ${inEmployersRole}`)];
    const asked = new Array<readonly Sent[]>(questions.length);
    for (const [settings, group] of bySettings(questions)) {
      around.push(send(settings));
      for (const [n, statements] of group) {
        asked[n] = statements.map(({ name, text, values }) => client.query<unknown[]>({ name, text, values: [...values], types: rowTypes, rowMode: 'array' }));
      }
    }
    around.push(send('commit'));
    return { around, asked };
  } finally {
    stream.uncork();
  }
}

type Placed = readonly [place: number, statements: readonly WallStatement[]];

function bySettings(questions: readonly Question[]): ReadonlyMap<string, readonly Placed[]> {
  const groups = new Map<string, Placed[]>();
  for (const [n, { settings, statements }] of questions.entries()) {
    const group = groups.get(settings);
    if (group === undefined) groups.set(settings, [[n, statements]]);
    else group.push([n, statements]);
  }
  return groups;
}
