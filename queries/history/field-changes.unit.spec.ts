import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldChanges } from './field-changes.js';

describe('the changes between two values', () => {
  it('name each member that differs, by its pointer', () => {
    const before = { status: 'draft', terms: { wage: { basic: '1' }, kind: 'fixed' }, gone: 1 };
    const after = { status: 'ended', terms: { wage: { basic: '2' }, kind: 'fixed' }, come: true };
    expect(fieldChanges(before, after)).toEqual([
      { field: '/status', before: 'draft', after: 'ended' },
      { field: '/terms/wage/basic', before: '1', after: '2' },
      { field: '/gone', before: 1, after: null },
      { field: '/come', before: null, after: true },
    ]);
  });

  it('take a member that is absent, undefined or null for the same nothing', () => {
    expect(fieldChanges({ a: null, b: undefined }, { c: null })).toEqual([]);
  });

  it('compare lists of as many objects item by item, and others whole', () => {
    expect(fieldChanges({ lines: [{ used: 0 }, { used: 1 }] }, { lines: [{ used: 0 }, { used: 2 }] })).toEqual([
      { field: '/lines/1/used', before: 1, after: 2 },
    ]);
    expect(fieldChanges({ scopes: ['a', 'b'] }, { scopes: ['b'] })).toEqual([{ field: '/scopes', before: ['a', 'b'], after: ['b'] }]);
    expect(fieldChanges({ lines: [] }, { lines: [{ used: 0 }] })).toEqual([{ field: '/lines', before: [], after: [{ used: 0 }] }]);
  });

  it('tell an object that comes or goes as a whole', () => {
    expect(fieldChanges({ leaving: null }, { leaving: { kind: 'notice' } })).toEqual([
      { field: '/leaving', before: null, after: { kind: 'notice' } },
    ]);
  });

  it('escape pointers as RFC 6901 says', () => {
    expect(fieldChanges({ 'a/b~c': 1 }, {}, '/x')).toEqual([{ field: '/x/a~1b~0c', before: 1, after: null }]);
  });

  it('are none between equal values, and lead from one to the other', () => {
    const value = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 3 }),
      fc.oneof(fc.integer(), fc.dictionary(fc.constantFrom('a', 'b/c', '~'), fc.boolean())),
    );
    fc.assert(
      fc.property(value, value, (before, after) => {
        expect(fieldChanges(before, structuredClone(before))).toEqual([]);
        const reached = structuredClone(before) as Record<string, unknown>;
        for (const change of fieldChanges(before, after)) put(reached, change.field, change.after);
        expect(fieldChanges(reached, after)).toEqual([]);
      }),
    );
  });
});

function put(target: Record<string, unknown>, pointer: string, value: unknown): void {
  const steps = pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = steps.pop() ?? '';
  let at = target;
  for (const step of steps) at = at[step] as Record<string, unknown>;
  Object.defineProperty(at, last, { value, enumerable: true, writable: true, configurable: true });
}
