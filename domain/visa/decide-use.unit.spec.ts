import { describe, expect, it } from 'vitest';
import { toIsoDate } from '../standards/calendar.js';
import { deciderSpec } from '../testing/decider-spec.js';
import { testId } from '../testing/test-facts.js';
import type { ExtendVisaStay, UseVisa } from './commands.js';
import { visaDecider } from './decider.js';
import {
  cancelled,
  employee,
  employeeId,
  expired,
  extended,
  goodFacts,
  masonLine,
  masonsIssued,
  nurseLine,
  otherEmployeeId,
  settled,
  temporaryIssued,
  temporaryUse,
  used,
  visaNumber,
} from './testing/visa-examples.js';

const day = toIsoDate;
const spec = deciderSpec(visaDecider, { ...goodFacts, today: '2026-06-01' });

const use = (data: Partial<UseVisa['data']> = {}): UseVisa => ({
  type: 'UseVisa',
  data: { lineId: masonLine.lineId, employeeId, visaNumber, ...data },
});
const extend = (data: Partial<ExtendVisaStay['data']> = {}): ExtendVisaStay => ({
  type: 'ExtendVisaStay',
  data: { lineId: masonLine.lineId, employeeId, ...data },
});

describe('the use of a visa', () => {
  it('is recorded with the person, the visa number sealed', () => {
    const state = spec.given(masonsIssued).when(use()).then([used()], { rules: [], unknown: [] });
    expect(state).toMatchObject({ status: 'issued', lines: [{ used: 1 }, { used: 0 }] });
    expect(JSON.stringify(state)).not.toContain(visaNumber);
  });

  it('may be reported later', () => {
    spec.given(masonsIssued).when(use({ enteredOn: day('2026-06-01') }), { today: '2026-06-20' }).then([used()]);
  });

  it('of a temporary visa says until when the person may stay', () => {
    spec.given(temporaryIssued).when(use()).then([temporaryUse], { rules: ['visa.temporary-stay'] });
  });

  it('of the last visa exhausts a line', () => {
    const state = spec.given([...masonsIssued, cancelled()]).when(use(), { today: '2026-06-02' }).then([used({ enteredOn: day('2026-06-02'), balance: 0 })]);
    expect(state.lines[0]).toMatchObject({ granted: 3, used: 1, cancelled: 2, expired: 0 });
  });

  it('that lay in the validity but is reported after the expiry takes the place of an expired visa', () => {
    const late = { enteredOn: day('2028-05-01') };
    const state = spec.given([...masonsIssued, expired()]).when(use(late), { today: '2028-05-03' }).then([used({ ...late, afterExpiry: true, balance: 0 })]);
    expect(state.lines[0]).toMatchObject({ granted: 3, used: 1, expired: 2 });
  });

  it.each([
    ['nothing was requested', [], use(), {}, 'visa.not-requested', null],
    ['there is no such line', masonsIssued, use({ lineId: testId('x') }), {}, 'visa.no-such-line', '/lineId'],
    ['the line is not issued', settled, use(), {}, 'visa.line-not-issued', '/lineId'],
    ['another line is not issued', masonsIssued, use({ lineId: nurseLine.lineId }), {}, 'visa.line-not-issued', '/lineId'],
    ['the day lies before the issue', masonsIssued, use({ enteredOn: day('2026-05-01') }), {}, 'visa.effective-too-early', '/enteredOn'],
    ['the day lies ahead', masonsIssued, use({ enteredOn: day('2026-06-02') }), {}, 'visa.effective-in-future', '/enteredOn'],
    ['the validity is over', masonsIssued, use(), { today: '2028-05-02' }, 'visa.validity-over', '/enteredOn'],
    ['nobody is registered', masonsIssued, use(), { employee: { ...employee, status: 'none' } }, 'visa.employee-unknown', '/employeeId'],
    ['the record was merged', masonsIssued, use(), { employee: { ...employee, status: 'merged' } }, 'visa.employee-merged', '/employeeId'],
    ['the person died', masonsIssued, use(), { employee: { ...employee, status: 'deceased' } }, 'visa.employee-deceased', '/employeeId'],
    ['the person is a citizen', masonsIssued, use(), { employee: { ...employee, nationality: 'SAU' } }, 'visa.none-needed', '/employeeId'],
    ['the nationality is another', masonsIssued, use(), { employee: { ...employee, nationality: 'PAK' } }, 'visa.other-nationality', '/employeeId'],
    ['the sex is the other', masonsIssued, use(), { employee: { ...employee, sex: 'female' } }, 'visa.other-sex', '/employeeId'],
    ['the person entered before', [...masonsIssued, used()], use(), {}, 'visa.employee-entered-before', '/employeeId'],
    ['every visa is cancelled', [...masonsIssued, cancelled({ count: 3, balance: 0 })], use(), { today: '2026-06-03' }, 'visa.none-left', '/lineId'],
    [
      'every visa is used',
      [...masonsIssued, cancelled(), used({ employeeId: otherEmployeeId, enteredOn: day('2026-06-02'), balance: 0 })],
      use(),
      { today: '2026-06-03' },
      'visa.none-left',
      '/lineId',
    ],
  ] as const)('is refused when %s', (_, events, command, facts, code, pointer) => {
    spec.given(events).when(command, facts).thenRefused(code, pointer === null ? {} : { pointer });
  });
});

describe('the extension of a temporary stay', () => {
  const staying = [...temporaryIssued, temporaryUse];

  it('adds the same time again', () => {
    const state = spec.given(staying).when(extend(), { today: '2026-08-20' }).then([extended()], { rules: ['visa.temporary-stay'] });
    expect(state.lines[0]?.uses[employeeId]).toEqual({ enteredOn: '2026-06-01', stayUntil: '2026-11-30', extended: true });
  });

  it('can be had on the last day', () => {
    spec.given(staying).when(extend(), { today: '2026-08-31' }).then([extended({ effectiveOn: day('2026-08-31') })]);
  });

  it.each([
    ['nothing was requested', [], extend(), '2026-08-20', 'visa.not-requested'],
    ['there is no such line', staying, extend({ lineId: testId('x') }), '2026-08-20', 'visa.no-such-line'],
    ['the visa is permanent', [...masonsIssued, used()], extend(), '2026-08-20', 'visa.not-temporary'],
    ['the person did not enter', staying, extend({ employeeId: otherEmployeeId }), '2026-08-20', 'visa.not-entered'],
    ['it was extended before', [...staying, extended()], extend(), '2026-08-21', 'visa.already-extended'],
    ['the stay is over', staying, extend(), '2026-09-01', 'visa.stay-over'],
    ['its day lies before the entry', staying, extend({ effectiveOn: day('2026-05-31') }), '2026-08-20', 'visa.effective-too-early'],
  ] as const)('is refused when %s', (_, events, command, today, code) => {
    spec.given(events).when(command, { today }).thenRefused(code);
  });
});
