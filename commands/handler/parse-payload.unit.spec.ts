import { describe, expect, it } from 'vitest';
import { Problem, type FieldFault } from '../../domain/access/problem.js';
import { buildCommandRegistry } from '../../bootstrap/ledger/registries.js';
import { parsePayload } from './parse-payload.js';

const citizen = { nationalId: '1000000008', name: { ar: null, en: { first: 'Noura', family: 'Example' } }, birthDate: '1995-04-01', sex: 'female' };

function faults(payload: unknown): readonly FieldFault[] {
  const definition = buildCommandRegistry().find('RegisterCitizen');
  if (definition === undefined) throw new Error('no such command');
  try {
    parsePayload(definition, payload);
  } catch (error) {
    if (error instanceof Problem) return error.errors;
    throw error;
  }
  return [];
}

describe('the faults of a payload', () => {
  it('are none when it is valid', () => {
    expect(faults(citizen)).toEqual([]);
  });

  it('give the reason why an identifier is none as their code', () => {
    expect(faults({ ...citizen, nationalId: '1000000009' })).toMatchObject([{ pointer: '/nationalId', code: 'check-digit' }]);
    expect(faults({ ...citizen, nationalId: 'abc' })).toMatchObject([{ pointer: '/nationalId', code: 'pattern' }]);
  });

  it('name every field that is missing, wrong or unknown', () => {
    const { sex: _sex, ...rest } = { ...citizen, birthDate: 5, name: { ...citizen.name, 'a/b~c': 1 } };
    expect(faults(rest).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/name/a~1b~0c', 'unknown-field'],
      ['/birthDate', 'invalid-type'],
      ['/sex', 'invalid-value'],
    ]);
    expect(faults(undefined)).toMatchObject([{ pointer: '', code: 'invalid-type' }]);
  });

  it('never repeat a value, and are never more than a hundred', () => {
    expect(JSON.stringify(faults({ ...citizen, nationalId: '1234567890', sex: 'P4SSPORT' }))).not.toMatch(/1234567890|P4SSPORT/);
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`f${n}`, 1]));
    expect(faults({ ...citizen, ...many })).toHaveLength(100);
  });
});
