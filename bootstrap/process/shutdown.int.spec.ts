import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runTypescript } from '../testing/run-typescript.js';

const PROGRAM = fileURLToPath(new URL('testing/stopping-program.ts', import.meta.url));

async function stopped(kind: string, signals: readonly NodeJS.Signals[]): Promise<{ lines: string[]; ended: number | NodeJS.Signals }> {
  const program = runTypescript(PROGRAM, [kind]);
  expect(await program.nextLine()).toBe('up');
  for (const signal of signals) program.child.kill(signal);
  const ended = await program.ended;
  return { lines: await program.rest(), ended };
}

it.each<[string, NodeJS.Signals[]]>([
  ['SIGINT', ['SIGINT']],
  ['SIGTERM', ['SIGTERM']],
  ['a signal sent twice at once, by terminal and npm', ['SIGINT', 'SIGINT', 'SIGTERM']],
])('closes newest first, once, and exits 0 on %s', async (_, signals) => {
  expect(await stopped('clean', signals)).toEqual({ lines: ['second closed', 'first closed'], ended: 0 });
});

it('closes the rest and exits 1 when a closer fails', async () => {
  expect(await stopped('failing', ['SIGTERM'])).toEqual({ lines: ['Error: second cannot close', 'first closed'], ended: 1 });
});

it('exits 1 at the limit', async () => {
  expect(await stopped('hanging', ['SIGTERM'])).toEqual({ lines: ['Error: not stopped after 0.3 s'], ended: 1 });
});

it('closes what was still starting when the stop came', async () => {
  expect(await stopped('starting', ['SIGINT'])).toEqual({ lines: ['late closed', 'second closed', 'first closed'], ended: 0 });
});
