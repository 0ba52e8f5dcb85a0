import type { Actor } from './roles.js';

/** What a verified token proved of who calls. */
export interface Caller {
  readonly actor: Actor;
  /** Whether the records it writes are synthetic. */
  readonly synthetic: boolean;
  /** Directory id of the human for whom the issuer vouches; null for a program, and for whom the directory does not know. */
  readonly personId: string | null;
}
