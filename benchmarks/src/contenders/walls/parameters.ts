import type { Employer } from '../../ledger/employers.js';
import type { ProgramPlace } from '../../ledger/program.js';

export interface WallsParameters {
  /** A filled ledger whose read models have caught up. */
  readonly place: ProgramPlace;
  readonly employers: readonly Employer[];
  /** Work permits: the n-th is of the n-th employer, round and round. */
  readonly permits: readonly string[];
}

/** What is done in a turn. */
export type WallsTask =
  /** An employer asks for another's record and for one that is not there, in turns. */
  | { readonly kind: 'refusals'; readonly pairs: number }
  /** Requests that mean harm, one after the other. */
  | { readonly kind: 'hostile'; readonly times: number }
  /** All employers ask now and then; in `burst` one of them sends ten times his quota within the time. */
  | { readonly kind: 'others'; readonly durationMs: number; readonly burst: boolean; readonly whose: number };

/** What a turn measured. Members that are of another kind of task are left out. */
export interface WallsMeasure {
  readonly otherMs?: number;
  readonly absentMs?: number;
  readonly longestMs?: number;
  readonly answered5xx?: number;
  readonly beforeMb?: number;
  readonly afterMb?: number;
  readonly othersP99Ms?: number;
  readonly othersRefused?: number;
  readonly tooMany?: number;
  /** Requests of the burst whose connection was ended without an answer. */
  readonly cut?: number;
  /** Processor time of the program while the others asked, and of who sent the burst, in milliseconds. */
  readonly serverCpuMs?: number;
  readonly senderCpuMs?: number;
}
