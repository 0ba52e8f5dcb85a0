import { expect, it } from 'vitest';
import { boundCommands } from './bounded-commands.js';

/** A command that ends when it is told to. */
function pending(): { readonly command: () => Promise<string>; end(): void } {
  let end: () => void = () => undefined;
  const over = new Promise<string>((resolve) => (end = () => resolve('done')));
  return { command: () => over, end: () => end() };
}

it('refuses a command beyond the bound at once, and takes one again when another has ended', async () => {
  const bounded = boundCommands({ atOnce: 2, withinMs: 60_000 });
  const [first, second] = [pending(), pending()];
  const running = [bounded.run(first.command), bounded.run(second.command)];
  await expect(bounded.run(() => Promise.resolve('never'))).rejects.toMatchObject({ status: 503, code: 'too-many-commands', headers: { 'Retry-After': '2' } });
  first.end();
  expect(await running[0]).toBe('done');
  expect(await bounded.run(() => Promise.resolve('third'))).toBe('third');
  second.end();
  await running[1];
  expect(bounded.underWay()).toBe(0);
});

it('answers in time that the outcome is unknown, and counts the command as long as it runs', async () => {
  const bounded = boundCommands({ atOnce: 1, withinMs: 1 });
  const slow = pending();
  await expect(bounded.run(slow.command)).rejects.toMatchObject({ status: 503, code: 'outcome-unknown', headers: { 'Retry-After': '2' } });
  expect(bounded.underWay()).toBe(1);
  await expect(bounded.run(slow.command)).rejects.toMatchObject({ code: 'too-many-commands' });
  slow.end();
  await expect.poll(() => bounded.underWay()).toBe(0);
});

it('gives the refusal of a command as it is', async () => {
  const bounded = boundCommands();
  await expect(bounded.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  expect(bounded.underWay()).toBe(0);
});
