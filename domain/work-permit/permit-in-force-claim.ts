// Law: an employee has at most one permit for an establishment that is paid for or in force; it is renewed, not asked for again.
import { v5 } from 'uuid';
import type { ClaimKind } from '../ledger/claim-kind.js';
import type { WorkPermitEvent } from './events.js';
import { workPermitRecord } from './record-type.js';
import type { WorkPermitState } from './state.js';

const PLACES = '0b7b2c4e-55a0-5a52-9e0f-3f8d2f6f4f11';

/** What the place is about: an employee in an establishment. */
export function placeOf({ employeeId, establishmentId }: { readonly employeeId: string; readonly establishmentId: string }): string {
  return v5(`${employeeId}/${establishmentId}`, PLACES);
}

/** The place of an employee's one permit for an establishment. Free again once the application failed or the permit expired. */
export const claimPermitInForce: ClaimKind<WorkPermitState, WorkPermitEvent> = {
  category: 'claimPermitInForce',
  rule: 'work-permit.one-in-force',
  holder: workPermitRecord,
  ended: ({ status, application }) => !['pending-payment', 'paid', 'active'].includes(status) && application?.bill == null,
  code: 'work-permit.another-in-force',
  detail: 'Another permit of this employee for the establishment is paid for or in force.',
  clears: 'Renew that permit, or let its bill be cancelled or lapse.',
};
