import { Problem, type FieldFault } from '../../domain/access/problem.js';
import type { CommandAnswer } from '../handler/request.js';
import { isPassing } from './patience.js';

/** What became of one line. */
export type LineOutcome =
  | {
      readonly line: number;
      readonly key: string | null;
      readonly outcome: 'accepted';
      readonly id: string;
      readonly revision: number;
      readonly position: string;
      readonly events: CommandAnswer['events'];
    }
  | {
      readonly line: number;
      readonly key: string | null;
      readonly outcome: 'refused';
      readonly status: number;
      readonly code: string;
      readonly detail: string;
      readonly errors: readonly FieldFault[];
    };

/** The outcome of an accepted line. */
export function acceptedLine(line: number, key: string, answer: CommandAnswer): LineOutcome {
  const { id, revision, position, events } = answer;
  return { line, key, outcome: 'accepted', id, revision, position, events };
}

/** The outcome of a refused line. Whatever may pass by itself is not an outcome: it is thrown on, and the line runs again. */
export function refusedLine(line: number, key: string | null, error: unknown): LineOutcome {
  if (!(error instanceof Problem) || isPassing(error)) throw error;
  const { status, code, detail, errors } = error;
  return { line, key, outcome: 'refused', status, code, detail, errors };
}
