import { expect, it } from 'vitest';
import { filesForClients } from './open-files.js';

it.each([
  [256, 128],
  [1_024, 512],
  [20_000, 19_000],
  [Infinity, Infinity],
])('of %s files clients may take %s', (files, clients) => {
  expect(filesForClients(files)).toBe(clients);
});
