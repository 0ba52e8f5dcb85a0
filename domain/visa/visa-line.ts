import { refuse, type Refused } from '../ledger/decider.js';
import type { VisaLine, VisaState } from './state.js';

/** The ids that every event of a visa request repeats. */
export interface Requester {
  readonly companyId: string;
  readonly establishmentId: string;
}

/** Who asked for the visas, or why nothing can be done with them. */
export function requesterOf(state: VisaState): Requester | Refused {
  if (state.companyId === null || state.establishmentId === null) {
    return refuse('visa.not-requested', 'No visas were requested here.', 'Request the visas first.');
  }
  return { companyId: state.companyId, establishmentId: state.establishmentId };
}

/** The line that a command names, or the refusal. */
export function lineOf(state: VisaState, lineId: string): VisaLine | Refused {
  return (
    state.lines.find((line) => line.lineId === lineId) ??
    refuse('visa.no-such-line', 'The request has no such line.', 'Name a line of this request.', { pointer: '/lineId' })
  );
}

/** What every event of a line says of it. */
export function lineTerms(line: VisaLine) {
  const { lineId, lineNumber, nationality, occupation, sex, consulate } = line;
  return { lineId, lineNumber, nationality, occupation, sex, consulate };
}
