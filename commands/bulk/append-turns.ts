// Law: commands are decided side by side and sent in their order, each as if all before it had been done when it was decided.
import { Problem } from '../../domain/access/problem.js';
import type { NewEvent } from '../../domain/ledger/event.js';
import { WrongRevision, type EventStore, type ExpectedRevision } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { Position } from '../../domain/ledger/position.js';
import { foundingDayOf } from '../handler/founding-day.js';
import { createCommandHandler, type CommandHandler, type HandlerParts } from '../handler/command-handler.js';
import { loadRecord } from '../handler/load-record.js';
import type { LoadRecord } from '../handler/loaded-record.js';
import type { RecordCache } from '../handler/record-cache.js';
import { isPassing, runPatiently } from './patience.js';
import { createReadMarks } from './read-marks.js';
import type { RunLog, Sent } from './run-log.js';

/** What a command decides and reads with. */
export interface CommandView {
  readonly handler: CommandHandler;
  readonly load: LoadRecord;
}

/** Runs one command, and again where its first answer may not stand. */
export type RunCommand = <T>(attempt: (view: CommandView) => Promise<T>) => Promise<T>;

/** What happens between the turns. */
export interface TurnHooks {
  /** True when something falls due before the turn's own events. */
  readonly isDue: () => boolean;
  /** Does what is due; all turns before are sent. Gives the streams that it wrote, or that it may have written any. */
  readonly sweep: () => Promise<Swept>;
  /** Sees the turn's events as they are sent. A function when something must follow them, once they are stored, before the next turn; it gives what that wrote. */
  readonly sending: (stream: string, events: readonly NewEvent[]) => (() => Promise<Swept>) | undefined;
  /** Does what follows from the log by itself, so that a refused command is decided on all that came before it. */
  readonly follow: () => Promise<void>;
}

/** What was written between two turns. */
export type Swept = ReadonlySet<string> | 'any';

/** The decision rests on something that was written since it was read. */
class DecideAgain extends Error {
  override readonly name = 'DecideAgain';
}

/** A command's turn. */
export interface Turn {
  /** Ends once what the command came to is sent; where nothing was, and for a refusal, once all before it is stored. */
  readonly run: RunCommand;
  /** Where its events stand, once they do; undefined where nothing was sent. Rejects when they could not be stored. */
  stored(): Promise<Position> | undefined;
}

/** Turns on a ledger that nobody else writes to meanwhile, but the hooks. */
export interface AppendTurns {
  /** Opens the next turn, in order. It must be run, or all behind it wait for ever. */
  next(hooks: TurnHooks): Turn;
}

/** Makes the order of one run over its log. After a failure that is no command's answer, no later turn appends anything. */
export function createAppendTurns(parts: HandlerParts, log: RunLog): AppendTurns {
  const marks = createReadMarks();
  const founding = parts.founding ?? foundingDayOf(parts.store);
  let last: Promise<void> = Promise.resolve();
  let failure: { readonly error: unknown } | undefined;

  return {
    next(hooks) {
      const before = last;
      let finish: () => void = () => undefined;
      last = new Promise<void>((resolve) => (finish = resolve));
      const reader = marks.reader();
      let come: Promise<void> | undefined;
      let ended = false;
      let storedAt: Promise<Position> | undefined;

      /** Ends the turn: the next one may come, once all before have ended too. */
      const end = (): void => {
        ended = true;
        reader.close();
        void before.then(finish);
      };
      const mine = (): Promise<void> => (come ??= comes());
      const comes = async (): Promise<void> => {
        await before;
        if (failure !== undefined) throw failure.error;
        if (hooks.isDue()) note(await hooks.sweep());
      };
      const note = (swept: Swept): void => {
        if (swept === 'any') marks.wroteAll();
        else for (const stream of swept) marks.wrote(stream);
      };
      const fail = (error: unknown): unknown => {
        failure ??= { error };
        return error;
      };
      /** Sends an append of which it is certain that it will stand: nobody else writes meanwhile. Who did after all ends the run. */
      const send = async (stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Sent> => {
        const sent = await log.send(stream, expected, events);
        const stored = sent.stored.catch((error: unknown) => {
          throw fail(error instanceof WrongRevision ? new Error(`somebody else wrote to ${stream} while a file was lived`, { cause: error }) : error);
        });
        stored.catch(() => undefined);
        return { ...sent, stored };
      };
      const store: EventStore = {
        logId: log.store.logId,
        async append(stream, expected, events) {
          await mine();
          const [first] = events;
          // A fence is awaited by its command.
          if (first === undefined || isLedgerEvent(first.type)) return log.store.append(stream, expected, events);
          const sent = await send(stream, expected, events);
          const then = hooks.sending(stream, events);
          marks.wrote(stream);
          storedAt = sent.stored.then(({ position }) => position);
          storedAt.catch(() => undefined);
          if (then !== undefined) {
            await sent.stored;
            note(await then());
          }
          end();
          return { revision: sent.revision, position: sent.behind, repeated: sent.repeated };
        },
        async appendInOrder(appends) {
          await mine();
          return log.store.appendInOrder(appends);
        },
        readStream(stream, from, limit) {
          reader.reads(stream);
          return log.store.readStream(stream, from, limit);
        },
        readAll: (after, limit) => log.store.readAll(after, limit),
        subscribe: (after, signal) => log.store.subscribe(after, signal),
        head: () => log.store.head(),
        countAfter: (after) => log.store.countAfter(after),
      };
      const viewWith = (records: RecordCache | undefined): CommandView => ({
        handler: createCommandHandler({
          ...parts,
          store,
          founding,
          ...(records === undefined ? {} : { records }),
          appendClaim: async (claimed, expected, events) => {
            await mine();
            await send(claimed, expected, events);
          },
          // The log of a run has them by the time the turn comes.
          foreseePlaces: (streams) => streams.forEach((stream) => void log.store.readStream(stream, 0, 1).catch(() => undefined)),
          async onStep(step, request) {
            await parts.onStep?.(step, request);
            if (step !== 'sealed') return;
            await mine();
            if (reader.stale()) throw new DecideAgain();
          },
        }),
        load: (type, id) => loadRecord(store, parts.events, type, id, records),
      });
      const view = viewWith(parts.records);

      const run: RunCommand = async (attempt) => {
        try {
          // Side by side with others; and in its turn, when what it was decided on has changed meanwhile.
          for (const early of [true, false]) {
            try {
              const result = await attempt(view);
              if (ended) return result;
            } catch (error) {
              if (ended || !(error instanceof Problem || error instanceof DecideAgain)) throw error;
              await mine();
              if (early && (error instanceof DecideAgain || reader.stale())) {
                reader.renew();
                continue;
              }
            }
            break;
          }
          // A refusal, or an answer for which nothing was appended: it stands on all that came before, stored and followed,
          // and names places, which records that were folded before do not have.
          await mine();
          await log.settled();
          await hooks.follow();
          reader.renew();
          return await runPatiently(() => attempt(viewWith(undefined)));
        } catch (error) {
          throw error instanceof Problem && !isPassing(error) ? error : fail(error);
        } finally {
          end();
        }
      };
      return { run, stored: () => storedAt };
    },
  };
}
