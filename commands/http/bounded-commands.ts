// Law: only so many commands are under way at a time, and each request is answered in time: who waits too long hears that the outcome is unknown.
import { Problem } from '../../domain/access/problem.js';

/** How many and how long. */
export interface CommandBounds {
  /** Most commands under way, also those whose request was answered that their outcome is unknown. */
  readonly atOnce: number;
  /** Milliseconds after which the request is answered, whatever the stores do. */
  readonly withinMs: number;
}

/** Commands under way in this process. */
export interface BoundedCommands {
  /** Runs a command to its end; its request hears 503 at once when too many are under way, and 503 when its time is over. */
  run<T>(command: () => Promise<T>): Promise<T>;
  underWay(): number;
}

/** A store that comes back within the time is not noticed; beyond it clients and what stands before them give up as well. */
export const COMMAND_BOUNDS: CommandBounds = { atOnce: 1_000, withinMs: 12_000 };

/** Keeps commands within bounds. */
export function boundCommands({ atOnce, withinMs }: CommandBounds = COMMAND_BOUNDS): BoundedCommands {
  let underWay = 0;
  return {
    underWay: () => underWay,
    run(command) {
      if (underWay >= atOnce) {
        return Promise.reject(
          new Problem(503, 'too-many-commands', 'Too many commands are under way here: send the same request again.', { headers: { 'Retry-After': '2' } }),
        );
      }
      underWay += 1;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(new Problem(503, 'outcome-unknown', 'A store did not answer in time: send the same request again.', { headers: { 'Retry-After': '2' } }));
        }, withinMs);
        // A command goes on when its request has been answered: it may be accepted yet, and its key then gives its answer.
        const over = (): void => {
          underWay -= 1;
          clearTimeout(timer);
        };
        command().then(
          (answer) => {
            over();
            resolve(answer);
          },
          (error: Error) => {
            over();
            reject(error);
          },
        );
      });
    },
  };
}
