import { refuse, type Refused } from '../ledger/decider.js';
import { unreachable } from '../ledger/exhaustive.js';
import type { Application, PermitBill, WorkPermitState } from './state.js';

/** The ids that every event of a permit repeats. */
export type Parties = NonNullable<WorkPermitState['parties']>;

/** An application at the step that a command needs. */
export interface AtStep {
  readonly kind: 'at';
  readonly parties: Parties;
  readonly application: Application;
}

/** An application with its bill. */
export interface WithBill extends AtStep {
  readonly bill: PermitBill;
}

function notAt(step: Application['step']): Refused {
  switch (step) {
    case 'requested':
      return refuse('work-permit.nothing-to-bill', 'No application waits for a bill.', 'Request the permit or its renewal first.');
    case 'pending-payment':
      return refuse('work-permit.no-open-bill', 'No bill waits for payment.', 'Bill the application first.');
    case 'paid':
      return refuse('work-permit.not-paid', 'No paid application waits for the permit.', 'The bill must be paid first.');
    default:
      return unreachable(step);
  }
}

/** The application when it stands at that step, or why the command cannot be. */
export function applicationAt(state: WorkPermitState, step: Application['step']): AtStep | Refused {
  const { parties, application } = state;
  if (parties === null || application === null || application.step !== step) return notAt(step);
  return { kind: 'at', parties, application };
}

/** The application with its bill when it stands at that step, or why the command cannot be. */
export function billedApplicationAt(state: WorkPermitState, step: 'pending-payment' | 'paid'): WithBill | Refused {
  const at = applicationAt(state, step);
  if (at.kind === 'refused') return at;
  return at.application.bill === null ? notAt(step) : { ...at, bill: at.application.bill };
}
