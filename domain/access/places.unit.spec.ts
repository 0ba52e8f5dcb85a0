import { expect, it } from 'vitest';
import { Places } from './places.js';
import { Problem } from './problem.js';

it('places are no more of one client than he may have, and stay for others', () => {
  const places = new Places({ most: 4, mostOfOne: 2 }, { ofOne: () => new Problem(429, 'yours-taken', ''), ofAll: () => new Problem(503, 'all-taken', '') });
  const leave = [places.take('a'), places.take('a')];
  expect(() => places.take('a')).toThrow(expect.objectContaining({ code: 'yours-taken' }));
  places.take('b');
  leave[0]?.();
  // Left once, however often it is said.
  leave[0]?.();
  places.take('a');
  expect(() => places.take('a')).toThrow(expect.objectContaining({ code: 'yours-taken' }));
  places.take('c');
  expect(() => places.take('d')).toThrow(expect.objectContaining({ code: 'all-taken' }));
  leave[1]?.();
  places.take('d');
});
