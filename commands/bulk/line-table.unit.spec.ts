import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineTable, type LineEnd } from './line-table.js';

const lineEnd: fc.Arbitrary<LineEnd> = fc.oneof(
  fc.constant({ state: 'refused' } as const),
  fc.record({
    state: fc.constantFrom('restored' as const, 'accepted' as const),
    commandId: fc.uuid(),
    id: fc.uuid(),
    category: fc.constantFrom('company', 'employee', 'contract'),
  }),
);

describe('the table of lines that ended', () => {
  it('tells of every line what was put last, whatever its key', () => {
    const key = fc.oneof(fc.constantFrom('a', 'b', 'line-1'), fc.string({ minLength: 1, maxLength: 200 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(key, lineEnd), { maxLength: 200 }), (puts) => {
        const table = createLineTable();
        const model = new Map<string, LineEnd>();
        for (const [name, end] of puts) {
          expect(table.find(name)).toEqual(model.get(name));
          table.put(name, end);
          model.set(name, end);
        }
        for (const [name, end] of model) expect(table.find(name)).toEqual(end);
      }),
    );
  });

  it('keeps them through its growth over several blocks', () => {
    const table = createLineTable();
    const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    const lines = 40_000;
    for (let n = 0; n < lines; n += 1) table.put(`line-${n}`, { state: 'accepted', commandId: idOf(n), id: idOf(lines + n), category: 'employee' });
    for (const n of [0, 1, 511, 512, 16_383, 16_384, lines - 1]) {
      expect(table.find(`line-${n}`)).toEqual({ state: 'accepted', commandId: idOf(n), id: idOf(lines + n), category: 'employee' });
    }
    expect(table.find(`line-${lines}`)).toBeUndefined();
  });

  it('refuses what is no id', () => {
    expect(() => createLineTable().put('a', { state: 'accepted', commandId: 'none', id: 'none', category: 'employee' })).toThrow(TypeError);
  });
});
