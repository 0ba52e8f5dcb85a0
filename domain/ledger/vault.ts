import type { ReadRegister } from '../access/read-on-record.js';
import type { Identifier, IdentifierScheme } from '../standards/identifiers.js';
import type { Box, CommandHash, PersonalValues, SealedBox } from './event.js';
import type { PersonalPart } from './event-definition.js';
import type { Json } from './json.js';

/** What is known of an identifier's row: whose record it leads to. */
export interface DirectoryEntry {
  readonly recordId: string;
  /** True once the record's stream shows the identifier. */
  readonly firm: boolean;
}

export interface ClaimRequest {
  readonly commandId: string;
  /** Category of the record that bears the identifiers: `company`, `employee`. */
  readonly category: string;
  readonly identifiers: readonly Identifier[];
  /** The record the path names; null when the command creates one. */
  readonly recordId: string | null;
  /**
   * Revision that the command's first event will have (0 for a new record). Who decides again at another
   * revision claims again: a fence is only set where the claim says.
   */
  readonly revision: number;
  /** Asks to be told of a record that this claim makes. The key of a human is made with it. */
  readonly tellNew?: 'record' | 'human';
}

/** A record whose id a claim has made: it has no events unless somebody who shares it was faster. */
export interface NewRecord {
  /** The human's key, as it was made; it serves the command that claimed. */
  readonly key?: ForeseenKey;
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly recordId: string; readonly made?: NewRecord }
  /** This command claimed other identifiers before: same key, other payload (422). */
  | { readonly kind: 'other-identifiers'; readonly recordId: string }
  /** The identifiers belong to records that have events: 409 naming them. */
  | { readonly kind: 'taken'; readonly recordIds: readonly string[] }
  /** Another command holds a fresh claim: 409 and Retry-After. */
  | { readonly kind: 'held'; readonly retryAfterSeconds: number }
  /** A claim that slept too long: fence `commandId` at `revision` of the record, then claim again with `takeOver`. */
  | { readonly kind: 'sleeping'; readonly recordId: string; readonly commandId: string; readonly revision: number }
  /** The subject was erased: nothing is claimed for it again. */
  | { readonly kind: 'erased'; readonly recordId: string };

/**
 * The sleeper that was fenced: the `sleeping` outcome as it came. Between fence and take-over the directory must see
 * what the record's stream shows: the caller runs the directory's reaction (`makeFirm`, `freeAllBut`) over its events,
 * in order, for the reactor may be behind. So nothing is taken over that a record shows.
 */
export interface FencedClaim {
  readonly recordId: string;
  readonly commandId: string;
  readonly revision: number;
}

/**
 * Asks whether a record's stream has an event of its own; a stream that holds only fences has none. The directory
 * decides with it who may share a row, and asks outside its transactions: the append's exact revision has the last word.
 */
export type HasEvents = (category: string, recordId: string) => Promise<boolean>;

/** What stood in the way when rows were to follow a record: for the steward. */
export interface DirectoryClash {
  readonly scheme: IdentifierScheme;
  /** The record that the identifier leads to, or that already has another of this scheme. */
  readonly recordId: string;
}

export interface SealRequest {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly part: PersonalPart;
  readonly subject: string;
  readonly values: PersonalValues;
}

/** Opened values of a box, or the mark that they are gone. */
export type Opened = { readonly kind: 'opened'; readonly values: PersonalValues } | { readonly kind: 'erased' };

export interface OpenRequest {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly box: Box;
}

/** Why, on what ground and how a subject's key was destroyed, and when (ISO 8601). */
export interface Tombstone {
  readonly reason: string;
  readonly legalBasis: string;
  readonly method: string;
  readonly at: string;
}

/** A subject's key, asked for when a command about it arrived; it serves that command alone. */
export interface ForeseenKey {
  readonly subject: string;
  /** The key that serves until the vault has answered; nothing that was made with it may leave before `Vault.stands`. */
  readonly kept?: unknown;
  /** What the vault answered; undefined when it could not be asked. Never rejects. */
  readonly answer: Promise<unknown>;
}

