import { describe, it } from 'vitest';
import { fromRiyals } from '../domain/standards/money.js';
import { visaRecord } from '../domain/visa/record-type.js';
import { visaLineTable, visaTable, visaUseTable } from '../read-models/tables/visa.js';
import { factsOf, idOf, type GivenEvent } from './testing/given-events.js';
import { box, day, line, visaEvent } from './testing/market-events.js';
import { projectionSpec } from './testing/projection-spec.js';
import { expectRowAgreesWithRecord } from './testing/record-agreement.js';
import { visas } from './visas.js';

const kind = 'temporary' as const;
const requested = visaEvent('v', 'a', 'VisasRequested', { kind, phase: 'expansion', lines: [{ ...line('v', 0), count: 3 }, { ...line('v', 1), count: 2 }] });
const accepted = (n: number, count: number) => visaEvent('v', 'a', 'VisaLineAccepted', { ...line('v', n), requested: count + 1, accepted: count });
const rejected = (n: number) => visaEvent('v', 'a', 'VisaLineRejected', { ...line('v', n), requested: 2, reason: 'balance-exceeded' });
const answered = (outcome: 'accepted' | 'partly-accepted' | 'rejected') => visaEvent('v', 'a', 'VisaRequestAnswered', { outcome, requested: 5, accepted: 2 });
const bill = { billNumber: '7001', amount: fromRiyals(4_000) };
const billed = visaEvent('v', 'a', 'VisasBilled', {
  billNumber: '7001',
  count: 2,
  feePerVisa: fromRiyals(2_000),
  total: fromRiyals(4_000),
  dueOn: day('2026-02-01'),
  lapsesOn: day('2026-02-05'),
});
const paid = visaEvent('v', 'a', 'VisasPaid', { ...bill, reference: 'SADAD-2' }, { on: '2026-01-20' });
const issued = (n: number, count: number) => visaEvent('v', 'a', 'VisasIssued', { ...line('v', n), kind, count, validTo: day('2028-01-31') }, { on: '2026-02-01' });
const used = (n: number, employee: string, afterExpiry = false) =>
  visaEvent(
    'v',
    'a',
    'VisaUsed',
    { ...line('v', n), kind, employeeId: idOf(employee), enteredOn: day('2026-03-01'), stayUntil: day('2026-05-30'), afterExpiry, balance: 0 },
    { boxes: [box('employeeId', idOf(employee), `visa of ${employee}`)] },
  );
const extended = visaEvent('v', 'a', 'VisaStayExtended', {
  ...line('v', 0),
  employeeId: idOf('e'),
  previousStayUntil: day('2026-05-30'),
  stayUntil: day('2026-08-28'),
});
const cancelled = (n: number, count: number) => visaEvent('v', 'a', 'VisasCancelled', { ...line('v', n), kind, count, refundDue: fromRiyals(0), balance: 0 });
const expired = (n: number, count: number) => visaEvent('v', 'a', 'VisasExpired', { ...line('v', n), kind, count, validTo: day('2028-01-31') });

const partly = [requested, accepted(0, 2), rejected(1), answered('partly-accepted')];
const bothIssued = [requested, accepted(0, 2), accepted(1, 1), answered('accepted'), billed, paid, issued(0, 2)];
const paths: Readonly<Record<string, readonly GivenEvent[]>> = {
  'partly accepted, used, extended, exhausted': [...partly, billed, paid, issued(0, 2), used(0, 'e'), extended, used(0, 'f')],
  'both lines, one exhausted before the other is issued': [...bothIssued, cancelled(0, 2), issued(1, 1), expired(1, 1)],
  'used after expiry': [...partly, billed, paid, issued(0, 2), expired(0, 2), used(0, 'e', true)],
  rejected: [requested, rejected(0), rejected(1), answered('rejected')],
  'bill cancelled': [...partly, billed, visaEvent('v', 'a', 'VisaBillCancelled', bill)],
  'bill lapsed': [...partly, billed, visaEvent('v', 'a', 'VisaBillLapsed', { ...bill, dueOn: day('2026-02-01') })],
};

describe('visas', () => {
  const spec = projectionSpec(visas);

  it.each(Object.entries(paths))('say the status of the record at every event: %s', async (_path, events) => {
    await expectRowAgreesWithRecord(visas, visaTable, visaRecord, events);
  });

  it('sum the lines of a request', async () => {
    await spec.given(...partly, billed).thenRows(visaTable, [
      { id: idOf('v'), companyId: idOf('a'), status: 'pending-payment', requested: 5, accepted: 2, acceptedLines: 1, balance: 0, billDueOn: '2026-02-01', billAmount: fromRiyals(4_000) },
    ]);
    await spec
      .given(...bothIssued, used(0, 'e'), cancelled(0, 1))
      .thenRows(visaTable, [{ id: idOf('v'), status: 'issued', accepted: 3, issuedLines: 1, granted: 2, used: 1, cancelled: 1, expired: 0, balance: 0, paidOn: '2026-01-20', billDueOn: null }]);
    await spec
      .given(...(paths['used after expiry'] ?? []))
      .thenRows(visaTable, [{ id: idOf('v'), status: 'exhausted', granted: 2, used: 1, expired: 1, balance: 0 }]);
  });

  it('keep each line', async () => {
    await spec.given(...partly, billed, paid, issued(0, 2), used(0, 'e')).thenRows(visaLineTable, [
      {
        id: idOf('v line 0'),
        visaId: idOf('v'),
        companyId: idOf('a'),
        lineNumber: 0,
        status: 'issued',
        nationality: 'IND',
        occupation: '711201',
        requested: 3,
        accepted: 2,
        granted: 2,
        used: 1,
        balance: 1,
        issuedOn: '2026-02-01',
        validTo: '2028-01-31',
      },
      { id: idOf('v line 1'), lineNumber: 1, status: 'rejected', rejectionReason: 'balance-exceeded', accepted: 0, balance: 0 },
    ]);
  });

  it('keep who entered, with the box of the visa', async () => {
    const events = [...partly, billed, paid, issued(0, 2), used(0, 'e'), used(0, 'f'), extended];
    const useOf = (employee: string, n: number) => ({
      id: `${idOf('v line 0')}:${idOf(employee)}`,
      visaId: idOf('v'),
      lineId: idOf('v line 0'),
      companyId: idOf('a'),
      employeeId: idOf(employee),
      enteredOn: '2026-03-01',
      boxes: [{ eventId: factsOf(events)[n]?.id ?? '', type: 'VisaUsed', version: 1, box: box('employeeId', idOf(employee), `visa of ${employee}`) }],
    });
    await spec.given(...events).thenRows(visaUseTable, [
      { ...useOf('e', 7), stayUntil: '2026-08-28', extended: true },
      { ...useOf('f', 8), stayUntil: '2026-05-30', extended: false },
    ]);
  });
});
