import type { Basis } from './basis.js';
import type { Json, JsonObject } from './json.js';
import type { Position } from './position.js';

/** The personal values of one subject of an event, by field; null where the command had none. */
export type PersonalValues = Readonly<Record<string, Json>>;

/**
 * An event as a decider makes it and a fold reads it. `personal` is keyed by the open field that names
 * the subject's id, e.g. `{employeeId: {name, birthDate, …}}`; it is there only when just decided or opened.
 */
export interface DomainEvent<T extends string = string, D = JsonObject> {
  readonly type: T;
  readonly data: D;
  readonly personal?: Readonly<Record<string, PersonalValues>>;
}

/** One subject's sealed values in one event: AES-256-GCM under that person's key, beside a salted commitment a field. */
export interface SealedBox {
  /** The open field of the event's data that holds the subject's id. */
  readonly part: string;
  readonly subject: string;
  readonly keyVersion: number;
  readonly iv: string;
  /** Ciphertext and tag, base64; its plaintext is padded to a multiple of 512 bytes. */
  readonly sealed: string;
  /** HMAC-SHA-256 commitments in the order of the schema's fields, base64. */
  readonly commitments: readonly string[];
}

/** A box written after its subject's key was destroyed: it holds nothing and reads as `erased`. */
export interface ErasedBox {
  readonly part: string;
  readonly subject: string;
  readonly erased: true;
}

export type Box = SealedBox | ErasedBox;

/** Digest of a command's canonical payload under a key of the vault; null once no key can make it. */
export interface CommandHash {
  readonly keyVersion: number;
  readonly mac: string;
}

export interface EventMetadata {
  readonly schemaVersion: number;
  /** The writer's clock, ISO 8601 UTC with milliseconds. */
  readonly recordedAt: string;
  readonly commandId: string;
  readonly commandName: string;
  readonly commandHash: CommandHash | null;
  readonly correlationId: string;
  readonly causationId: string;
  /** Random directory ids, never an OIDC subject. */
  readonly actorId: string;
  readonly onBehalfOf: string | null;
  readonly role: string;
  /** The department the fact comes from. */
  readonly source: string;
  /** Key ids of the subjects with a box, `<subject>#<key version>`. */
  readonly subjects: readonly string[];
  readonly synthetic: boolean;
  /** `file` when the clock came from an imported file (demo and tests only). */
  readonly clock: 'wall' | 'file';
  readonly traceparent: string | null;
  /** 128 random bits, base64: keeps a digest of low-entropy data from being guessed. */
  readonly nonce: string;
}

/** What is stored as an event's data: the open fields, the boxes, and what the decision rested on. */
export interface StoredData extends JsonObject {
  readonly effectiveOn: string;
}

/** An event ready to be appended: its id is made from the command, so that a retry is the same event. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: JsonObject;
  readonly metadata: EventMetadata;
}

/** An event as the store gives it back. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
}

/** The boxes that stand in an event's stored data. */
export function boxesOf(event: NewEvent): readonly Box[] {
  const boxes = event.data['boxes'];
  return Array.isArray(boxes) ? (boxes as readonly Box[]) : [];
}

/** The basis that stands in an event's stored data; undefined for events that rest on nothing else. */
export function basisOf(event: NewEvent): Basis | undefined {
  return event.data['basis'] as unknown as Basis | undefined;
}
