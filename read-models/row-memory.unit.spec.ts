import { describe, expect, it } from 'vitest';
import { createRowMemory, ROW_KEPT_MS } from './row-memory.js';

describe('rows that are kept', () => {
  it('are the very objects that were put, for their writer alone', () => {
    const memory = createRowMemory<object>();
    const row = {};
    memory.put('a', '7', row);
    expect(memory.writerOf('a')).toBe('7');
    expect(memory.row('a', '7')).toBe(row);
    expect(memory.row('a', '8')).toBeUndefined();
    expect(memory.writerOf('b')).toBeUndefined();
  });

  it('are asked for no longer than a minute', () => {
    let at = 0;
    const memory = createRowMemory<object>({ now: () => at });
    memory.put('a', '7', {});
    at = ROW_KEPT_MS - 1;
    expect(memory.writerOf('a')).toBe('7');
    at = ROW_KEPT_MS;
    expect(memory.writerOf('a')).toBeUndefined();
    expect(memory.row('a', '7')).toBeUndefined();
  });

  it('are no more than there is room for: the oldest go first', () => {
    const memory = createRowMemory<object>({ most: 2 });
    for (const id of ['a', 'b', 'a', 'c']) memory.put(id, '7', {});
    expect(['a', 'b', 'c'].map((id) => memory.writerOf(id))).toEqual(['7', undefined, '7']);
  });
});
