import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from './problem.js';
import { PURPOSES } from './purposes.js';
import { readGrounds } from './read-grounds.js';

function refused(headers: Readonly<Record<string, string | readonly string[]>>): readonly (readonly [pointer: string, code: string])[] {
  try {
    readGrounds(headers);
  } catch (error) {
    if (error instanceof Problem && error.status === 400) return error.errors.map(({ pointer, code }) => [pointer, code]);
    throw error;
  }
  return [];
}

describe('the grounds of a read', () => {
  it('are any purpose of the table, and a case', () => {
    for (const { code } of PURPOSES) expect(readGrounds({ purpose: code, 'case-id': '1447/203-A' })).toEqual({ purpose: code, caseId: '1447/203-A' });
    for (const caseId of ['a', '7', 'C#1', `x${'1'.repeat(63)}`, 'MOJ:44.1_b']) expect(refused({ purpose: 'audit', 'case-id': caseId }), caseId).toEqual([]);
  });

  it.each([
    ['nothing', {}, [['/headers/purpose', 'purpose-missing'], ['/headers/case-id', 'case-missing']]],
    ['empty headers', { purpose: '', 'case-id': '' }, [['/headers/purpose', 'purpose-missing'], ['/headers/case-id', 'case-missing']]],
    ['a purpose that nobody knows', { purpose: 'curiosity', 'case-id': '1' }, [['/headers/purpose', 'purpose-unknown']]],
    ['a purpose in capitals', { purpose: 'Audit', 'case-id': '1' }, [['/headers/purpose', 'purpose-unknown']]],
    ['two purposes', { purpose: 'audit, inspection', 'case-id': '1' }, [['/headers/purpose', 'purpose-unknown']]],
    ['a list of headers', { purpose: ['audit'], 'case-id': ['1'] }, [['/headers/purpose', 'purpose-unknown'], ['/headers/case-id', 'case-invalid']]],
    ['no case', { purpose: 'audit' }, [['/headers/case-id', 'case-missing']]],
  ])('are not %s', (_what, headers, faults) => expect(refused(headers as Record<string, string>)).toEqual(faults));

  it('are no case of other characters, or longer than 64', () => {
    const visible = /^[A-Za-z0-9][A-Za-z0-9._/:#-]{0,63}$/;
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 80 }), (caseId) => {
        const faults = refused({ purpose: 'audit', 'case-id': caseId });
        expect(faults).toEqual(visible.test(caseId) ? [] : [['/headers/case-id', 'case-invalid']]);
      }),
      { examples: [['x'.repeat(65)], ['a b'], ['a\n'], ['-1'], ['é1'], ['1, 2']] },
    );
  });

  it('have codes that are told apart, and say whence they are', () => {
    expect(new Set(PURPOSES.map(({ code }) => code)).size).toBe(PURPOSES.length);
    for (const { code, source, meaning } of PURPOSES) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(source.length, code).toBeGreaterThan(10);
      expect(meaning.length, code).toBeGreaterThan(10);
    }
  });
});
