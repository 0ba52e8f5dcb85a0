// Law: a command is decided on its record's own events and appended at exactly the revision it was decided on, once.
import { Problem } from '../../domain/access/problem.js';
import { SYSTEM_ROLE } from '../../domain/access/roles.js';
import type { ClaimNeed } from '../../domain/ledger/claim-kind.js';
import type { Accepted } from '../../domain/ledger/decider.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import type { Json } from '../../domain/ledger/json.js';
import { streamOf } from '../../domain/ledger/stream-name.js';
import type { ForeseenKey, Vault } from '../../domain/ledger/vault.js';
import { placesOf } from '../claims/places-of.js';
import { claimStreamOf, isPlaceHeld, takeClaim, type AppendClaim } from '../claims/take-claim.js';
import type { AnyCommandDefinition } from '../registry/definition.js';
import type { CommandRegistry } from '../registry/registry.js';
import { unchanged } from './answer.js';
import { answerInStream, recordLedTo } from './answer-in-stream.js';
import { appendSettled } from './append-settled.js';
import { buildEvents, refuseErased, sealEvents } from './build-events.js';
import { digestSubject } from './command-digest.js';
import { isOnTrail } from './command-trail.js';
import { foundingDayOf, type FoundingDay } from './founding-day.js';
import { decideOn, readAhead, type Reading } from './decide-on.js';
import { directoryFollower, type DirectoryFollower } from './directory-follower.js';
import { createdId } from './ids.js';
import { loadRecord, withAppended } from './load-record.js';
import type { LoadedRecord, LoadRecord } from './loaded-record.js';
import { sharedMetadata, type SharedMetadata } from './metadata.js';
import { needsNoLease, takesNothing } from './needs-no-lease.js';
import { parsePayload } from './parse-payload.js';
import type { PreparedCommand } from './prepared-command.js';
import { RecordCache } from './record-cache.js';
import type { Folding } from './record-reader.js';
import type { CommandAnswer, CommandRequest, StepHook } from './request.js';
import { requireAllowed } from './require-allowed.js';
import { requireStanding } from './require-standing.js';
import { resolvePeople } from './resolve-people.js';
import { resolveRecord } from './resolve-record.js';

/** Conflicts with other writers that one request rides out before it answers 409. */
const MAX_ROUNDS = 12;

export interface HandlerParts {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly events: EventRegistry;
  readonly commands: CommandRegistry;
  /** Wall clock for claims, also while a file's clock decides. */
  readonly wallClock: () => Date;
  readonly onStep?: StepHook;
  /** Bytes of records that stay folded in memory; few unless said. */
  readonly keptBytes?: number;
  /** Folded records that several handlers over one log share, instead of those that each keeps for itself. */
  readonly records?: RecordCache;
  /** Called before a decided command takes places; what it throws ends the command with nothing appended. */
  readonly beforePlaces?: () => Promise<void>;
  /** Told of the claim streams that will be read once the events are sealed. */
  readonly foreseePlaces?: (streams: readonly string[]) => void;
  /** Appends a claim; resolves once nothing of what is appended later can be stored before it. Left out: once it is stored. */
  readonly appendClaim?: AppendClaim;
  /** The day of the founding, where whoever makes several handlers asks for it once for all. */
  readonly founding?: FoundingDay;
}

export interface CommandHandler {
  /** Checks name, role and payload, and gives the command its id. Throws Problem. */
  prepare(request: CommandRequest): PreparedCommand;
  /** Begins to ask for what the command will need while it is not certain yet that it will be decided. */
  foresee(command: PreparedCommand): Foreseen;
  /**
   * Decides and appends, or finds the answer given before. Throws Problem; nothing is appended then. On a record that
   * was foreseen it decides first: what was added meanwhile makes the append conflict, and it reads again.
   */
  decide(command: PreparedCommand, foreseen?: Foreseen): Promise<CommandAnswer>;
  /**
   * For a command that needs no lease: decides on the foreseen record and appends, once, and only where `free` says that nobody holds one. Undefined
   * for whatever is not an acceptance or its answer again: that is for `decide`. Throws Problem 503 when the store is away or does not say what became of the append.
   */
  decideAtOnce(command: PreparedCommand, foreseen: Foreseen, free: Promise<boolean>): Promise<CommandAnswer | undefined>;
  /** The answer of a command whose events stand in the log, as it stands; undefined where they do not. Decides and claims nothing. */
  answered(command: PreparedCommand): Promise<CommandAnswer | undefined>;
}

