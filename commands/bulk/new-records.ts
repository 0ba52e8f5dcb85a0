// Law: what was made a moment ago is not asked for: a new record has no events, its human the key made with it; the append's exact revision has the last word.
import { Problem } from '../../domain/access/problem.js';
import type { EventStore } from '../../domain/ledger/event-store.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { ForeseenKey, Vault } from '../../domain/ledger/vault.js';
import { createCommandHandler, type CommandHandler, type HandlerParts } from '../handler/command-handler.js';
import type { PreparedCommand } from '../handler/prepared-command.js';
import { createdId } from '../handler/ids.js';
import { nothingOf } from '../handler/load-record.js';
import type { LoadedRecord } from '../handler/loaded-record.js';

/** What the commands under way have made, until they end. */
interface Made {
  /** Streams of new records that were not read yet. */
  readonly unread: Set<string>;
  readonly keys: Map<string, ForeseenKey>;
  /** The record that each of these commands has made. */
  readonly records: Map<string, { readonly stream: string; readonly id: string }>;
}

/** The handler of commands that mostly make records: it asks neither log nor vault for what it has made for the command itself. */
export function createNewRecordHandler(parts: HandlerParts): CommandHandler {
  const made: Made = { unread: new Set(), keys: new Map(), records: new Map() };
  const humans = new Set(parts.commands.commands.filter(({ subject }) => subject === 'record').map(({ record }) => record.category));
  const handler = createCommandHandler({ ...parts, store: storeAround(parts.store, made), vault: vaultAround(parts.vault, made, humans) });
  return {
    ...handler,
    async decide(command, foreseen) {
      try {
        return await (foreseen === undefined && hasOwnStream(command) ? decideAsNew(handler, command) : handler.decide(command, foreseen));
      } finally {
        forget(made, command.commandId);
      }
    },
  };
}

function forget({ unread, keys, records }: Made, commandId: string): void {
  const record = records.get(commandId);
  if (record === undefined) return;
  records.delete(commandId);
  unread.delete(record.stream);
  keys.delete(record.id);
}

/** True for a command whose record's id is made from its own id: nobody else writes that stream. */
function hasOwnStream({ definition, request, data }: PreparedCommand): boolean {
  if (definition.kind !== 'create' || request.recordId !== null || definition.claims !== undefined) return false;
  return (definition.identifiers?.(data) ?? []).length === 0;
}

/** Decides on no events; where the command was there before, or is refused, on what its stream says. */
async function decideAsNew(handler: CommandHandler, command: PreparedCommand): ReturnType<CommandHandler['decide']> {
  try {
    const answer = await handler.decide(command, { record: Promise.resolve(emptyRecord(command)), remembered: false, leaseless: false });
    // The same ids stood there: only the stream tells whether the payload was the same.
    if (!answer.replayed) return answer;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
  return handler.decide(command);
}

function emptyRecord({ definition: { record }, commandId }: PreparedCommand): LoadedRecord<unknown> {
  const id = createdId(commandId, record.category, 0);
  return nothingOf(record, streamOf(record.category, id), id);
}

function storeAround(inner: EventStore, { unread }: Made): EventStore {
  return {
    logId: inner.logId,
    append: (stream, expected, events) => inner.append(stream, expected, events),
    appendInOrder: (appends) => inner.appendInOrder(appends),
    // Only its first reading: who comes again wants what stands then.
    readStream: (stream, from, limit) => (unread.delete(stream) ? Promise.resolve([]) : inner.readStream(stream, from, limit)),
    readAll: (after, limit) => inner.readAll(after, limit),
    subscribe: (after, signal) => inner.subscribe(after, signal),
    head: () => inner.head(),
    countAfter: (after) => inner.countAfter(after),
  };
}

function vaultAround(inner: Vault, { unread, keys, records }: Made, humans: ReadonlySet<string>): Vault {
  const keyOf = (subject: string, foreseen: ForeseenKey | undefined): ForeseenKey | undefined => foreseen ?? keys.get(subject);
  return {
    async claim(request, hasEvents, takeOver) {
      const { category, commandId } = request;
      const outcome = await inner.claim({ ...request, tellNew: humans.has(category) ? 'human' : 'record' }, hasEvents, takeOver);
      if (outcome.kind !== 'claimed' || outcome.made === undefined) return outcome;
      const record = { id: outcome.recordId, stream: streamOf(category, outcome.recordId) };
      records.set(commandId, record);
      unread.add(record.stream);
      if (outcome.made.key !== undefined) keys.set(record.id, outcome.made.key);
      return outcome;
    },
    commandHash: (payload, subject, foreseen) =>
      inner.commandHash(payload, subject, subject === null ? undefined : keyOf(subject, foreseen)),
    seal: (requests, foreseen) => inner.seal(requests, keyOf(requests[0]?.subject ?? '', foreseen)),
    commandIdOf: (command) => inner.commandIdOf(command),
    recordKeyOf: (recordId) => inner.recordKeyOf(recordId),
    foresee: (subject) => inner.foresee(subject),
    stands: (key) => inner.stands(key),
    matchesHash: (payload, subject, hash) => inner.matchesHash(payload, subject, hash),
    release: (commandId, recordId) => inner.release(commandId, recordId),
    recordOfCommand: (commandId) => inner.recordOfCommand(commandId),
    personFor: (identifiers) => inner.personFor(identifiers),
    lookUp: (identifier) => inner.lookUp(identifier),
    bearerOf: (identifier) => inner.bearerOf(identifier),
    makeFirm: (recordId, commandId, revision) => inner.makeFirm(recordId, commandId, revision),
    freeAllBut: (recordId, keep, revision) => inner.freeAllBut(recordId, keep, revision),
    moveAll: (from, to) => inner.moveAll(from, to),
    actorFor: (issuer, subject) => inner.actorFor(issuer, subject),
    open: (requests, boxParts) => inner.open(requests, boxParts),
    keysStand: (boxes) => inner.keysStand(boxes),
    destroy: (subject, tombstone) => inner.destroy(subject, tombstone),
    pendingTombstones: () => inner.pendingTombstones(),
    tombstoneLogged: (subject) => inner.tombstoneLogged(subject),
    forget: (subject) => inner.forget(subject),
    readCheckpoint: (reaction) => inner.readCheckpoint(reaction),
    writeCheckpoint: (reaction, at) => inner.writeCheckpoint(reaction, at),
    noteRead: (read) => inner.noteRead(read),
  };
}
