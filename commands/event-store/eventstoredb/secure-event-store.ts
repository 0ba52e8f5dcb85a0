// Law: only those named may read, write or delete the ledger's streams and read the whole log; asked twice, it changes nothing.
import { randomUUID } from 'node:crypto';
import { StoreUnavailable } from '../../../domain/ledger/event-store.js';
import type { Json, JsonObject } from '../../../domain/ledger/json.js';
import { canonicalText } from '../../../domain/ledger/canonical.js';
import { Appender } from './appender.js';
import { Connection } from './connection.js';
import { Deadlines } from './deadlines.js';
import { eventStoreDbSettings } from './eventstoredb-settings.js';
import { textOf } from './recorded-record.js';
import { RecordsReader } from './records-reader.js';

/** The server's default rules, for all streams that have none of their own. */
const SETTINGS = '$settings';
/** The metadata of `$all`, where its rules stand. */
const ALL_METADATA = '$$$all';
const ADMINS = '$admins';
/** Somebody else may write the same stream: read again, and try so often. */
const TRIES = 5;

/** One document of rules: as it stood (null when there was none), as it stands now. */
export interface SecuredDocument {
  readonly stream: string;
  readonly before: JsonObject | null;
  readonly now: JsonObject;
  readonly changed: boolean;
}

export interface SecuredEventStore {
  /** Users and groups that have access now. */
  readonly allowed: readonly string[];
  /** False on a server in insecure mode: it keeps the rules, and asks nobody who he is. */
  readonly enforced: boolean;
  readonly documents: readonly SecuredDocument[];
}

/**
 * Sets the default rules of an EventStoreDB. The address holds the user that sets them, an administrator.
 * @param allowed users and groups to name beside `$admins`; the address' user when none is given.
 * Rejects with StoreUnavailable when the server cannot be reached or denies it.
 */
export async function secureEventStore(url: string, allowed: readonly string[] = []): Promise<SecuredEventStore> {
  const user = userOf(url);
  if (user === undefined) throw new Error('the address names no user: esdb://user:password@host:port');
  const names = [...new Set([ADMINS, ...(allowed.length > 0 ? allowed : [user])])];
  const settings = eventStoreDbSettings({ url });
  const deadlines = new Deadlines();
  const connection = new Connection(url, deadlines);
  const reader = new RecordsReader(connection, deadlines, settings);
  const appender = new Appender({ connection, deadlines, reader, settings, probe: () => reader.probe() });
  const change = (stream: string, type: string, make: (before: JsonObject) => JsonObject): Promise<SecuredDocument> =>
    changeDocument(reader, appender, { stream, type, make });
  try {
    const documents = [
      await change(SETTINGS, 'update-default-acl', (before) => ({
        ...before,
        $userStreamAcl: everything(names),
        $systemStreamAcl: before['$systemStreamAcl'] ?? everything([ADMINS]),
      })),
      await change(ALL_METADATA, '$metadata', (before) => ({ ...before, $acl: { ...objectOf(before['$acl']), $r: names } })),
    ];
    return { allowed: names, enforced: !/[?&]tls=false(&|$)/i.test(url), documents };
  } finally {
    appender.close();
    connection.close();
  }
}

interface Change {
  readonly stream: string;
  readonly type: string;
  readonly make: (before: JsonObject) => JsonObject;
}

/** Writes the last event of a stream anew where it differs, at the revision it was read at. */
async function changeDocument(reader: RecordsReader, appender: Appender, { stream, type, make }: Change): Promise<SecuredDocument> {
  let why = 'somebody else keeps changing it';
  for (let tries = 0; tries < TRIES; tries += 1) {
    const last = await reader.streamEnd(stream);
    const before = last === undefined ? null : objectOf(JSON.parse(textOf(last.record.getData_asU8())) as Json);
    const now = make(before ?? {});
    if (before !== null && canonicalText(before) === canonicalText(now)) return { stream, before, now, changed: tries > 0 };
    const data = JSON.stringify(now);
    const expected = last === undefined ? -1 : Number(last.record.getStreamRevision());
    const events = [{ id: randomUUID(), type, data, metadata: '' }];
    const reply = await (await appender.stream()).send({ stream, expected, events, bytes: data.length });
    if (reply.kind === 'stored') return { stream, before, now, changed: true };
    if (reply.kind === 'denied' || reply.kind === 'refused') throw new StoreUnavailable(`${stream} cannot be written: ${reply.reason}`);
    if (reply.kind === 'unknown') why = reply.reason;
  }
  throw new StoreUnavailable(`${stream} could not be written: ${why}`);
}

/** Reading, writing and deleting, of events and of metadata. */
function everything(names: readonly string[]): JsonObject {
  return { $r: names, $w: names, $d: names, $mr: names, $mw: names };
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** The user in an address, decoded. */
function userOf(url: string): string | undefined {
  const user = /^[^:]+:\/\/([^:/@]+):[^@]+@/.exec(url)?.[1];
  return user === undefined ? undefined : decodeURIComponent(user);
}
