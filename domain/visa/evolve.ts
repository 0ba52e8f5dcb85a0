import { unreachable } from '../ledger/exhaustive.js';
import { latest } from '../standards/calendar.js';
import type { VisaEvent } from './events.js';
import { balanceOf } from './line-balance.js';
import type { VisaLine, VisaState } from './state.js';

type Answered = Extract<VisaEvent, { type: 'VisaLineAccepted' | 'VisaLineRejected' }>['data'];
type RequestedLine = Extract<VisaEvent, { type: 'VisasRequested' }>['data']['lines'][number];

function newLine({ count, ...terms }: RequestedLine): VisaLine {
  const none = { granted: 0, used: 0, cancelled: 0, expired: 0 };
  return { ...terms, requested: count, answer: 'pending', accepted: 0, issuedOn: null, validTo: null, ...none, uses: {} };
}

function changeLine(state: VisaState, lineId: string, change: (line: VisaLine) => VisaLine): VisaState {
  return { ...state, lines: state.lines.map((line) => (line.lineId === lineId ? change(line) : line)) };
}

function answered(state: VisaState, data: Answered, change: (line: VisaLine) => VisaLine): VisaState {
  return { ...changeLine(state, data.lineId, change), answeredOn: latest(data.effectiveOn, ...(state.answeredOn === null ? [] : [state.answeredOn])) };
}

/** Once visas are issued, the request is exhausted when every accepted line is issued and none has a visa left. */
function counted(state: VisaState): VisaState {
  const done = state.lines.every((line) => line.answer === 'rejected' || (line.issuedOn !== null && balanceOf(line) === 0));
  return { ...state, status: done ? 'exhausted' : 'issued' };
}

/** The state of a visa request after an event. */
export function evolveVisa(state: VisaState, event: VisaEvent): VisaState {
  switch (event.type) {
    case 'VisasRequested': {
      const { companyId, establishmentId, kind, phase, effectiveOn: requestedOn, lines } = event.data;
      return { status: 'requested', companyId, establishmentId, kind, phase, requestedOn, answeredOn: null, lines: lines.map(newLine), bill: null, paidOn: null };
    }
    case 'VisaLineAccepted':
      return answered(state, event.data, (line) => ({ ...line, answer: 'accepted', accepted: event.data.accepted }));
    case 'VisaLineRejected':
      return answered(state, event.data, (line) => ({ ...line, answer: 'rejected' }));
    case 'VisaRequestAnswered':
      return { ...state, status: event.data.outcome, answeredOn: event.data.effectiveOn };
    case 'VisasBilled': {
      const { billNumber, count, feePerVisa, total, effectiveOn: billedOn, dueOn, lapsesOn } = event.data;
      return { ...state, status: 'pending-payment', bill: { billNumber, count, feePerVisa, total, billedOn, dueOn, lapsesOn } };
    }
    case 'VisaBillCancelled':
    case 'VisaBillLapsed':
      return { ...state, status: 'cancelled' };
    case 'VisasPaid':
      return { ...state, status: 'paid', paidOn: event.data.effectiveOn };
    case 'VisasIssued': {
      const { lineId, effectiveOn: issuedOn, validTo, count: granted } = event.data;
      return counted(changeLine(state, lineId, (line) => ({ ...line, issuedOn, validTo, granted })));
    }
    case 'VisaUsed': {
      const { lineId, employeeId, enteredOn, stayUntil, afterExpiry } = event.data;
      const use = { enteredOn, stayUntil, extended: false };
      return counted(
        changeLine(state, lineId, (line) => ({
          ...line,
          used: line.used + 1,
          expired: line.expired - (afterExpiry ? 1 : 0),
          uses: { ...line.uses, [employeeId]: use },
        })),
      );
    }
    case 'VisaStayExtended': {
      const { lineId, employeeId, stayUntil } = event.data;
      return changeLine(state, lineId, (line) => {
        const use = line.uses[employeeId];
        return use === undefined ? line : { ...line, uses: { ...line.uses, [employeeId]: { ...use, stayUntil, extended: true } } };
      });
    }
    case 'VisasCancelled':
      return counted(changeLine(state, event.data.lineId, (line) => ({ ...line, cancelled: line.cancelled + event.data.count })));
    case 'VisasExpired':
      return counted(changeLine(state, event.data.lineId, (line) => ({ ...line, expired: line.expired + event.data.count })));
    default:
      return unreachable(event);
  }
}