/** What stood when the command arrived, or when its record was last read. */
export interface Foreseen {
  /** Its record; undefined when it could not be told or read then. Never rejects. */
  readonly record: Promise<LoadedRecord<unknown> | undefined>;
  /** Whether the record is one from memory, which the log was not asked for. Only an append at its exact revision makes it true. */
  readonly remembered: boolean;
  /**
   * Whether no lease is needed to accept it: it is decided on a remembered record and nothing else, on a day that nobody takes for another, so whoever
   * decides the same command on the same revision decides the same, and of their appends, which bear the same ids, the log takes one.
   */
  readonly leaseless: boolean;
  /** The record's key, for a command about the human whose record it is. */
  readonly key?: ForeseenKey;
}

/** The one handler of all commands: load, decide, append, answer. */
export function createCommandHandler(parts: HandlerParts): CommandHandler {
  const follower = directoryFollower(parts.vault, parts.commands);
  const cache = parts.records ?? new RecordCache(parts.keptBytes);
  const load: LoadRecord = (type, id) => loadRecord(parts.store, parts.events, type, id, cache);
  const founded = parts.founding ?? foundingDayOf(parts.store);
  return {
    prepare: (request) => prepare(parts, request),
    foresee(command) {
      const { definition, request: { recordId } } = command;
      if (recordId === null) return { record: Promise.resolve(undefined), remembered: false, leaseless: false };
      const kept = takesNothing(definition) ? cache.getWhole(definition.record, streamOf(definition.record.category, recordId)) : undefined;
      return {
        record: kept === undefined ? load<unknown, DomainEvent>(definition.record, recordId).catch(() => undefined) : Promise.resolve(kept),
        remembered: kept !== undefined,
        leaseless: kept !== undefined && needsNoLease(command),
        ...(definition.subject === 'record' ? { key: parts.vault.foresee(recordId) } : {}),
      };
    },
    async decide(command, foreseen) {
      const attempt = (early?: Foreseen): Promise<CommandAnswer> => decideCommand(parts, follower, { cache, load, founded }, command, early);
      try {
        return await attempt(foreseen);
      } catch (error) {
        if (foreseen?.remembered !== true || !(error instanceof Problem) || error.status >= 500) throw error;
        // Refused on what stood when the record was last read: only what stands now refuses anyone.
        return attempt();
      }
    },
    async decideAtOnce(command, foreseen, free) {
      try {
        return await decideCommand(parts, follower, { cache, load, founded }, command, foreseen, { free, maxRounds: 1 });
      } catch (error) {
        if (error instanceof Problem && error.status < 500) return undefined;
        throw error;
      }
    },
    async answered(command) {
      const recordId = await recordLedTo(parts.vault, command);
      return recordId === undefined ? undefined : answerInStream(parts, command, await load(command.definition.record, recordId));
    },
  };
}

function prepare(parts: HandlerParts, request: CommandRequest): PreparedCommand {
  const definition = parts.commands.find(request.name);
  if (definition === undefined) throw new Problem(404, 'unknown-command', `There is no command ${request.name}.`);
  const role = request.actor.role;
  requireAllowed(definition, request.actor);
  if (definition.kind === 'create' && request.recordId !== null && role !== SYSTEM_ROLE) {
    throw new Problem(400, 'record-not-taken', `${definition.name} makes a record: it cannot name one.`);
  }
  const data = parsePayload(definition, request.payload);
  const commandId =
    'commandId' in request.once
      ? request.once.commandId
      : parts.vault.commandIdOf({
          actorId: request.actor.actorId,
          command: definition.name,
          record: request.recordId,
          key: request.once.key,
        });
  return { definition, data, commandId, request };
}

type Records = Reading & { readonly cache: RecordCache };