/** Keys, the identity directory, the sealing of personal values, and regulators’ reads. It may forget a person; the log never does. */
export interface Vault extends ReadRegister {
  /** UUIDv8 of a keyed digest over actor, command name, the record the path names and the client's key. */
  commandIdOf(parts: { actorId: string; command: string; record: string | null; key: string }): string;
  /** The key of a record in statistics, 0 to 255: the same for ever, and none but the vault can make it. */
  recordKeyOf(recordId: string): number;
  /** Begins to ask for a subject's key, for sealing and digests that are likely to follow. Makes none. */
  foresee(subject: string): ForeseenKey;
  /** Whether what was made with a foreseen key may leave: the vault has answered that it is the subject's key. */
  stands(key: ForeseenKey): Promise<boolean>;
  /** Digest of a canonical payload; under the subject's key where one is named, null when that key is gone. */
  commandHash(payload: Json, subject: string | null, foreseen?: ForeseenKey): Promise<CommandHash | null>;
  /** True when the payload gives that digest, or when its key is gone (counts as equal). */
  matchesHash(payload: Json, subject: string | null, hash: CommandHash | null): Promise<boolean>;
  /** Claims all identifiers of a command in one transaction. */
  claim(request: ClaimRequest, hasEvents: HasEvents, takeOver?: FencedClaim): Promise<ClaimOutcome>;
  /** Gives back what a command claimed for a record that is there: it was refused, and nothing was appended. */
  release(commandId: string, recordId: string): Promise<void>;
  /** The record a command led to before, if it claimed anything. */
  recordOfCommand(commandId: string): Promise<string | undefined>;
  /** The directory id of a human named by identifier; makes one when nobody knows him. */
  personFor(identifiers: readonly Identifier[]): Promise<string>;
  /** The record an identifier leads to now. */
  lookUp(identifier: Identifier): Promise<DirectoryEntry | undefined>;
  /**
   * The record of whoever bears an identifier: its stream shows it, or he was named by it before his record had an event. Not who was
   * only to get it: the command may have been refused.
   */
  bearerOf(identifier: Identifier): Promise<string | undefined>;
  /**
   * Marks a command's rows firm: the record's stream shows its identifiers, at this revision. Never for a fence, which
   * bears its taker's command id. Gives the identifiers that lead elsewhere.
   */
  makeFirm(recordId: string, commandId: string, revision: number): Promise<readonly DirectoryClash[]>;
  /** Frees rows of a record that its event at this revision no longer shows: all firm ones but those of these commands. */
  freeAllBut(recordId: string, keepCommandIds: readonly string[], revision: number): Promise<void>;
  /** Moves a duplicate's rows to the survivor. A number that he can have only one of stays, and is given back. */
  moveAll(fromRecordId: string, toRecordId: string): Promise<readonly DirectoryClash[]>;
  /** The random directory id of a signed-in actor. */
  actorFor(issuer: string, subject: string): Promise<string>;
  /** Seals values, making the subject's key when it has none; an erased subject's box is written `erased`. */
  seal(requests: readonly SealRequest[], foreseen?: ForeseenKey): Promise<readonly Box[]>;
  /** Opens boxes with one key query. */
  open(requests: readonly OpenRequest[], parts: (type: string, part: string) => PersonalPart): Promise<readonly Opened[]>;
  /** Whether every key that these boxes name stands now: what was opened with them before may be shown. */
  keysStand(boxes: readonly Pick<SealedBox, 'subject' | 'keyVersion'>[]): Promise<boolean>;
  /** Destroys a subject's key and directory rows, and those of the ids that led to him before, leaving tombstones. */
  destroy(subject: string, tombstone: Tombstone): Promise<void>;
  /** Tombstones whose `SubjectKeyDestroyed` is not known to stand in the log. */
  pendingTombstones(): Promise<readonly (Tombstone & { readonly subject: string })[]>;
  /** Notes that a tombstone's `SubjectKeyDestroyed` stands in the log. */
  tombstoneLogged(subject: string): Promise<void>;
  /** Drops a subject's key from memory; every reader of `SubjectKeyDestroyed` calls it. */
  forget(subject: string): void;
  /** Checkpoints of reactions, `{stream, revision}` of the last event done. */
  readCheckpoint(reaction: string): Promise<{ stream: string; revision: number } | undefined>;
  writeCheckpoint(reaction: string, at: { stream: string; revision: number }): Promise<void>;
}
