import { expect, it } from 'vitest';
import { sharedBuffers } from './shared-memory.js';

const gibibyte = 1024 ** 3;

it.each<[string, number, number, string]>([
  ['a quarter of the machine', 24 * gibibyte, 0, '6144MB'],
  ['a quarter of what a container may use', 24 * gibibyte, 2 * gibibyte, '512MB'],
  ['a quarter of the machine, where the limit is none', 8 * gibibyte, 2 ** 63, '2048MB'],
  ['never less than the server’s default', 0.25 * gibibyte, 0, '128MB'],
  ['never more than eight gibibytes', 512 * gibibyte, 0, '8192MB'],
])('the cache of the server is %s', (_what, machine, allowed, expected) => expect(sharedBuffers(machine, allowed)).toBe(expected));