/** The revision at which a command holds its identifiers, -1 while it holds none: only there can a fence keep it off. */
interface Held {
  at: number;
}

/** How a command is decided: how often at most, and whether nobody holds its lease where it has none itself. */
interface Terms {
  readonly maxRounds: number;
  readonly free?: Promise<boolean>;
}

async function decideCommand(
  parts: HandlerParts,
  follower: DirectoryFollower,
  records: Records,
  command: PreparedCommand,
  foreseen: Foreseen | undefined,
  terms: Terms = { maxRounds: MAX_ROUNDS },
): Promise<CommandAnswer> {
  const held: Held = { at: -1 };
  const { ahead, settled } = readAhead(command, records);
  try {
    return await decideInRounds(parts, follower, records, command, foreseen, held, ahead, terms);
  } catch (error) {
    const { recordId } = command.request;
    // Accepted, and refused when its record had changed: what it claimed leads nobody there either. Whose release fails is taken over in time.
    const refused = error instanceof Problem && error.status < 500;
    if (refused && held.at >= 0 && recordId !== null) await parts.vault.release(command.commandId, recordId).catch(() => undefined);
    throw error;
  } finally {
    if (settled !== undefined) await settled;
  }
}

async function decideInRounds(
  parts: HandlerParts,
  follower: DirectoryFollower,
  { cache, load, founded }: Records,
  command: PreparedCommand,
  foreseen: Foreseen | undefined,
  held: Held,
  ahead: Folding,
  { maxRounds, free }: Terms,
): Promise<CommandAnswer> {
  const { definition, data, commandId, request } = command;
  const identifiers = definition.identifiers?.(data) ?? [];
  const bears = identifiers.length > 0;
  const claim = async (named: string | null, revision: number): Promise<string> => {
    const wanted = { commandId, record: definition.record, identifiers, recordId: named, revision };
    const fencing = { shared: sharedMetadata(request, commandId, null), effectiveOn: request.clock.today() };
    const id = await resolveRecord({ vault: parts.vault, store: parts.store, follower }, wanted, fencing);
    await parts.onStep?.('claimed-identifiers', request);
    return id;
  };
  // What the ledger itself creates comes with the id that the causing event gave it.
  const named = request.recordId;
  const creates = definition.kind === 'create' && named === null;
  let recordId = named ?? (creates && !bears ? createdId(commandId, definition.record.category, 0) : null);
  if (creates && bears) {
    recordId = await claim(null, 0);
    held.at = 0;
  }
  if (recordId === null) throw new Problem(404, 'record-not-found', 'The command names no record.');

  let people: Readonly<Record<string, string>> | undefined;
  for (let round = 0; round < maxRounds; round += 1) {
    // Only at first: who comes again wants what stands then.
    const key = round === 0 ? foreseen?.key : undefined;
    const early = round === 0 ? await foreseen?.record : undefined;
    const record: LoadedRecord<unknown> = early?.id === recordId ? early : await load(definition.record, recordId);
    const remembered = foreseen?.remembered === true && record === early;
    if (isOnTrail(record.commands, commandId)) {
      // What stands in the stream keeps what it claimed.
      held.at = -1;
      const answer = await answerInStream(parts, command, record);
      if (answer !== undefined) return answer;
    }
    requireStanding(definition, record, request);
    if (creates && bears && held.at !== record.revision + 1) {
      held.at = record.revision + 1;
      const led = await claim(null, held.at);
      if (led !== recordId) {
        recordId = led;
        continue;
      }
    }
    people ??= definition.mentions === undefined ? {} : await resolvePeople(parts.vault, definition, data);
    const decided = await decideOn(definition, command, record, people, { load, founded }, round === 0 ? ahead : undefined);
    if (parts.onStep !== undefined) await parts.onStep('decided', request);
    if (decided.accepted.events.length === 0) {
      // Nothing is appended that would ask the log.
      if (remembered) continue;
      return unchanged(definition, record);
    }
    // Where the record is known, only what was accepted claims for it: a number that a refused change named leads nobody there.
    if (!creates && bears && held.at !== record.revision + 1) {
      held.at = record.revision + 1;
      await claim(named, held.at);
    }

    if (parts.foreseePlaces !== undefined) parts.foreseePlaces(placesOf(definition, decided.accepted, record).map(claimStreamOf));
    const seal = (happening: readonly DomainEvent[]) => sealEvents(record.stream, happening, commandId, parts.events, parts.vault, key);
    // Side by side: both ask the vault for the subject's key, and share the question.
    const [hash, sealed] = await Promise.all([
      parts.vault.commandHash(data as Json, digestSubject(definition, data, record, people), key),
      seal(decided.accepted.events),
    ]);
    const shared = sharedMetadata(request, commandId, hash);
    let events = buildEvents(sealed, decided.basis, shared, parts.events);
    if (request.actor.role !== SYSTEM_ROLE) refuseErased(events);
    if (parts.onStep !== undefined) await parts.onStep('sealed', request);
    // Asked when it began; nothing has left yet.
    if (key !== undefined && !(await parts.vault.stands(key))) continue;
    if (free !== undefined && !(await free)) continue;
    const taken = definition.claims === undefined ? null : await claimPlaces(parts, definition, decided.accepted, record, commandId, shared, request, load);
    if (taken !== null) {
      if (decided.accepted.ifPlaceTaken === undefined) throw taken;
      events = buildEvents(await seal(decided.accepted.ifPlaceTaken), decided.basis, shared, parts.events);
    }
    try {
      const expected = record.revision < 0 ? 'no-stream' : record.revision;
      const appended = await appendSettled(parts.store, record.stream, expected, events);
      // Decided before, perhaps for another payload: the record as it stands has the events, and they tell.
      if (appended.repeated && remembered) continue;
      if (parts.onStep !== undefined) await parts.onStep('appended', request);
      // Of several events only the last one's position is told: they are read when the record is next asked for.
      const [only] = events;
      if (events.length === 1 && only !== undefined && !appended.repeated) {
        cache.put(definition.record, withAppended(parts.events, definition.record, record, only, appended));
      } else {
        cache.lacks(record.stream);
      }
      return {
        id: recordId,
        category: definition.record.category,
        path: definition.record.path,
        created: definition.kind === 'create',
        revision: appended.revision,
        position: appended.position,
        events: events.map(({ id, type }) => ({ id, type })),
        replayed: appended.repeated,
      };
    } catch (error) {
      if (!(error instanceof WrongRevision)) throw error;
      if (error.actual < record.revision) cache.forget(record.stream);
      else cache.lacks(record.stream);
    }
  }
  throw new Problem(409, 'record-busy', 'Other commands changed the record again and again.', { headers: { 'Retry-After': '1' } });
}

