// Law: what passes between the thread that orders lines and those that decide them is plain values; a failure means the same on both sides.
import { Problem } from '../../domain/access/problem.js';
import { OutcomeUnknown, StoreUnavailable } from '../../domain/ledger/event-store.js';
import { TooEarly } from './file-order.js';
import type { LineHead } from './line-head.js';
import type { ResolvedNames } from './resolve-names.js';
import type { DecidedLine, ReadLine } from './run-bulk.js';

/** To a thread that decides: all that came up in one turn of the event loop. */
export interface ToWorker {
  /** Lines to be read and kept, each list as one. */
  readonly read: readonly { readonly ticket: number; readonly lines: readonly (readonly [number: number, text: string])[] }[];
  readonly decide: readonly { readonly number: number; readonly names: ResolvedNames; readonly final: boolean }[];
  /** Lines that have their outcome. */
  readonly forget: readonly number[];
  /** No more comes. */
  readonly close: boolean;
}

/** From it. */
export interface FromWorker {
  readonly read: readonly { readonly ticket: number; readonly lines: readonly ReadThere[] }[];
  readonly decided: readonly { readonly number: number; readonly line?: DecidedLine; readonly failure?: Failure }[];
}

/** A line that was read in another thread: a fault is told as a failure. */
export type ReadThere = { readonly number: number; readonly head: LineHead } | { readonly number: number; readonly failure: Failure };

/** An error as a value. */
export type Failure =
  | { readonly kind: 'problem'; readonly problem: Pick<Problem, 'status' | 'code' | 'detail' | 'errors' | 'headers' | 'members'> }
  | { readonly kind: 'early' | 'unavailable' | 'unknown' | 'other'; readonly message: string };

/** Writes an error down for the other side. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Problem) {
    const { status, code, detail, errors, headers, members } = error;
    return { kind: 'problem', problem: { status, code, detail, errors, headers, members } };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof TooEarly) return { kind: 'early', message };
  if (error instanceof StoreUnavailable) return { kind: 'unavailable', message };
  return { kind: error instanceof OutcomeUnknown ? 'unknown' : 'other', message };
}

/** The error that the other side wrote down. */
export function errorOf(failure: Failure): Error {
  switch (failure.kind) {
    case 'problem': {
      const { status, code, detail, ...more } = failure.problem;
      return new Problem(status, code, detail, more);
    }
    case 'early':
      return new TooEarly(failure.message);
    case 'unavailable':
      return new StoreUnavailable(failure.message);
    case 'unknown':
      return new OutcomeUnknown(failure.message);
    case 'other':
      return new Error(failure.message);
  }
}

/** A line of the other side as the run takes it. */
export function readLineOf(line: ReadThere): ReadLine<LineHead> {
  return 'head' in line ? line : { number: line.number, fault: errorOf(line.failure) };
}
