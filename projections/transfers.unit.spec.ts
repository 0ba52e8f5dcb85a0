import { describe, it } from 'vitest';
import { fromRiyals } from '../domain/standards/money.js';
import { transferRecord } from '../domain/transfer/record-type.js';
import { transferTable } from '../read-models/tables/transfer.js';
import { idOf, type GivenEvent } from './testing/given-events.js';
import { day, indian, settlement, terms, transferEvent } from './testing/market-events.js';
import { projectionSpec } from './testing/projection-spec.js';
import { expectRowAgreesWithRecord } from './testing/record-agreement.js';
import { transfers } from './transfers.js';

const about = { company: 'new', from: 'old', employee: 'e' };
const requested = transferEvent('t', about, 'TransferRequested', { terms, permitId: null, declaredEarlierTransfers: 0, consent: 'needed', answerBy: day('2026-02-11') });
const agreed = transferEvent('t', about, 'TransferAcceptedByEmployee', { consent: 'needed', answerBy: day('2026-02-20') });
const released = transferEvent('t', about, 'TransferAcceptedByCurrentEmployer', { noticeWaived: false });
const notice = transferEvent('t', about, 'TransferNoticeBegun', { consent: 'needed', noticeDays: 60, completesOn: day('2026-04-15') });
const completed = transferEvent(
  't',
  about,
  'TransferCompleted',
  {
    ...indian,
    transferId: idOf('t'),
    endsOldContract: true,
    settlement,
    newContractId: idOf('new contract'),
    terms: { ...terms, startsOn: day('2026-04-15'), occupation: '252201' },
    probationEndsOn: null,
    transferNumber: 1,
    fee: fromRiyals(2_000),
  },
  '2026-04-15',
);
const ends: Readonly<Record<string, readonly GivenEvent[]>> = {
  completed: [requested, agreed, released, notice, completed],
  'rejected by the employee': [requested, transferEvent('t', about, 'TransferRejectedByEmployee', { reason: 'employee-stays' })],
  'rejected by the current employer': [requested, agreed, transferEvent('t', about, 'TransferRejectedByCurrentEmployer', { reason: 'obligation-open' })],
  'cancelled by the new employer': [requested, agreed, transferEvent('t', about, 'TransferCancelled', { by: 'new-employer' })],
  'cancelled by the employee': [requested, transferEvent('t', about, 'TransferCancelled', { by: 'employee' })],
  'employee silent': [requested, transferEvent('t', about, 'TransferLapsed', { reason: 'employee-silent' })],
  'current employer silent': [requested, agreed, transferEvent('t', about, 'TransferLapsed', { reason: 'current-employer-silent' })],
};

describe('transfers', () => {
  const spec = projectionSpec(transfers);

  it.each(Object.entries(ends))('say the status of the record at every event: %s', async (_end, events) => {
    await expectRowAgreesWithRecord(transfers, transferTable, transferRecord, events);
  });

  it('keep who asked whom, and the answer that is waited for', async () => {
    await spec.given(requested, agreed).thenRows(transferTable, [
      {
        id: idOf('t'),
        companyId: idOf('new'),
        fromCompanyId: idOf('old'),
        fromContractId: idOf('old contract'),
        employeeId: idOf('e'),
        status: 'pending-employer',
        open: true,
        answerBy: '2026-02-20',
        occupation: '251201',
      },
    ]);
    await spec
      .given(requested, agreed, released, notice)
      .thenRows(transferTable, [{ id: idOf('t'), status: 'pending-notice', open: true, answerBy: null, noticeDays: 60, noticeWaived: false, completesOn: '2026-04-15' }]);
  });

  it('keep what completion settled', async () => {
    await spec.given(...(ends['completed'] ?? [])).thenRows(transferTable, [
      {
        id: idOf('t'),
        status: 'completed',
        open: false,
        completedOn: '2026-04-15',
        completesOn: '2026-04-15',
        newContractId: idOf('new contract'),
        endsOldContract: true,
        occupation: '252201',
        nationality: 'IND',
        transferNumber: 1,
        fee: fromRiyals(2_000),
      },
    ]);
    await spec.given(...(ends['employee silent'] ?? [])).thenRows(transferTable, [{ id: idOf('t'), status: 'auto-cancelled', open: false, reason: 'employee-silent', answerBy: null }]);
  });
});
