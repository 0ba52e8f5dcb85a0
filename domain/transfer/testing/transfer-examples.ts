import type { CompanyState } from '../../company/state.js';
import { activeCompany, resident, running as runningContract, terms } from '../../contract/testing/contract-examples.js';
import { contractDecider } from '../../contract/decider.js';
import type { ContractEvent } from '../../contract/events.js';
import type { ContractState } from '../../contract/state.js';
import type { ContractTerms } from '../../contract/terms.js';
import { noBand } from '../../gates/band-fact.js';
import { fold } from '../../ledger/decider.js';
import { toIsoDate } from '../../standards/calendar.js';
import { fromRiyals } from '../../standards/money.js';
import { deciderSpec } from '../../testing/decider-spec.js';
import { testId } from '../../testing/test-facts.js';
import { noWorkPermit, type WorkPermitState } from '../../work-permit/state.js';
import { transferDecider } from '../decider.js';
import type { TransferEvent } from '../events.js';

export const day = toIsoDate;
/** Before the first week of bands is over. */
export const noBands = { receiverBand: noBand, currentBand: noBand };
export const transferId = testId('transfer');
export const permitId = testId('permit');
export const newContractId = testId(`${transferId}/contract/0`);

/** The new employer's ids, and those of the one whose contract is the example of contracts. */
export const to = { companyId: testId('new company'), establishmentId: testId('new establishment') };
export const sides = {
  ...to,
  fromCompanyId: testId('company'),
  fromEstablishmentId: testId('establishment'),
  fromContractId: testId('contract'),
  employeeId: testId('employee'),
};

const [establishment] = Object.values(activeCompany.establishments);
if (establishment === undefined) throw new Error('the example company has an establishment');

export const newCompany: CompanyState = {
  ...activeCompany,
  establishments: { [to.establishmentId]: { ...establishment, establishmentId: to.establishmentId } },
};

/** The state of the example contract after these events. */
export function contractAfter(events: readonly ContractEvent[]): ContractState {
  return fold(contractDecider.evolve, contractDecider.initial, events);
}

/** In force since 2026, so that the current employer must agree. */
export const recent = contractAfter(runningContract());
/** In force since 2024, so that the employee may leave with notice. */
export const longStanding = contractAfter(runningContract(terms({ startsOn: day('2024-01-01') })));

export function permitUntil(validTo: string): WorkPermitState {
  return {
    ...noWorkPermit,
    status: 'active',
    parties: { companyId: sides.fromCompanyId, establishmentId: sides.fromEstablishmentId, employeeId: sides.employeeId },
    permit: {
      occupation: '214201',
      issuedOn: day('2025-06-01'),
      validFrom: day('2025-06-01'),
      validTo: day(validTo),
      expired: false,
      terms: 1,
    },
  };
}

/** Two years at SAR 6,000 from June 2026. */
export function newTerms(change: Partial<ContractTerms> = {}): ContractTerms {
  const wage = { basic: fromRiyals(4_500), housing: fromRiyals(1_000), other: fromRiyals(500) };
  return terms({ wage, startsOn: day('2026-06-01'), endsOn: day('2028-05-31'), ...change });
}

type DataOf<T extends TransferEvent['type']> = Extract<TransferEvent, { type: T }>['data'];

/** A stored event of this transfer. */
export function event<T extends TransferEvent['type']>(
  type: T,
  effectiveOn: string,
  data: Omit<DataOf<T>, keyof typeof sides | 'effectiveOn'>,
): TransferEvent {
  // The type argument pairs the type with its data; the union cannot see that.
  return { type, data: { effectiveOn: day(effectiveOn), ...sides, ...data } } as unknown as TransferEvent;
}

export function requested(change: Partial<DataOf<'TransferRequested'>> = {}): TransferEvent {
  return event('TransferRequested', '2026-05-01', {
    terms: newTerms(),
    permitId: null,
    declaredEarlierTransfers: null,
    consent: 'needed',
    answerBy: day('2026-05-11'),
    ...change,
  });
}

export const acceptedByEmployee = event('TransferAcceptedByEmployee', '2026-05-02', { consent: 'needed', answerBy: day('2026-05-12') });

/** Both agreed; the notice of 30 days runs. */
export function inNotice(request: Partial<DataOf<'TransferRequested'>> = {}, completesOn = '2026-06-03'): readonly TransferEvent[] {
  return [
    requested(request),
    acceptedByEmployee,
    event('TransferAcceptedByCurrentEmployer', '2026-05-03', { noticeWaived: false }),
    event('TransferNoticeBegun', '2026-05-03', { consent: 'needed', noticeDays: 30, completesOn: day(completesOn) }),
  ];
}

/** Cases of this transfer on 1 May 2026, unless another day is said. */
export const transfer = deciderSpec(transferDecider, {
  today: '2026-05-01',
  recordId: transferId,
  company: newCompany,
  employee: resident,
  fromContract: recent,
  permit: null,
  ...noBands,
});
