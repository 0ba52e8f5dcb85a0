import type { ClaimKind } from '../ledger/claim-kind.js';
import type { WorkPermitEvent } from './events.js';
import { workPermitRecord } from './record-type.js';
import type { WorkPermitState } from './state.js';

/** Hard rule: one open permit bill an employee, over all his permits. Free again once the bill is paid, cancelled or lapsed. */
export const claimOpenPermitBill: ClaimKind<WorkPermitState, WorkPermitEvent> = {
  category: 'claimOpenPermitBill',
  rule: 'work-permit.one-open-bill',
  holder: workPermitRecord,
  ended: (state) => state.application?.step !== 'pending-payment',
  code: 'work-permit.another-bill-open',
  detail: 'Another permit bill of this employee is open.',
  clears: 'Pay or cancel that bill first.',
};
