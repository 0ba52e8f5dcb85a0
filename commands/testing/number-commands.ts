// Commands that race, or sleep, for numbers of people.
import { expect } from 'vitest';
import { Problem } from '../../domain/access/problem.js';
import type { CommandAnswer } from '../handler/request.js';
import type { TestLedger } from './test-ledger.js';
import type { Sent } from './test-process.js';

export const iqama = (value: string) => ({ document: { scheme: 'iqama', value, expiresOn: '2030-12-31' } });
export const border = (value: string) => ({ document: { scheme: 'border-number', value } });
export const changeTo = (record: string, value: string): Sent => ({
  name: 'ChangeResidenceDocument',
  record,
  data: { document: { scheme: 'iqama', value, expiresOn: '2031-12-31' } },
});

/** Why a command was refused. */
export async function problem(outcome: Promise<CommandAnswer | Problem>): Promise<Problem> {
  const it = await outcome;
  return it instanceof Problem ? it : expect.fail(`accepted: ${JSON.stringify(it)}`);
}

/** Starts a command that waits, once it has taken hold of its numbers and sealed its values, until it is let go. */
export async function sleepingIn(ledger: TestLedger, sent: Sent) {
  const sleeper = await ledger.process();
  let wake: () => void = () => undefined;
  const slept = new Promise<void>((resolve) => (wake = resolve));
  let asleep: () => void = () => undefined;
  const fallen = new Promise<void>((resolve) => (asleep = resolve));
  sleeper.onStep = async (reached) => {
    if (reached !== 'sealed') return;
    asleep();
    await slept;
  };
  const outcome = sleeper.outcome(sent);
  await fallen;
  return { outcome, wake };
}
