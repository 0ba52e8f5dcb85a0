// Law: a command that was given to a thread has its answer from there; when the thread ends before, its outcome is unknown, and the same key settles it.
import type { MessagePort, Worker } from 'node:worker_threads';
import { Problem } from '../../domain/access/problem.js';
import { errorOf } from '../bulk/worker-messages.js';
import type { PreparedCommand } from '../handler/prepared-command.js';
import type { CommandAnswer } from '../handler/request.js';
import { textOf, type Decided, type FromThread, type SentCommand, type ToThread } from './command-messages.js';

/** A thread that runs `serveCommands`, seen from this one. */
export interface CommandThread {
  /** False until it is open, and when it is gone. */
  isOpen(): boolean;
  /** Has a command run there. Throws Problem 503 when the thread ends before it answers. */
  run(command: PreparedCommand): Promise<CommandAnswer>;
  /** Appends that waited there for the log when it last answered. */
  queued(): number;
  /** Tells it that no more come. */
  close(): void;
  /** It has ended: nobody knows what became of the commands that it had. */
  lost(): void;
}

interface Waiting {
  readonly resolve: (answer: CommandAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** What hears of a thread. */
export interface ThreadHeard {
  readonly opened: () => void;
  /** A position that it has written to, with each answer: who follows the log here need not find it by himself. */
  readonly stored: (position: string) => void;
}

/** The near side of a thread. */
export function createCommandThread(port: Pick<MessagePort | Worker, 'postMessage' | 'on'>, { opened, stored }: ThreadHeard): CommandThread {
  const waiting = new Map<number, Waiting>();
  let sending: SentCommand[] = [];
  let tickets = 0;
  let queued = 0;
  let open = false;

  /** What comes up in one turn goes together. */
  const send = (command: SentCommand): void => {
    if (sending.push(command) > 1) return;
    setImmediate(() => {
      const text = textOf(sending);
      sending = [];
      port.postMessage(text satisfies ToThread);
    });
  };
  port.on('message', (message: FromThread) => {
    if (message === 'open') {
      open = true;
      opened();
      return;
    }
    ({ queued } = message);
    for (const { ticket, answer, failure } of JSON.parse(message.decided) as readonly Decided[]) {
      const waiter = waiting.get(ticket);
      waiting.delete(ticket);
      if (answer !== undefined) {
        stored(answer.position);
        waiter?.resolve(answer);
      } else waiter?.reject(failure === undefined ? new Error('a thread answered nothing') : errorOf(failure));
    }
  });

  return {
    isOpen: () => open,
    run({ data, commandId, request: { payload: _payload, once: _once, clock: _clock, ...sent } }) {
      return new Promise((resolve, reject) => {
        const ticket = (tickets += 1);
        waiting.set(ticket, { resolve, reject });
        send({ ticket, commandId, data, ...sent });
      });
    },
    queued: () => queued,
    close: () => port.postMessage(null satisfies ToThread),
    lost() {
      open = false;
      queued = 0;
      const gone = new Problem(503, 'outcome-unknown', 'The command was not answered here: send the same request again.', { headers: { 'Retry-After': '1' } });
      for (const { reject } of waiting.values()) reject(gone);
      waiting.clear();
    },
  };
}
