import { describe, it } from 'vitest';
import { insuranceRecord } from '../domain/insurance/record-type.js';
import { fromRiyals } from '../domain/standards/money.js';
import { toIsoMonth } from '../domain/standards/month.js';
import { insuranceTable } from '../read-models/tables/insurance.js';
import { insurance } from './insurance.js';
import { idOf, type GivenEvent } from './testing/given-events.js';
import { day, insuranceEvent } from './testing/market-events.js';
import { projectionSpec } from './testing/projection-spec.js';
import { abandoned, expectRowAgreesWithRecord } from './testing/record-agreement.js';

const about = { company: 'a', employee: 'e' };
const wage = fromRiyals(4_000);
const registered = insuranceEvent('i', about, 'InsuranceRegistered', { capacity: 'employee', flexible: true, wage, to: null }, '2026-02-01');
const raised = insuranceEvent('i', about, 'ContributoryWageChanged', { wage: fromRiyals(4_500) }, '2026-03-01');
const hours = (month: string, n: number) => insuranceEvent('i', about, 'FlexibleHoursRecorded', { month: toIsoMonth(month), hours: n }, `${month}-01`);
const ended = insuranceEvent('i', about, 'InsuranceEnded', { lastDay: day('2026-04-10'), reason: 'retired' }, '2026-04-10');
const corrected = (to: string | null) =>
  insuranceEvent(
    'i',
    about,
    'InsuranceCorrected',
    { capacity: 'owner', flexible: true, from: day('2026-01-15'), to: to === null ? null : day(to), wages: [{ from: day('2026-01-15'), wage }], reason: 'typing-error', correctedEventId: null },
    '2026-01-15',
  );
const voided = insuranceEvent('i', about, 'InsuranceVoided', { reason: 'other-department' }, '2026-02-01');

const paths: Readonly<Record<string, readonly GivenEvent[]>> = {
  'raised, hours told twice, ended': [registered, raised, hours('2026-03', 40), hours('2026-03', 42.5), ended],
  'ended, read otherwise': [registered, ended, corrected('2026-04-12')],
  'ended, opened again': [registered, raised, ended, corrected(null), abandoned(registered.stream), raised],
  'made void': [registered, ended, voided],
};

describe('insurance', () => {
  const spec = projectionSpec(insurance);

  it('tells who is insured where, since when and with which wages', async () => {
    await spec.given(registered, raised, hours('2026-03', 40), hours('2026-03', 42.5), ended).thenRows(insuranceTable, [{
      id: idOf('i'),
      companyId: idOf('a'),
      establishmentId: idOf('a main'),
      employeeId: idOf('e'),
      status: 'ended',
      capacity: 'employee',
      flexible: true,
      insuredFrom: '2026-02-01',
      insuredTo: '2026-04-10',
      createdOn: '2026-02-01',
      wage: fromRiyals(4_500),
      wages: [
        { from: day('2026-02-01'), wage },
        { from: day('2026-03-01'), wage: fromRiyals(4_500) },
      ],
      hours: { '2026-03': 42.5 },
      endReason: 'retired',
      boxes: [],
    }]);
  });

  it('forgets why it ended once it is open again, and keeps it while another day is told', async () => {
    await spec.given(registered, raised, ended, corrected(null)).thenRows(insuranceTable, [
      { id: idOf('i'), status: 'open', capacity: 'owner', insuredFrom: '2026-01-15', insuredTo: null, endReason: null },
    ]);
    await spec.given(registered, ended, corrected('2026-04-12')).thenRows(insuranceTable, [{ id: idOf('i'), status: 'ended', insuredTo: '2026-04-12', endReason: 'retired' }]);
  });

  it.each(Object.entries(paths))('agrees with the record after each event: %s', async (_, given) => {
    await expectRowAgreesWithRecord(insurance, insuranceTable, insuranceRecord, given);
  });
});
