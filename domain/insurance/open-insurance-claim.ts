// Law: a human has at most one open registration with an establishment; spells that have ended may be as many as there were.
import { v5 } from 'uuid';
import type { ClaimKind, ClaimNeed } from '../ledger/claim-kind.js';
import type { InsuranceEvent } from './events.js';
import { insuranceRecord } from './record-type.js';
import type { InsuranceState } from './state.js';

const PLACES = '6e0c8f0a-1d0e-5b43-9d53-7b1f6a3c2e90';

/** The place of the open registration. Free again once it has ended or was made void. */
export const claimOpenInsurance: ClaimKind<InsuranceState, InsuranceEvent> = {
  category: 'claimOpenInsurance',
  rule: 'insurance.one-open',
  holder: insuranceRecord,
  ended: ({ status }) => status !== 'open',
  code: 'insurance.another-open',
  detail: 'Another registration of this employee with the establishment is open.',
  clears: 'End that registration first, or say the last day of this one.',
};

/** What the events need claimed: the place, where they open a registration. */
export function insuranceClaims(events: readonly InsuranceEvent[], { status }: InsuranceState): readonly ClaimNeed[] {
  return events.flatMap((event): readonly ClaimNeed[] => {
    const opens = (event.type === 'InsuranceRegistered' || event.type === 'InsuranceCorrected') && event.data.to === null;
    if (!opens || status === 'open') return [];
    return [{ kind: claimOpenInsurance, about: v5(`${event.data.employeeId}/${event.data.establishmentId}`, PLACES) }];
  });
}
