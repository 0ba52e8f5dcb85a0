// Law: a thread that decides commands is as a process of the role `commands`: what holds between processes holds between it and everyone else.
import type { MessagePort } from 'node:worker_threads';
import { failureOf } from '../bulk/worker-messages.js';
import type { Clock } from '../handler/clock.js';
import type { OnceRunner } from '../handler/run-once.js';
import type { CommandRegistry } from '../registry/registry.js';
import { commandsOf, type Decided, type FromThread, type SentCommand, type ToThread } from './command-messages.js';

export interface CommandThreadParts {
  readonly commands: CommandRegistry;
  readonly once: OnceRunner;
  readonly clock: Clock;
  /** Appends that wait for the log. */
  readonly queued: () => number;
}

/** Serves the thread at the port's other end; resolves once it is told that no more come, and all that came are decided. */
export function serveCommands(port: MessagePort, { commands, once, clock, queued }: CommandThreadParts): Promise<void> {
  let answers: Decided[] = [];
  let underWay = 0;
  let closing = false;

  const run = async ({ ticket, commandId, data, ...sent }: SentCommand): Promise<Decided> => {
    try {
      const definition = commands.find(sent.name);
      if (definition === undefined) throw new Error(`no command ${sent.name} is known here`);
      return { ticket, answer: await once.run({ definition, data, commandId, request: { payload: data, once: { commandId }, clock, ...sent } }) };
    } catch (error) {
      return { ticket, failure: failureOf(error) };
    }
  };
  /** Answers of one turn go together. */
  const answer = (decided: Decided): void => {
    if (answers.push(decided) > 1) return;
    setImmediate(() => {
      const decided = JSON.stringify(answers);
      answers = [];
      port.postMessage({ decided, queued: queued() } satisfies FromThread);
    });
  };

  return new Promise((resolve) => {
    const endWhenDone = (): void => {
      if (closing && underWay === 0) setImmediate(resolve);
    };
    port.on('message', (message: ToThread) => {
      if (message === null) closing = true;
      for (const sent of message === null ? [] : commandsOf(message)) {
        underWay += 1;
        void run(sent).then((decided) => {
          underWay -= 1;
          answer(decided);
          endWhenDone();
        });
      }
      endWhenDone();
    });
    port.postMessage('open' satisfies FromThread);
  });
}
