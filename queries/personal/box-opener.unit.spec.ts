import { describe, expect, it } from 'vitest';
import type { Opened, OpenRequest } from '../../domain/ledger/vault.js';
import type { RowBox } from '../../read-models/table.js';
import { createBoxOpener } from './box-opener.js';

function box(name: string): RowBox {
  return { eventId: name, type: 'CitizenRegistered', version: 1, box: { part: 'employeeId', subject: name, erased: true } };
}

/** A vault that opens a box as its event's id, and no box called `altered`. */
function countingVault() {
  const questions: number[] = [];
  return {
    questions,
    async open(requests: readonly OpenRequest[]): Promise<readonly Opened[]> {
      questions.push(requests.length);
      await new Promise(setImmediate);
      if (requests.some(({ eventId }) => eventId === 'altered')) throw new Error('altered');
      return requests.map(({ eventId }) => ({ kind: 'opened', values: { name: eventId } }));
    },
  };
}

const registry = { part: () => ({ part: 'employeeId', schema: undefined as never }) };

describe('opening boxes', () => {
  it('asks the vault once for what comes at the same time, and gives each his own', async () => {
    const vault = countingVault();
    const open = createBoxOpener({ vault, registry });
    const opened = await Promise.all([open([box('a'), box('b')]), open([]), open([box('c')])]);
    expect(vault.questions).toEqual([3]);
    expect(opened).toEqual([
      [
        { kind: 'opened', values: { name: 'a' } },
        { kind: 'opened', values: { name: 'b' } },
      ],
      [],
      [{ kind: 'opened', values: { name: 'c' } }],
    ]);
  });

  it('asks again when the question on its way is answered, or beside it when many wait', async () => {
    const questions: { readonly boxes: number; readonly go: () => void }[] = [];
    const vault = {
      open: (requests: readonly OpenRequest[]) =>
        new Promise<readonly Opened[]>((resolve) => {
          questions.push({ boxes: requests.length, go: () => resolve(requests.map(() => ({ kind: 'erased' }))) });
        }),
    };
    const open = createBoxOpener({ vault, registry });
    const turn = async (): Promise<void> => {
      for (let n = 0; n < 5; n += 1) await new Promise(setImmediate);
    };
    const ask = async (many: number): Promise<void> => {
      for (let n = 0; n < many; n++) void open([box(String(n))]);
      await turn();
    };
    await ask(1);
    await ask(31);
    expect(questions.map(({ boxes }) => boxes)).toEqual([1]);
    await ask(1);
    expect(questions.map(({ boxes }) => boxes)).toEqual([1, 32]);
    await ask(40);
    expect(questions).toHaveLength(2);
    questions[0]?.go();
    await turn();
    expect(questions.map(({ boxes }) => boxes)).toEqual([1, 32, 40]);
  });

  it('asks no question that is too large', async () => {
    const vault = countingVault();
    const open = createBoxOpener({ vault, registry });
    const many = Array.from({ length: 600 }, (_, n) => box(String(n)));
    const opened = await Promise.all([open(many), open(many), open(many), open([...many, ...many])]);
    expect(vault.questions).toEqual([600, 600, 600, 1_200]);
    expect(opened.map((values) => values.length)).toEqual([600, 600, 600, 1_200]);
  });

  it('fails only who asked for a box that does not open', async () => {
    const open = createBoxOpener({ vault: countingVault(), registry });
    const outcomes = await Promise.allSettled([open([box('a')]), open([box('altered')]), open([box('c')])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
