import { describe, expect, it } from 'vitest';
import { askTogether } from './id-batches.js';
import { worthASecond } from './question-batches.js';

/** Answers each id by itself in capitals, and never of its own accord: each question waits until it is let go. */
function slowAnswers() {
  const questions: { readonly ids: readonly string[]; readonly go: () => void; readonly fail: () => void }[] = [];
  const ask = askTogether<string>(
    (ids) =>
      new Promise((resolve, reject) => {
        questions.push({ ids, go: () => resolve((id) => id.toUpperCase()), fail: () => reject(new Error('away')) });
      }),
  );
  const turn = async (): Promise<void> => {
    for (let n = 0; n < 5; n += 1) await new Promise(setImmediate);
  };
  return { ask, questions, turn };
}

describe('questions by id', () => {
  it('of one turn go together, each id once, and all who asked are told', async () => {
    const { ask, questions, turn } = slowAnswers();
    const told = Promise.all([ask('a', ''), ask('b', ''), ask('a', '')]);
    await turn();
    expect(questions.map(({ ids }) => ids)).toEqual([['a', 'b']]);
    questions[0]?.go();
    expect(await told).toEqual(['A', 'B', 'A']);
  });

  it('wait for the end of the batch that is on its way, and then go together', async () => {
    const { ask, questions, turn } = slowAnswers();
    const told: Promise<string>[] = [];
    for (const id of ['a', 'b', 'c']) {
      told.push(ask(id, ''));
      await turn();
    }
    expect(questions.map(({ ids }) => ids)).toEqual([['a']]);
    questions[0]?.go();
    await turn();
    expect(questions.map(({ ids }) => ids)).toEqual([['a'], ['b', 'c']]);
    questions[1]?.go();
    expect(await Promise.all(told)).toEqual(['A', 'B', 'C']);
  });

  it('go in a second batch beside the first when they are many, and never in a third', async () => {
    const { ask, questions, turn } = slowAnswers();
    const askMany = async (name: string): Promise<void> => {
      for (let n = 0; n < worthASecond; n++) void ask(`${name}${n}`, '');
      await turn();
    };
    void ask('a', '');
    await turn();
    await askMany('b');
    await askMany('c');
    expect(questions.map(({ ids }) => ids.length)).toEqual([1, worthASecond]);
    questions[0]?.go();
    await turn();
    expect(questions.map(({ ids }) => ids.length)).toEqual([1, worthASecond, worthASecond]);
  });

  it('of different batches never go together, and none waits behind a full one for ever', async () => {
    const { ask, questions, turn } = slowAnswers();
    for (let n = 0; n < 2_100; n++) void ask(`m${n}`, 'mine');
    void ask('y', 'yours');
    for (let asked = 0; asked < 4; asked++) {
      await turn();
      questions[asked]?.go();
    }
    expect(questions.map(({ ids }) => ids.length)).toEqual([1_000, 1, 1_000, 100]);
    expect(questions[1]?.ids).toEqual(['y']);
  });

  it('fail together, and the next go on', async () => {
    const { ask, questions, turn } = slowAnswers();
    const told = Promise.allSettled([ask('a', ''), ask('b', '')]);
    await turn();
    questions[0]?.fail();
    expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = ask('a', '');
    await turn();
    questions[1]?.go();
    expect(await again).toBe('A');
  });
});
