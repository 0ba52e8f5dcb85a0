// Law: an entry says who read what, for what, in which case and when; it names records by id and holds no value of any.
import { canonicalText } from '../ledger/canonical.js';
import type { JsonObject } from '../ledger/json.js';
import type { ReadGrounds } from './read-grounds.js';

/** What a request asks to see. */
export interface ReadSubject {
  /** Category of the record, or of the list’s records; null where it is not one. */
  readonly category: string | null;
  /** The record that the path names; null when it names none. */
  readonly recordId: string | null;
  /** The parameters as they were understood; null when they were not, and nothing was shown. */
  readonly asked: JsonObject | null;
}

/** A regulator’s read, as it is put on record before a byte of the answer leaves. */
export interface RegulatorRead extends ReadGrounds, ReadSubject {
  readonly id: string;
  /** Time of the process that answers, ISO 8601. */
  readonly readAt: string;
  readonly actorId: string;
  readonly department: string;
  /** A request, or a further hour of a feed that is being followed. */
  readonly act: 'request' | 'following';
  readonly method: string;
  readonly policy: string;
  /** The pattern of the route, its parameters by name. */
  readonly route: string;
  readonly requestId: string;
}

/** The same as it stands in the register. */
export interface RecordedRead extends RegulatorRead {
  /** Its place, from 1, without a gap. */
  readonly ordinal: bigint;
  /** Time of the register’s own server, ISO 8601. */
  readonly recordedAt: string;
}

/** Where regulators’ reads are put on record. */
export interface ReadRegister {
  /** Resolves once the entry stands for good. Rejects when that cannot be said: then nothing may be shown. */
  noteRead(read: RegulatorRead): Promise<void>;
}

/** The RFC 8785 text of an entry: what will be sealed, the same whenever and wherever it is read. */
export function canonicalRead(read: RecordedRead): string {
  const { ordinal, id, readAt, recordedAt, actorId, department, purpose, caseId, act, method, policy, route, category, recordId, asked, requestId } = read;
  const members = { id, readAt, recordedAt, actorId, department, purpose, caseId, act, method, policy, route, category, recordId, asked, requestId };
  return canonicalText({ v: 1, ordinal: String(ordinal), ...members });
}
