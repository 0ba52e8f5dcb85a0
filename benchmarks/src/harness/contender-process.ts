// Law: a contender's process answers each message once, and ends when the run does.
import type { Contender } from './bench.js';
import type { Answered, Asked } from './contender-messages.js';

type Prepared = Awaited<ReturnType<Contender<unknown, unknown, unknown>['prepare']>>;

let prepared: Prepared | undefined;

async function answer(asked: Asked): Promise<unknown> {
  switch (asked.kind) {
    case 'prepare': {
      const { contender } = (await import(asked.module)) as { contender: Contender<unknown, unknown, unknown> };
      prepared = await contender.prepare(asked.parameters);
      return undefined;
    }
    case 'work':
      if (prepared === undefined) throw new Error('the contender is not prepared');
      // Each turn begins on a clean heap: what one left behind is not the next one's to clear away.
      (globalThis as { gc?: () => void }).gc?.();
      return prepared.work(asked.task);
    case 'close':
      await prepared?.close();
      return undefined;
  }
}

process.on('message', (asked: Asked) => {
  const tell = (said: Answered): void => void process.send?.(said);
  answer(asked).then(
    (value) => tell({ kind: 'done', value }),
    (error: unknown) => tell({ kind: 'failed', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
// The run is gone: nobody wants an answer any more.
process.on('disconnect', () => process.exit(0));
