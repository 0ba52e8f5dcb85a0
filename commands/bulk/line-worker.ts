// Law: a thread that decides lines keeps each from its reading to its outcome, and decides it by the names and in the order that it is told.
import type { MessagePort } from 'node:worker_threads';
import type { Clock } from '../handler/clock.js';
import type { HandlerParts } from '../handler/command-handler.js';
import type { OwnLine } from './decide-here.js';
import { parseLine, runHere } from './decide-here.js';
import { commandViews } from './file-order.js';
import type { LineSettings } from './prepare-line.js';
import { failureOf, type FromWorker, type ReadThere, type ToWorker } from './worker-messages.js';

export interface LineWorkerParts {
  readonly handlerParts: HandlerParts;
  readonly settings: LineSettings;
  readonly clock: Clock;
}

/** Serves the thread at the port's other end; resolves when it closes, and all lines under way are decided. */
export function serveLines(port: MessagePort, { handlerParts, settings, clock }: LineWorkerParts): Promise<void> {
  const { commands } = handlerParts;
  const views = commandViews(handlerParts);
  const kept = new Map<number, OwnLine>();
  let answer: { read: FromWorker['read'][number][]; decided: FromWorker['decided'][number][] } = { read: [], decided: [] };
  let leaving = false;
  let underWay = 0;

  /** Answers of one turn go together. */
  const send = (): void => {
    if (leaving) return;
    leaving = true;
    setImmediate(() => {
      leaving = false;
      port.postMessage(answer satisfies FromWorker);
      answer = { read: [], decided: [] };
    });
  };
  const read = ([number, text]: readonly [number, string]): ReadThere => {
    const { head, fault } = parseLine(commands, number, text);
    if (head === undefined) return { number, failure: failureOf(fault) };
    kept.set(number, head);
    const { line: _line, ...told } = head;
    return { number, head: told };
  };
  const decide = async ({ number, names, final }: ToWorker['decide'][number]): Promise<FromWorker['decided'][number]> => {
    try {
      const own = kept.get(number);
      if (own === undefined) throw new Error(`line ${number} is not here`);
      const run = runHere((attempt) => attempt(final ? views.final : views.early), settings, number, own, clock);
      return { number, line: await run((view) => view.decide(names)) };
    } catch (error) {
      return { number, failure: failureOf(error) };
    }
  };

  return new Promise<void>((resolve) => {
    let closed = false;
    const endWhenDone = (): void => {
      if (closed && underWay === 0) setImmediate(resolve);
    };
    port.on('message', (message: ToWorker) => {
      for (const number of message.forget) kept.delete(number);
      for (const { ticket, lines } of message.read) answer.read.push({ ticket, lines: lines.map(read) });
      if (message.read.length > 0) send();
      for (const line of message.decide) {
        underWay += 1;
        void decide(line).then((decided) => {
          answer.decided.push(decided);
          send();
          underWay -= 1;
          endWhenDone();
        });
      }
      closed ||= message.close;
      endWhenDone();
    });
  });
}
