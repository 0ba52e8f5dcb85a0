import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { toIsoMonth } from '../standards/month.js';
import { recordWageProtection, type RecordWageProtection } from './commands.js';
import { branchId, branchOpened, company, event, mainId, mainOpened, registered, suspended } from './testing/company-examples.js';

const given = [registered, mainOpened];
const record = (change: Partial<RecordWageProtection['data']> = {}): RecordWageProtection => ({
  type: 'RecordWageProtection',
  data: { establishmentId: mainId, month: toIsoMonth('2026-03'), standing: 'partly-compliant', compliance: 87, ...change },
});
const read = { effectiveOn: toIsoDate('2026-03-01'), establishmentId: mainId, month: toIsoMonth('2026-03') };
const recorded = event('WageProtectionRecorded', { ...read, standing: 'partly-compliant', compliance: 87 });
const branchClosed = event('EstablishmentClosed', { effectiveOn: toIsoDate('2026-02-10'), establishmentId: branchId, reason: 'moved' });

describe('recording the protection of wages', () => {
  it.each([
    ['once', given],
    ['of a suspended company', [...given, suspended]],
  ])('takes effect with the month: %s', (_, before) => {
    const state = company.given(before).when(record()).then([recorded], { rules: [], unknown: [] });
    expect(state.establishments[mainId]?.wageProtection).toEqual({ '2026-03': { standing: 'partly-compliant', compliance: 87 } });
  });

  it('replaces the month’s earlier reading and no other month’s; no share need be told', () => {
    const { compliance: _share, ...none } = record({ standing: 'no-file' }).data;
    const missing = event('WageProtectionRecorded', { ...read, standing: 'no-file', compliance: null });
    const february = event('WageProtectionRecorded', { ...read, effectiveOn: toIsoDate('2026-02-01'), month: toIsoMonth('2026-02'), standing: 'compliant', compliance: 100 });
    const state = company.given([...given, february, recorded]).when({ type: 'RecordWageProtection', data: none }).then([missing]);
    expect(state.establishments[mainId]?.wageProtection).toEqual({ '2026-02': { standing: 'compliant', compliance: 100 }, '2026-03': { standing: 'no-file', compliance: null } });
  });

  it('takes the month that runs, and of a closed establishment the month of its end', () => {
    company.given(given).when(record({ month: toIsoMonth('2026-04') })).accepted();
    company.given([...given, branchOpened, branchClosed]).when(record({ establishmentId: branchId, month: toIsoMonth('2026-02') })).accepted();
  });

  it.each([
    ['no company', [], record(), 'company.not-registered'],
    ['another’s establishment', given, record({ establishmentId: branchId }), 'company.establishment-unknown'],
    ['a month ahead', given, record({ month: toIsoMonth('2026-05') }), 'company.month-in-future'],
    ['a month before the founding', given, record({ month: toIsoMonth('2019-02') }), 'company.month-before-founding'],
    ['a month after the establishment’s end', [...given, branchOpened, branchClosed], record({ establishmentId: branchId }), 'company.establishment-closed'],
    ['the same reading', [...given, recorded], record(), 'company.wage-protection-unchanged'],
  ])('is refused for %s', (_, before, command, code) => {
    company.given(before).when(command).thenRefused(code);
  });

  it('is told no share where no file came', () => {
    const issues = recordWageProtection.safeParse(record({ standing: 'no-file' }).data).error?.issues;
    expect(issues?.map(({ path }) => path)).toEqual([['compliance']]);
  });
});
