import { describe, it } from 'vitest';
import { contractRecord } from '../domain/contract/record-type.js';
import { streamOf } from '../domain/ledger/stream-name.js';
import { contractTable } from '../read-models/tables/contract.js';
import { contracts } from './contracts.js';
import { idOf, type GivenEvent } from './testing/given-events.js';
import { acceptedContract, contractEvent, day, indian, settlement, terms } from './testing/market-events.js';
import { projectionSpec } from './testing/projection-spec.js';
import { abandoned, expectRowAgreesWithRecord } from './testing/record-agreement.js';

const about = { company: 'a', employee: 'e' };
const spec = projectionSpec(contracts);
const of = ((type, data, on) => contractEvent('k', about, type, data, on)) as OfContract;
type OfContract = <T extends Parameters<typeof contractEvent>[2]>(type: T, data: Parameters<typeof contractEvent<T>>[3], on?: string) => GivenEvent;

const accepted = acceptedContract('k', about, indian);
const [drafted, sent] = accepted as readonly [GivenEvent, GivenEvent, GivenEvent];
const raised = { ...terms, occupation: '252201' };
const proposed = of('AmendmentProposed', { by: 'employer', terms: raised, answerBy: day('2026-05-01') });
const resigned = of('ResignationSubmitted', {
  requestedLastDay: null,
  withdrawableUntil: day('2026-06-08'),
  deemedAcceptedOn: day('2026-07-01'),
}, '2026-06-01');
const noticed = of('NoticeGiven', { by: 'employer', reason: 'redundancy', article: '75', noticeDays: 60, lastDay: day('2026-08-30') });
const terminated = of('ContractTerminated', { article: '77', by: 'employer', ...settlement, lastDay: day('2026-08-30') });

const paths: Readonly<Record<string, readonly GivenEvent[]>> = {
  'revised, sent again and withdrawn': [
    drafted,
    sent,
    of('ContractChangeRequested', { parts: ['wage'] }),
    abandoned(streamOf('contract', idOf('k'))),
    of('ContractRevised', { terms: raised }),
    sent,
    of('ContractWithdrawn', {}),
  ],
  rejected: [drafted, sent, of('ContractRejected', { reason: 'wage-differs' })],
  lapsed: [drafted, sent, of('ContractLapsed', { answerBy: day('2026-01-15') })],
  'amended, declined, lapsed': [
    ...accepted,
    proposed,
    of('AmendmentAccepted', { by: 'employee', terms: raised, probationEndsOn: null }),
    proposed,
    of('AmendmentDeclined', { by: 'employee' }),
    proposed,
    of('AmendmentLapsed', { answerBy: day('2026-05-01') }),
  ],
  'renewed, indefinite, given notice': [
    ...accepted,
    of('ContractRenewed', { startsOn: day('2027-01-01'), endsOn: day('2027-12-31'), renewals: 1, automatic: true }),
    of('ContractBecameIndefinite', { startsOn: day('2028-01-01'), renewals: 2, automatic: true }),
    noticed,
    terminated,
  ],
  'resigned, withdrawn, resigned again, deferred, accepted': [
    ...accepted,
    proposed,
    resigned,
    of('ResignationWithdrawn', {}),
    resigned,
    of('ResignationDeferred', { deferredTo: day('2026-08-01') }),
    of('ResignationAccepted', { deemed: false, lastDay: day('2026-08-01') }),
    terminated,
  ],
  expired: [...accepted, of('ContractExpired', settlement)],
  'begun and ended by transfer': [
    of('ContractBegunByTransfer', { ...indian, transferId: idOf('t'), previousContractId: idOf('old'), terms, probationEndsOn: null }),
    of('ContractEndedByTransfer', { transferId: idOf('u'), successorContractId: idOf('next'), ...settlement }),
  ],
};

describe('contracts', () => {
  it.each(Object.entries(paths))('says the status of the record at every event: %s', async (_path, events) => {
    await expectRowAgreesWithRecord(contracts, contractTable, contractRecord, events);
  });

  it('keeps an offer and its answer', async () => {
    await spec.given(drafted, sent).thenRows(contractTable, [
      {
        id: idOf('k'),
        companyId: idOf('a'),
        establishmentId: idOf('a main'),
        employeeId: idOf('e'),
        status: 'pending-employee',
        running: false,
        nationality: null,
        occupation: '251201',
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
        answerBy: '2026-01-15',
        terms,
      },
    ]);
    await spec.given(...accepted).thenRows(contractTable, [
      {
        id: idOf('k'),
        status: 'authenticated',
        running: true,
        nationality: 'IND',
        nationalityGroup: 'other',
        termFrom: '2026-01-01',
        probationEndsOn: '2026-03-31',
        answerBy: null,
        revision: 2,
      },
    ]);
    await spec.given(...(paths['rejected'] ?? [])).thenRows(contractTable, [{ id: idOf('k'), status: 'rejected', rejectionReason: 'wage-differs', answerBy: null }]);
  });

  it('takes amended terms only once they are accepted', async () => {
    await spec.given(...accepted, proposed).thenRows(contractTable, [
      { id: idOf('k'), status: 'amendment-pending', occupation: '251201', answerBy: '2026-05-01', amendment: { by: 'employer', terms: raised, answerBy: day('2026-05-01') } },
    ]);
    await spec
      .given(...accepted, proposed, of('AmendmentAccepted', { by: 'employee', terms: raised, probationEndsOn: null }))
      .thenRows(contractTable, [{ id: idOf('k'), status: 'authenticated', occupation: '252201', amendment: null, answerBy: null, terms: raised }]);
  });

  it('keeps the present term of a renewed contract', async () => {
    const renewed = of('ContractRenewed', { startsOn: day('2027-01-01'), endsOn: day('2027-12-31'), renewals: 1, automatic: true });
    await spec.given(...accepted, renewed).thenRows(contractTable, [{ id: idOf('k'), startsOn: '2026-01-01', termFrom: '2027-01-01', endsOn: '2027-12-31', renewals: 1, kind: 'fixed' }]);
    await spec
      .given(...accepted, renewed, of('ContractBecameIndefinite', { startsOn: day('2028-01-01'), renewals: 2, automatic: true }))
      .thenRows(contractTable, [{ id: idOf('k'), kind: 'indefinite', endsOn: null, termFrom: '2028-01-01', renewals: 2 }]);
  });

  it('keeps the end and what it leaves to be paid', async () => {
    await spec.given(...accepted, proposed, noticed, terminated).thenRows(contractTable, [
      {
        id: idOf('k'),
        status: 'ended',
        running: false,
        endCause: 'terminated',
        endArticle: '77',
        endedBy: 'employer',
        lastDay: '2026-08-30',
        settlement: { ...settlement, lastDay: day('2026-08-30') },
        leaving: null,
        amendment: null,
        answerBy: null,
      },
    ]);
    await spec.given(...(paths['begun and ended by transfer'] ?? [])).thenRows(contractTable, [
      { id: idOf('k'), status: 'ended', endCause: 'transferred', previousContractId: idOf('old'), successorContractId: idOf('next'), transferId: idOf('u') },
    ]);
  });
});
