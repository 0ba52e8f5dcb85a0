// Law: lines are read and decided in other threads, and ordered in this one: no line is decided before its turn, none twice at a time.
import type { MessagePort, Worker } from 'node:worker_threads';
import type { LoadRecord } from '../handler/loaded-record.js';
import type { OrderViews } from './file-order.js';
import type { LineHead } from './line-head.js';
import type { NumberedLine } from './read-lines.js';
import type { DecidedLine, ReadLine, RunLine } from './run-bulk.js';
import type { ResolvedNames } from './resolve-names.js';
import { errorOf, readLineOf, type FromWorker, type ToWorker } from './worker-messages.js';

/** Lines that a thread reads at a time, and lists of them that each may be ahead. */
const LINES_TOGETHER = 32;
const BYTES_TOGETHER = 256 * 1024;
const LISTS_AHEAD = 3;

/** A thread, or what stands for one. */
export type LinePort = Pick<MessagePort | Worker, 'postMessage' | 'on'>;

/** A line that is kept by the thread that read it. */
export interface LentLine extends LineHead {
  readonly worker: LineWorker;
}

/** What a line is decided with: in its thread, at once or once all before it have ended. */
export interface LentView {
  readonly load: LoadRecord;
  readonly final: boolean;
}

/** One thread as this one sees it. */
export interface LineWorker {
  read(lines: readonly NumberedLine[]): Promise<readonly ReadLine<LineHead>[]>;
  decide(number: number, names: ResolvedNames, final: boolean): Promise<DecidedLine>;
  /** The line has its outcome. */
  forget(number: number): void;
  /** Tells the thread that no more comes. */
  close(): void;
  /** The thread is gone: whatever waits for it fails. */
  lost(error: Error): void;
}

interface Waiting<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

/** The near side of a thread that runs `serveLines`. */
export function createLineWorker(port: LinePort): LineWorker {
  const reading = new Map<number, Waiting<readonly ReadLine<LineHead>[]>>();
  const deciding = new Map<number, Waiting<DecidedLine>>();
  const nothing = (): { -readonly [K in keyof ToWorker]: ToWorker[K] extends readonly (infer T)[] ? T[] : ToWorker[K] } => ({
    read: [],
    decide: [],
    forget: [],
    close: false,
  });
  let message = nothing();
  let leaving = false;
  let tickets = 0;
  let gone: Error | undefined;

  /** What comes up in one turn goes together. */
  const send = (): void => {
    if (leaving) return;
    leaving = true;
    setImmediate(() => {
      leaving = false;
      if (gone === undefined) port.postMessage(message satisfies ToWorker);
      message = nothing();
    });
  };
  const answered = <T>(waiting: Map<number, Waiting<T>>, number: number, value: T | Error): void => {
    const waiter = waiting.get(number);
    waiting.delete(number);
    if (value instanceof Error) waiter?.reject(value);
    else waiter?.resolve(value);
  };
  port.on('message', ({ read, decided }: FromWorker) => {
    for (const { ticket, lines } of read) answered(reading, ticket, lines.map(readLineOf));
    for (const { number, line, failure } of decided) {
      answered(deciding, number, line ?? (failure === undefined ? new Error(`line ${number}: no answer`) : errorOf(failure)));
    }
  });
  const ask = <T>(waiting: Map<number, Waiting<T>>, number: number): Promise<T> => {
    send();
    return gone === undefined ? new Promise<T>((resolve, reject) => waiting.set(number, { resolve, reject })) : Promise.reject(gone);
  };

  return {
    read(lines) {
      const ticket = (tickets += 1);
      message.read.push({ ticket, lines: lines.map(({ number, text }) => [number, text]) });
      return ask(reading, ticket);
    },
    decide(number, names, final) {
      message.decide.push({ number, names, final });
      return ask(deciding, number);
    },
    forget(number) {
      message.forget.push(number);
      send();
    },
    close() {
      message.close = true;
      send();
    },
    lost(error) {
      gone ??= error;
      for (const { reject } of [...reading.values(), ...deciding.values()]) reject(gone);
      reading.clear();
      deciding.clear();
    },
  };
}

/** Has lines read by all threads in turn, some ahead of who takes them; gives them in the file's order. */
export async function* readByWorkers(workers: readonly LineWorker[], lines: AsyncIterable<NumberedLine>): AsyncGenerator<ReadLine<LentLine>> {
  const ahead: Promise<readonly ReadLine<LentLine>[]>[] = [];
  let turn = 0;
  for await (const list of listsOf(lines)) {
    const worker = workers[turn % workers.length];
    if (worker === undefined) throw new Error('no thread reads lines');
    turn += 1;
    const read = worker.read(list).then((answers) => answers.map((line) => lend(worker, line)));
    // Heard when it is its turn.
    read.catch(() => undefined);
    ahead.push(read);
    if (ahead.length > LISTS_AHEAD * workers.length) yield* (await ahead.shift()) ?? [];
  }
  for (const read of ahead) yield* await read;
}

function lend(worker: LineWorker, line: ReadLine<LineHead>): ReadLine<LentLine> {
  return line.head === undefined ? line : { number: line.number, head: { ...line.head, worker } };
}

async function* listsOf(lines: AsyncIterable<NumberedLine>): AsyncGenerator<readonly NumberedLine[]> {
  let list: NumberedLine[] = [];
  let characters = 0;
  for await (const line of lines) {
    list.push(line);
    characters += line.text.length;
    if (list.length < LINES_TOGETHER && characters < BYTES_TOGETHER) continue;
    yield list;
    list = [];
    characters = 0;
  }
  if (list.length > 0) yield list;
}

/** The views of lines that are decided in their threads; what their names lead to is looked up here. */
export function lentViews(load: LoadRecord): OrderViews<LentView> {
  return { early: { load, final: false }, final: { load, final: true } };
}

/** Runs a line in its thread, in the file's order. */
export function runThere(run: <T>(attempt: (view: LentView) => Promise<T>) => Promise<T>, number: number, { worker }: LentLine): RunLine {
  return async (attempt) => {
    try {
      return await run(({ load, final }) => attempt({ load, decide: (names) => worker.decide(number, names, final) }));
    } finally {
      worker.forget(number);
    }
  };
}
