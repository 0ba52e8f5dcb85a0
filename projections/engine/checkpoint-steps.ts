// Law: checkpoints that move without a row are moved together, each from its own place under its own epoch; one that cannot be moved so holds up no other.
import { checkpointTable } from '../../read-models/checkpoint-table.js';
import type { Queryable } from '../../read-models/row-store.js';
import type { PageStep } from './page-step.js';

/** A read model's checkpoint, and the step it is to make. */
export interface CheckpointStep {
  readonly name: string;
  readonly version: number;
  readonly epoch: number;
  readonly step: PageStep;
}

/** Moves a checkpoint with those that others move at the same time. False: it was not where it should be, or is locked: it has to be moved alone. */
export type MoveTogether = (step: CheckpointStep) => Promise<boolean>;

// A row that somebody holds is left alone: nobody waits here for another read model's lock.
const MOVE = `
with asked as (
  select * from unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], $7::uuid[], $8::text[], $9::integer[])
    as a(name, version, epoch, from_position, to_position, events, event_id, stream, revision)
), free as (
  select c.name, c.version from ${checkpointTable} c join asked a using (name, version)
  where c.epoch = a.epoch and c.position is not distinct from a.from_position
  for update of c skip locked
)
update ${checkpointTable} c
set position = a.to_position, events_done = c.events_done + a.events, last_event_id = coalesce(a.event_id, c.last_event_id),
    last_stream = coalesce(a.stream, c.last_stream), last_revision = coalesce(a.revision, c.last_revision),
    state = 'running', reason = null, updated_at = clock_timestamp()
from asked a join free f using (name, version)
where c.name = a.name and c.version = a.version and set_config('synchronous_commit', 'off', true) is not null
returning c.name, c.version`;

interface Waiting {
  readonly asked: CheckpointStep;
  readonly resolve: (moved: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Groups steps asked for in one turn of the event loop, or while the group before is under way; each read model has one at a time. */
export function createMoveTogether(db: Queryable, silenceLimitMs: number): MoveTogether {
  let waiting: Waiting[] = [];
  let running = false;

  const send = async (group: readonly Waiting[]): Promise<void> => {
    const asked = group.map((one) => one.asked);
    const steps = asked.map(({ step }) => step);
    const values = [
      asked.map(({ name }) => name),
      asked.map(({ version }) => version),
      asked.map(({ epoch }) => epoch),
      steps.map(({ from }) => from ?? null),
      steps.map(({ to }) => to),
      steps.map(({ events }) => events),
      steps.map(({ lastEvent }) => lastEvent?.id ?? null),
      steps.map(({ lastEvent }) => lastEvent?.stream ?? null),
      steps.map(({ lastEvent }) => lastEvent?.revision ?? null),
    ];
    try {
      const query = { name: 'checkpoints together', text: MOVE, values, query_timeout: silenceLimitMs };
      const { rows } = await db.query<{ name: string; version: number }>(query);
      const moved = new Set(rows.map(({ name, version }) => `${name} ${version}`));
      for (const { asked: one, resolve } of group) resolve(moved.has(`${one.name} ${one.version}`));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      // One turn of the event loop: who comes to the same page in the same turn still joins.
      await new Promise(setImmediate);
      const group = waiting;
      waiting = [];
      await send(group);
    }
    running = false;
  };

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      if (running) return;
      running = true;
      void run();
    });
}
