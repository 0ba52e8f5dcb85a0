import { expect, it } from 'vitest';
import { createOutcomeTrail } from './outcome-trail.js';

it('holds nobody up while few outcomes are open, and whoever comes then until one is told', async () => {
  const trail = createOutcomeTrail(2);
  const tell: (() => void)[] = [];
  const open = (): Promise<void> => new Promise((resolve) => tell.push(resolve));
  await trail.add(open());
  await trail.add(open());
  let added = false;
  const third = trail.add(open()).then(() => (added = true));
  await new Promise(setImmediate);
  expect(added).toBe(false);
  tell[1]?.();
  await third;
  tell.forEach((done) => done());
  await trail.told();
});

it('tells of the first failure whoever adds later, and in the end', async () => {
  const trail = createOutcomeTrail();
  await trail.add(Promise.resolve());
  await trail.add(Promise.reject(new Error('no room on the disk'))).catch(() => undefined);
  await trail.settled();
  await expect(trail.add(Promise.resolve())).rejects.toThrow('no room on the disk');
  await expect(trail.told()).rejects.toThrow('no room on the disk');
});
