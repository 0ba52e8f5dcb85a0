// Law: a page of the directory is read in one statement and written in one.
import type { PoolClient } from 'pg';
import type { IdentifierScheme } from '../../domain/standards/identifiers.js';
import type { CommandClaim, DirectoryPage, DirectoryRow, LoadedPage } from './directory-page.js';

interface RowJson {
  readonly blind_index: string;
  readonly scheme: IdentifierScheme;
  readonly category: string;
  readonly record_id: string;
  readonly mentioned: boolean;
  readonly claim_command: string | null;
  readonly claim_revision: number | null;
  readonly claimed_at: string | null;
  readonly claim_shared: boolean;
  readonly landed_revision: number | null;
  readonly named_before: string | null;
  readonly moved_from: string | null;
}

interface CommandJson {
  readonly command_id: string;
  readonly category: string;
  readonly record_id: string;
  readonly revision: number;
  readonly blind_indexes: readonly string[] | null;
  readonly schemes: readonly IdentifierScheme[] | null;
  readonly landed: boolean;
  readonly claimed_at: string;
}

const LOAD = `
select (select coalesce(jsonb_agg(to_jsonb(d)), '[]') from vault.directory d
         where d.blind_index = any($1::bytea[]) or d.record_id = any($2::uuid[])) as rows,
       (select coalesce(jsonb_agg(to_jsonb(c)), '[]') from vault.command_claim c where c.command_id = any($3::uuid[])) as commands,
       (select coalesce(jsonb_agg(t.subject), '[]') from vault.tombstone t where t.subject = any($4::uuid[])) as erased`;

const SAVE = `
with removed as (
  delete from vault.directory where blind_index = any($1::bytea[])
), claimed as (
  insert into vault.command_claim (command_id, category, record_id, revision, blind_indexes, schemes, landed, claimed_at)
  select command_id, category, record_id, revision, blind_indexes, schemes, landed, claimed_at
  from jsonb_to_recordset($3::jsonb) as c(command_id uuid, category text, record_id uuid, revision integer,
    blind_indexes bytea[], schemes text[], landed boolean, claimed_at timestamptz)
  on conflict (command_id) do update set category = excluded.category, record_id = excluded.record_id,
    revision = excluded.revision, blind_indexes = excluded.blind_indexes, schemes = excluded.schemes,
    landed = excluded.landed, claimed_at = excluded.claimed_at
)
insert into vault.directory (blind_index, scheme, category, record_id, mentioned, claim_command, claim_revision, claimed_at, claim_shared,
  landed_revision, named_before, moved_from)
select blind_index, scheme, category, record_id, mentioned, claim_command, claim_revision, claimed_at, claim_shared, landed_revision, named_before, moved_from
from jsonb_to_recordset($2::jsonb) as d(blind_index bytea, scheme text, category text, record_id uuid, mentioned boolean,
  claim_command uuid, claim_revision integer, claimed_at timestamptz, claim_shared boolean, landed_revision integer, named_before uuid, moved_from uuid)
on conflict (blind_index) do update set scheme = excluded.scheme, category = excluded.category, record_id = excluded.record_id,
  mentioned = excluded.mentioned, claim_command = excluded.claim_command, claim_revision = excluded.claim_revision,
  claimed_at = excluded.claimed_at, claim_shared = excluded.claim_shared, landed_revision = excluded.landed_revision, named_before = excluded.named_before, moved_from = excluded.moved_from`;

/** Reads rows by blind index and of whole records, claims of commands, and which of the records were erased. */
export async function loadPage(
  client: PoolClient,
  wanted: { indexes: Iterable<string>; wholeRecords: Iterable<string>; commands: Iterable<string>; records: Iterable<string> },
): Promise<LoadedPage> {
  const { rows } = await client.query<{ rows: RowJson[]; commands: CommandJson[]; erased: string[] }>({
    name: 'vault-load-page',
    text: LOAD,
    values: [[...wanted.indexes].map(bytesOf), [...wanted.wholeRecords], [...wanted.commands], [...wanted.records]],
  });
  const [page] = rows;
  if (page === undefined) throw new Error('the directory gave no answer');
  return { rows: page.rows.map(rowOf), commands: page.commands.map(commandOf), erased: page.erased };
}

/** Writes what changed in a page. */
export async function savePage(client: PoolClient, page: DirectoryPage, now: Date): Promise<void> {
  const { changedRows, removedRows, changedCommands, aliases } = page;
  if (changedRows.size + removedRows.size + changedCommands.size > 0) {
    await client.query({
      name: 'vault-save-page',
      text: SAVE,
      values: [
        [...removedRows].map(bytesOf),
        JSON.stringify([...changedRows.values()].map(rowJson)),
        JSON.stringify([...changedCommands.values()].map(commandJson)),
      ],
    });
  }
  for (const [id, recordId] of aliases) {
    // Ids that led to the old id lead on to the record itself: aliases are never chains.
    await client.query('update vault.alias set record_id = $2 where record_id = $1', [id, recordId]);
    await client.query(
      `insert into vault.alias (id, record_id, since) values ($1, $2, $3)
       on conflict (id) do update set record_id = excluded.record_id, since = excluded.since`,
      [id, recordId, now],
    );
  }
}

/** A hex digest as the bytes of a `bytea` parameter. */
export function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

function rowOf(row: RowJson): DirectoryRow {
  return {
    index: row.blind_index.slice(2),
    scheme: row.scheme,
    category: row.category,
    recordId: row.record_id,
    mentioned: row.mentioned,
    claim:
      row.claim_revision === null || row.claimed_at === null
        ? null
        : { commandId: row.claim_command, revision: row.claim_revision, at: Date.parse(row.claimed_at), shared: row.claim_shared },
    landedRevision: row.landed_revision,
    namedBefore: row.named_before,
    movedFrom: row.moved_from,
  };
}

function rowJson(row: DirectoryRow): RowJson {
  return {
    blind_index: `\\x${row.index}`,
    scheme: row.scheme,
    category: row.category,
    record_id: row.recordId,
    mentioned: row.mentioned,
    claim_command: row.claim?.commandId ?? null,
    claim_revision: row.claim?.revision ?? null,
    claimed_at: row.claim === null ? null : new Date(row.claim.at).toISOString(),
    claim_shared: row.claim?.shared ?? false,
    landed_revision: row.landedRevision,
    named_before: row.namedBefore,
    moved_from: row.movedFrom,
  };
}

function commandOf(command: CommandJson): CommandClaim {
  const { blind_indexes: indexes, schemes } = command;
  return {
    commandId: command.command_id,
    category: command.category,
    recordId: command.record_id,
    revision: command.revision,
    identifiers: indexes === null || schemes === null ? null : schemes.map((scheme, n) => ({ scheme, index: (indexes[n] ?? '').slice(2) })),
    landed: command.landed,
    at: Date.parse(command.claimed_at),
  };
}

function commandJson(command: CommandClaim): CommandJson {
  return {
    command_id: command.commandId,
    category: command.category,
    record_id: command.recordId,
    revision: command.revision,
    blind_indexes: command.identifiers?.map(({ index }) => `\\x${index}`) ?? null,
    schemes: command.identifiers?.map(({ scheme }) => scheme) ?? null,
    landed: command.landed,
    claimed_at: new Date(command.at).toISOString(),
  };
}
