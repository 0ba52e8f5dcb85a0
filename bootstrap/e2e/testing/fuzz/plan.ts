import type { Operation } from './described-api.js';
import type { Reference } from './reference.js';

/** Who sends a request: a role with a good token, or somebody who is nobody. */
export const CALLERS = ['platform-service', 'employer', 'analyst', 'regulator', 'operator', 'nobody', 'garbled', 'expired'] as const;
export type CallerKind = (typeof CALLERS)[number];

/** A text, or a place for one that is filled in when the request is sent. */
export type Part = string | Reference;

/** A request before it is sent. What was broken in it, if anything, is named. */
export interface Plan {
  readonly operation: Operation;
  readonly caller: CallerKind;
  readonly method: string;
  readonly path: Readonly<Record<string, Part>>;
  /** A path that is sent in place of the operation's own, as it stands. */
  readonly rawPath?: string;
  readonly query: readonly (readonly [name: string, value: Part])[];
  readonly headers: readonly (readonly [name: string, value: Part])[];
  readonly mediaType: string | null;
  /** What the body says, one value a line where the media type is of lines. */
  readonly values: readonly unknown[];
  /** Makes the bytes of a body anew, of its text. */
  readonly rewrite?: (text: string) => string | Buffer;
  readonly broken: string;
  /** Nothing that is broken like this may be accepted. */
  readonly refused: boolean;
  /** It is no request of this operation any more: how it is answered, the operation does not tell. */
  readonly elsewhere: boolean;
}

/** True for media types whose bodies are JSON values, one a line. */
export function ofLines(mediaType: string): boolean {
  return /ndjson|jsonl/.test(mediaType);
}
