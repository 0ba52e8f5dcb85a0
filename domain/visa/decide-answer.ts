// Law: a line is answered once, for at most what was asked; the last answer answers the request.
import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { latest, type IsoDate } from '../standards/calendar.js';
import type { AcceptVisaLine, RejectVisaLine } from './commands.js';
import type { VisaEvent } from './events.js';
import type { VisaLine, VisaState } from './state.js';
import { lineOf, lineTerms, requesterOf, type Requester } from './visa-line.js';

interface Answerable {
  readonly kind: 'answerable';
  readonly requester: Requester;
  readonly line: VisaLine;
  readonly day: IsoDate;
}

function answerable(state: VisaState, data: (AcceptVisaLine | RejectVisaLine)['data'], today: IsoDate): Answerable | Refused {
  const requester = requesterOf(state);
  if ('kind' in requester) return requester;
  const line = lineOf(state, data.lineId);
  if ('kind' in line) return line;
  if (line.answer !== 'pending') {
    return refuse('visa.line-already-answered', `The line was ${line.answer} before.`, 'Nothing: an answer is final.', { pointer: '/lineId' });
  }
  const reported = reportedDay('visa', data.effectiveOn, today, state.requestedOn);
  return reported.kind === 'refused' ? reported : { kind: 'answerable', requester, line, day: reported.day };
}

/** The answer to the whole request, when this was the answer to its last line. */
function answeredWhole(state: VisaState, answered: VisaLine, accepted: number, day: IsoDate, requester: Requester): VisaEvent[] {
  const others = state.lines.filter((line) => line.lineId !== answered.lineId);
  if (others.some((line) => line.answer === 'pending')) return [];
  const granted = others.reduce((sum, line) => sum + line.accepted, accepted);
  const requested = state.lines.reduce((sum, line) => sum + line.requested, 0);
  const outcome = granted === 0 ? 'rejected' : granted === requested ? 'accepted' : 'partly-accepted';
  // Answers may be reported in any order: the request is answered on the latest of their days.
  const effectiveOn = latest(day, ...(state.answeredOn === null ? [] : [state.answeredOn]));
  return [{ type: 'VisaRequestAnswered', data: { effectiveOn, ...requester, outcome, requested, accepted: granted } }];
}

/** Accepts a line, in full or in part. */
export function decideAcceptance(command: AcceptVisaLine, state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const at = answerable(state, command.data, facts.today);
  if (at.kind === 'refused') return at;
  const { requester, line, day } = at;
  const { accepted } = command.data;
  if (accepted > line.requested) {
    return refuse('visa.more-than-requested', `The line asks for ${line.requested} visas.`, 'Accept at most what was asked.', { pointer: '/accepted' });
  }
  return accept([
    { type: 'VisaLineAccepted', data: { effectiveOn: day, ...requester, ...lineTerms(line), requested: line.requested, accepted } },
    ...answeredWhole(state, line, accepted, day, requester),
  ]);
}

/** Rejects a line for a coded reason. */
export function decideRejection(command: RejectVisaLine, state: VisaState, facts: DecisionFacts): Decision<VisaEvent> {
  const at = answerable(state, command.data, facts.today);
  if (at.kind === 'refused') return at;
  const { requester, line, day } = at;
  const { reason } = command.data;
  return accept([
    { type: 'VisaLineRejected', data: { effectiveOn: day, ...requester, ...lineTerms(line), requested: line.requested, reason } },
    ...answeredWhole(state, line, 0, day, requester),
  ]);
}
