import { schemaName } from './table-sql.js';

export const checkpointTable = `${schemaName}.checkpoint`;

/** How far each version of each read model is, of which log, and who may move it (the epoch). */
export const createCheckpointSql = `
create table ${checkpointTable} (
  name text collate "C" not null,
  version integer not null,
  log_id text not null,
  -- Place in the log's order up to which every event is in; null at the beginning.
  position text collate "C",
  last_event_id uuid,
  -- Where that event stands, by which the log can still be asked for it.
  last_stream text collate "C",
  last_revision integer,
  events_done bigint not null default 0,
  epoch bigint not null,
  state text not null default 'running' check (state in ('running', 'failed')),
  -- Why it stands still, when it does.
  reason text,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (name, version)
) with (fillfactor = 50);
`.trim();
