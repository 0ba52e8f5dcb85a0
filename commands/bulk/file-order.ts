// Law: a line's refusal, or a place that it takes, stands only if all lines before it had ended when it was decided; other lines need not wait.
import { Problem } from '../../domain/access/problem.js';
import type { HandlerParts } from '../handler/command-handler.js';
import { loadRecord } from '../handler/load-record.js';
import type { CommandView } from './append-turns.js';
import { createNewRecordHandler } from './new-records.js';
import { isPassing, runPatiently } from './patience.js';

/** The order of a file whose lines are decided by the wall clock. */
export interface FileOrder<V> {
  /** Opens the next line, in file order. It must be run, or others behind it wait for ever. */
  next(): <T>(attempt: (view: V) => Promise<T>) => Promise<T>;
}

/** The line is decided again once all before it have ended. */
export class TooEarly extends Error {
  override readonly name = 'TooEarly';
}

/** What a line is decided with at once, where a place that it needs throws TooEarly, and once all before it have ended. */
export interface OrderViews<V> {
  readonly early: V;
  readonly final: V;
}

/** The views of commands that are decided in this thread. */
export function commandViews(parts: HandlerParts): OrderViews<CommandView> {
  const load: CommandView['load'] = (type, id) => loadRecord(parts.store, parts.events, type, id);
  return {
    early: { handler: createNewRecordHandler({ ...parts, beforePlaces: () => Promise.reject(new TooEarly()) }), load },
    final: { handler: createNewRecordHandler({ ...parts, beforePlaces: () => Promise.resolve() }), load },
  };
}

/** Lines run at once; one that is refused, or needs a place, is decided again once all before it have ended. */
export function createFileOrder<V>({ early, final }: OrderViews<V>): FileOrder<V> {
  let last: Promise<void> = Promise.resolve();
  return {
    next() {
      const before = last;
      let finish: () => void = () => undefined;
      last = new Promise<void>((resolve) => (finish = resolve));
      let first = false;
      const come = before.then(() => void (first = true));
      return async (attempt) => {
        const isFinal = first;
        try {
          return await runPatiently(() => attempt(isFinal ? final : early));
        } catch (error) {
          const again = error instanceof TooEarly || (error instanceof Problem && !isPassing(error));
          if (isFinal || !again) throw error;
          await come;
          return await runPatiently(() => attempt(final));
        } finally {
          void before.then(finish);
        }
      };
    },
  };
}
