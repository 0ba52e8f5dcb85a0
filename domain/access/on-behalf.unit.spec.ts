import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorityScope } from '../company/company-codes.js';
import { fromEpochDay, toIsoDate } from '../standards/calendar.js';
import { holdsScope, mayComeFrom, type Speaker, type Subject } from './on-behalf.js';

const TODAY = toIsoDate('2026-04-26');
const [YESTERDAY, TOMORROW] = [toIsoDate('2026-04-25'), toIsoDate('2026-04-27')];
const acting = (...ids: readonly string[]): Subject => ({ ids, acts: true });
const department: Speaker = { party: 'department' };
const employee: Speaker = { party: 'employee', employeeId: 'she' };
const authorised = (authorities: Extract<Speaker, { party: 'authorised-person' }>['authorities']): Speaker => ({
  party: 'authorised-person',
  scope: 'contracts',
  authorities,
});
const since = { from: YESTERDAY, to: null, scopes: ['contracts'] } as const;

describe('given a command that only the employee may send', () => {
  it.each<[string, Subject | null, boolean]>([
    ['the employee', acting('she'), true],
    ['her duplicate’s id, of which she is the survivor', acting('duplicate', 'she'), true],
    ['the department', null, false],
    ['somebody else', acting('he'), false],
    ['the employee, who died or was erased', { ids: ['she'], acts: false }, false],
  ])('when it comes from %s', (_, subject, allowed) => {
    expect(mayComeFrom(subject, [employee], TODAY)).toBe(allowed);
  });
});

describe('given a command that the company’s authorised people may send', () => {
  it.each<[string, Speaker, boolean]>([
    ['appointed for it', authorised({ he: since }), true],
    ['appointed for everything', authorised({ he: { ...since, scopes: ['everything'] } }), true],
    ['appointed today', authorised({ he: { ...since, from: TODAY } }), true],
    ['appointed for something else', authorised({ he: { ...since, scopes: ['reading', 'visas', 'payments'] } }), false],
    ['appointed from tomorrow on', authorised({ he: { ...since, from: TOMORROW } }), false],
    ['whose authority lasts until tomorrow', authorised({ he: { ...since, to: TOMORROW } }), true],
    ['removed today', authorised({ he: { ...since, to: TODAY } }), false],
    ['removed before he began', authorised({ he: { ...since, from: TODAY, to: TODAY } }), false],
    ['whom this company never appointed', authorised({ another: since }), false],
    ['where nobody is', authorised({}), false],
  ])('when it comes from one %s', (_, speaker, allowed) => {
    expect(mayComeFrom(acting('he'), [speaker], TODAY)).toBe(allowed);
    expect(mayComeFrom({ ids: ['he'], acts: false }, [speaker], TODAY)).toBe(false);
    expect(mayComeFrom(null, [speaker], TODAY)).toBe(false);
    // The department may say it beside him, and changes nothing for him.
    expect(mayComeFrom(acting('he'), [department, speaker], TODAY)).toBe(allowed);
    expect(mayComeFrom(null, [department, speaker], TODAY)).toBe(true);
  });

  it('when it names nobody’s property of an object', () => {
    expect(mayComeFrom(acting('constructor', '__proto__', 'toString'), [authorised({})], TODAY)).toBe(false);
  });
});

describe('an act of the state', () => {
  it('is the department’s alone', () => {
    expect(mayComeFrom(null, [department], TODAY)).toBe(true);
    expect(mayComeFrom(acting('he'), [department], TODAY)).toBe(false);
    expect(mayComeFrom(acting('he'), [], TODAY)).toBe(false);
    expect(mayComeFrom(null, [], TODAY)).toBe(false);
  });
});

describe('an authority', () => {
  const day = fc.integer({ min: 20_000, max: 20_100 }).map(fromEpochDay);
  const scopes = fc.uniqueArray(fc.constantFrom(...authorityScope.options), { minLength: 1 });

  it('holds on its days alone, for its scopes alone', () => {
    fc.assert(
      fc.property(day, fc.option(day), day, scopes, fc.constantFrom(...authorityScope.options), (from, to, on, held, scope) => {
        const holds = holdsScope({ from, to, scopes: held }, scope, on);
        expect(holds).toBe(from <= on && (to === null || on < to) && (held.includes(scope) || held.includes('everything')));
      }),
    );
  });

  it('is never held by whom nobody appointed', () => {
    expect(holdsScope(undefined, 'reading', TODAY)).toBe(false);
  });
});
