import { describe, expect, it } from 'vitest';
import { fromRiyals } from '../domain/standards/money.js';
import { workPermitRecord } from '../domain/work-permit/record-type.js';
import { workPermitTable } from '../read-models/tables/work-permit.js';
import { foldPage } from './engine/fold-page.js';
import { factsOf, idOf, type GivenEvent } from './testing/given-events.js';
import { box, day, permitEvent } from './testing/market-events.js';
import { memoryTables, projectionSpec } from './testing/projection-spec.js';
import { expectRowAgreesWithRecord } from './testing/record-agreement.js';
import { workPermits } from './work-permits.js';

const about = { company: 'a', employee: 'e' };
const declared = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false, declaredPlace: null };
const amount = fromRiyals(8_500);
type Kind = 'first' | 'renewal';

const requested = permitEvent('w', about, 'WorkPermitRequested', { contractId: null, occupation: '711201', months: 12, arrivedOn: day('2025-12-20'), ...declared });
const renewal = permitEvent('w', about, 'WorkPermitRenewalRequested', { contractId: idOf('k'), occupation: '711201', months: 6, ...declared });
const billed = (kind: Kind, billNumber = '5001') =>
  permitEvent('w', about, 'WorkPermitBilled', {
    kind,
    billNumber,
    months: 12,
    chargedFrom: day('2026-01-01'),
    fee: fromRiyals(100),
    levy: fromRiyals(8_400),
    total: amount,
    lines: [],
    dueOn: day('2026-02-01'),
    lapsesOn: day('2026-02-05'),
  });
const paid = (kind: Kind) => permitEvent('w', about, 'WorkPermitBillPaid', { kind, billNumber: '5001', amount, reference: 'SADAD-1' }, { on: '2026-01-20' });
const cancelled = (kind: Kind) => permitEvent('w', about, 'WorkPermitBillCancelled', { kind, billNumber: '5001', amount });
const lapsed = (kind: Kind) => permitEvent('w', about, 'WorkPermitBillLapsed', { kind, billNumber: '5001', amount, dueOn: day('2026-02-01') });
const rejected = (kind: Kind) => permitEvent('w', about, 'WorkPermitRejected', { kind, reason: 'documents-incomplete', refundDue: null });
const printed = (mark: string) => ({ boxes: [box('employeeId', idOf('e'), mark)] });
const issued = permitEvent('w', about, 'WorkPermitIssued', { occupation: '711201', months: 12, validFrom: day('2026-02-01'), validTo: day('2027-01-31') }, printed('first'));
const renewed = permitEvent(
  'w',
  about,
  'WorkPermitRenewed',
  { occupation: '711201', months: 6, validFrom: day('2027-02-01'), validTo: day('2027-07-31'), previousValidTo: day('2027-01-31') },
  printed('second'),
);
const expired = permitEvent('w', about, 'WorkPermitExpired', { occupation: '711201', validTo: day('2027-01-31') });
const active: readonly GivenEvent[] = [requested, billed('first'), paid('first'), issued];

const paths: Readonly<Record<string, readonly GivenEvent[]>> = {
  'issued, renewed': [...active, renewal, billed('renewal'), paid('renewal'), renewed],
  'issued, expired, renewed late': [...active, expired, renewal, billed('renewal'), paid('renewal'), renewed],
  'expired during a renewal that is rejected': [...active, renewal, expired, rejected('renewal')],
  'a renewal whose bill is cancelled, another that lapses': [...active, renewal, billed('renewal'), cancelled('renewal'), renewal, billed('renewal'), lapsed('renewal')],
  rejected: [requested, rejected('first')],
  'bill cancelled': [requested, billed('first'), cancelled('first')],
  'bill lapsed': [requested, billed('first'), lapsed('first')],
};

describe('work permits', () => {
  const spec = projectionSpec(workPermits);

  it.each(Object.entries(paths))('say the status of the record at every event: %s', async (_path, events) => {
    await expectRowAgreesWithRecord(workPermits, workPermitTable, workPermitRecord, events);
  });

  it('keep an application and its open bill', async () => {
    await spec.given(requested, billed('first')).thenRows(workPermitTable, [
      {
        id: idOf('w'),
        companyId: idOf('a'),
        employeeId: idOf('e'),
        status: 'pending-payment',
        arrivedOn: '2025-12-20',
        billNumber: '5001',
        billAmount: amount,
        billDueOn: '2026-02-01',
        validTo: null,
        terms: 0,
        application: { kind: 'first', step: 'pending-payment', requestedOn: day('2026-01-01'), occupation: '711201', months: 12, declared, paidOn: null },
      },
    ]);
    await spec.given(requested, billed('first'), cancelled('first')).thenRows(workPermitTable, [{ id: idOf('w'), status: 'cancelled', application: null, billDueOn: null }]);
  });

  it('keep the newest term and the box of the newest print', async () => {
    await spec.given(...active, renewal, billed('renewal', '5002'), paid('renewal')).thenRows(workPermitTable, [
      { id: idOf('w'), status: 'active', contractId: idOf('k'), validTo: '2027-01-31', terms: 1, billNumber: '5002', billDueOn: null },
    ]);
    await spec.given(...(paths['issued, renewed'] ?? [])).thenRows(workPermitTable, [
      {
        id: idOf('w'),
        status: 'active',
        application: null,
        months: 6,
        validFrom: '2027-02-01',
        validTo: '2027-07-31',
        terms: 2,
        boxes: [{ eventId: factsOf(paths['issued, renewed'] ?? []).at(-1)?.id ?? '', type: 'WorkPermitRenewed', version: 1, box: box('employeeId', idOf('e'), 'second') }],
      },
    ]);
  });

  it('refuse a bill without an application', async () => {
    await expect(foldPage(workPermits, factsOf([...active, billed('renewal')]), memoryTables().load)).rejects.toThrow(/no application/);
  });
});
