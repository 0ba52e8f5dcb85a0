import { describe, expect, it } from 'vitest';
import type { DomainEvent } from '../../domain/ledger/event.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { nobody, type EmployeeState } from '../../domain/employee/state.js';
import type { RecordFact, RecordReader } from './definition.js';
import { survivingEmployee } from './surviving-employee.js';
import { emptyReader } from './testing/empty-reader.js';

function market(survivors: Readonly<Record<string, string | null>>): RecordReader & { readonly seen: string[] } {
  const seen: string[] = [];
  return {
    ...emptyReader(),
    seen,
    read<S, E extends DomainEvent>(type: RecordType<S, E>, id: string): Promise<RecordFact<S>> {
      seen.push(id);
      const survivorId = survivors[id] ?? null;
      const state: EmployeeState = { ...nobody, status: survivorId === null ? 'registered' : 'merged', survivorId };
      // Only employees are read here.
      return Promise.resolve({ id, exists: type.category === 'employee', state: state as S, revision: 0, erased: false });
    },
  };
}

describe('the surviving record of a human', () => {
  it.each([
    ['itself', 'a', {}, 'a', ['a']],
    ['the one that it was merged into', 'a', { a: 'b' }, 'b', ['a', 'b']],
    ['the last of several', 'a', { a: 'b', b: 'c' }, 'c', ['a', 'b', 'c']],
  ])('is %s', async (_, from, survivors, to, read) => {
    const reader = market(survivors);
    expect(await survivingEmployee(reader, from)).toMatchObject({ id: to, state: { status: 'registered' } });
    expect(reader.seen).toEqual(read);
  });

  it('is none in a circle', async () => {
    expect((await survivingEmployee(market({ a: 'b', b: 'c', c: 'a' }), 'a')).state.status).toBe('merged');
  });
});
