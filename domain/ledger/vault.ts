import type { Identifier } from '../standards/identifiers.js';
import type { Box, CommandHash, NewEvent, PersonalValues } from './event.js';
import type { PersonalPart } from './event-definition.js';
import type { Json } from './json.js';

/** What is known of an identifier's row: whose record it leads to. */
export interface DirectoryEntry {
  readonly recordId: string;
  readonly firm: boolean;
}

export interface ClaimRequest {
  readonly commandId: string;
  /** Category of the record that bears the identifiers: `company`, `employee`. */
  readonly category: string;
  readonly identifiers: readonly Identifier[];
  /** The record the path names; null when the command creates one. */
  readonly recordId: string | null;
  /** Revision that the command's first event will have (0 for a new record). */
  readonly revision: number;
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly recordId: string }
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

/** Asks whether a record's stream has an event; the directory decides with it who may share a row. */
export type HasEvents = (category: string, recordId: string) => Promise<boolean>;

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

/** Keys, the identity directory and the sealing of personal values. It may forget a person; the log never does. */
export interface Vault {
  /** UUIDv8 of a keyed digest over actor, command name, the record the path names and the client's key. */
  commandIdOf(parts: { actorId: string; command: string; record: string | null; key: string }): string;
  /** Digest of a canonical payload; under the subject's key where one is named, null when that key is gone. */
  commandHash(payload: Json, subject: string | null): Promise<CommandHash | null>;
  /** True when the payload gives that digest, or when its key is gone (counts as equal). */
  matchesHash(payload: Json, subject: string | null, hash: CommandHash | null): Promise<boolean>;
  /** Claims all identifiers of a command in one transaction. */
  claim(request: ClaimRequest, hasEvents: HasEvents, takeOver?: { commandId: string }): Promise<ClaimOutcome>;
  /** The record a command led to before, if it claimed anything. */
  recordOfCommand(commandId: string): Promise<string | undefined>;
  /** The directory id of a human named by identifier; makes one when nobody knows him. */
  personFor(identifiers: readonly Identifier[]): Promise<string>;
  /** The record an identifier leads to now. */
  lookUp(identifier: Identifier): Promise<DirectoryEntry | undefined>;
  /** Marks rows firm, once the record's stream shows the identifiers. */
  makeFirm(recordId: string, commandId: string): Promise<void>;
  /** Frees rows of a record that its newest event no longer shows; moves a duplicate's rows to the survivor. */
  freeAllBut(recordId: string, keepCommandIds: readonly string[]): Promise<void>;
  moveAll(fromRecordId: string, toRecordId: string): Promise<void>;
  /** The random directory id of a signed-in actor. */
  actorFor(issuer: string, subject: string): Promise<string>;
  /** Seals values, making the subject's key when it has none; an erased subject's box is written `erased`. */
  seal(requests: readonly SealRequest[]): Promise<readonly Box[]>;
  /** Opens boxes with one key query. */
  open(requests: readonly OpenRequest[], parts: (type: string, part: string) => PersonalPart): Promise<readonly Opened[]>;
  /** Destroys a subject's key and directory rows, leaving the tombstone. */
  destroy(subject: string, tombstone: { reason: string; legalBasis: string; method: string; at: string }): Promise<void>;
  /** Checkpoints of reactions, `{stream, revision}` of the last event done. */
  readCheckpoint(reaction: string): Promise<{ stream: string; revision: number } | undefined>;
  writeCheckpoint(reaction: string, at: { stream: string; revision: number }): Promise<void>;
}

export type { NewEvent };
