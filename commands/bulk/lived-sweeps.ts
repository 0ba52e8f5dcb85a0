// Law: the sweeps of a lived day come out in the order in which their deadlines were set, each after all that follows from the one before.
import { createCommandHandler, type CommandHandler, type HandlerParts } from '../handler/command-handler.js';
import type { SweepRun } from '../reactions/reactor.js';
import { createAppendTurns, type RunCommand, type TurnHooks } from './append-turns.js';
import { createKeyScheduler } from './key-scheduler.js';
import type { RunLog } from './run-log.js';

const SWEEPS_AT_ONCE = 32;

/** Sweeps side by side, sent in turn to the log of the run. */
export function sweepInOrder(parts: HandlerParts, log: RunLog, hooks: TurnHooks): SweepRun {
  const { prepare } = createCommandHandler(parts);
  return async (due, sweep) => {
    const turns = createAppendTurns(parts, log);
    const scheduler = createKeyScheduler(SWEEPS_AT_ONCE);
    for (const deadline of due) {
      const { run } = turns.next(hooks);
      await scheduler.add({ writes: [deadline.stream], reads: [] }, async (goOn) => {
        try {
          goOn();
          await sweep(deadline, inTurn(prepare, run));
        } finally {
          // Whatever became of it, its turn has ended.
          await run(() => Promise.resolve());
        }
      });
    }
    await scheduler.drain();
  };
}

/** A handler that decides in turn: the sweep sees a refusal only when it stands. */
function inTurn(prepare: CommandHandler['prepare'], run: RunCommand): CommandHandler {
  return {
    prepare,
    foresee: () => ({ record: Promise.resolve(undefined), remembered: false, leaseless: false }),
    decideAtOnce: () => Promise.resolve(undefined),
    answered: () => Promise.resolve(undefined),
    decide: (command) => run(({ handler }) => handler.decide(command)),
  };
}