/** Claims the places that the events need; gives the refusal when another record holds one. Throws when that is not settled yet. */
async function claimPlaces(
  parts: HandlerParts,
  definition: AnyCommandDefinition,
  accepted: Accepted<DomainEvent>,
  record: LoadedRecord<unknown>,
  commandId: string,
  shared: SharedMetadata,
  request: CommandRequest,
  load: LoadRecord,
): Promise<Problem | null> {
  const needs = placesOf(definition, accepted, record);
  if (needs.length > 0) await parts.beforePlaces?.();
  // A place taken is kept from others for a while, also by who is then refused the next: none is taken where one is held.
  for (const need of needs.length > 1 ? needs : []) {
    if (await isPlaceHeld(parts.store, load, need, record.stream)) return placeProblem(need);
  }
  for (const need of needs) {
    const holder = { commandId, stream: record.stream, revision: record.revision + 1 };
    const outcome = await takeClaim(parts, load, need, holder, shared, request.clock.today());
    if (outcome.kind === 'refused') return placeProblem(need);
    if (outcome.kind === 'held') {
      throw new Problem(409, 'place-held', 'Another command holds this place and has not finished.', {
        headers: { 'Retry-After': String(outcome.retryAfterSeconds) },
      });
    }
  }
  if (needs.length > 0) await parts.onStep?.('claimed-places', request);
  return null;
}

function placeProblem({ kind: { code, detail, clears, rule } }: ClaimNeed): Problem {
  return new Problem(422, code, detail, { members: { clearedBy: clears, rule, ruleVersion: 'hard' } });
}
