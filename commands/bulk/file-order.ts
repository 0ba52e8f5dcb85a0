// Law: a line's refusal stands only if all lines before it had ended when it was decided; what a line waits for may stand before it in the file.
import { Problem } from '../../domain/access/problem.js';
import type { CommandView, RunCommand } from './append-turns.js';
import { isPassing, runPatiently } from './patience.js';

/** The order of a file whose lines are decided by the wall clock. */
export interface FileOrder {
  /** Opens the next line, in file order. It must be run, or refused lines behind it wait for ever. */
  next(): RunCommand;
}

/** Lines run at once; one that is refused is decided again once all before it have ended. */
export function createFileOrder(view: CommandView): FileOrder {
  let last: Promise<void> = Promise.resolve();
  return {
    next() {
      const before = last;
      let finish: () => void = () => undefined;
      last = new Promise<void>((resolve) => (finish = resolve));
      let first = false;
      void before.then(() => (first = true));
      return async (attempt) => {
        const final = first;
        try {
          return await runPatiently(() => attempt(view));
        } catch (error) {
          if (final || !(error instanceof Problem) || isPassing(error)) throw error;
          await before;
          return await runPatiently(() => attempt(view));
        } finally {
          void before.then(finish);
        }
      };
    },
  };
}
