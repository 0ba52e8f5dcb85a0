// Law: commands are decided side by side and appended in their order, each as if all before it had been done when it was decided.
import { Problem } from '../../domain/access/problem.js';
import type { NewEvent } from '../../domain/ledger/event.js';
import { WrongRevision, type EventStore } from '../../domain/ledger/event-store.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import { foundingDayOf } from '../handler/founding-day.js';
import { createCommandHandler, type CommandHandler, type HandlerParts } from '../handler/command-handler.js';
import { loadRecord } from '../handler/load-record.js';
import type { LoadRecord } from '../handler/loaded-record.js';
import { createAppendGroup } from './append-group.js';
import { isPassing, runPatiently } from './patience.js';
import { createReadMarks } from './read-marks.js';

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
  /** Does what is due; all turns before are stored. Gives the streams that it wrote, or that it may have written any. */
  readonly sweep: () => Promise<Swept>;
  /** Sees the turn's events before they are sent. A function when something must follow them before the next turn; it gives what that wrote. */
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

/** Turns on a ledger that nobody else writes to meanwhile, but the hooks. */
export interface AppendTurns {
  /** Opens the next turn, in order. It must be run, or all behind it wait for ever. */
  next(hooks: TurnHooks): RunCommand;
}

/** Makes the order of one run. After a failure that is no command's answer, no later turn appends anything. */
export function createAppendTurns(parts: HandlerParts): AppendTurns {
  const group = createAppendGroup(parts.store);
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
        if (!hooks.isDue()) return;
        await group.settled();
        note(await hooks.sweep());
      };
      const note = (swept: Swept): void => {
        if (swept === 'any') marks.wroteAll();
        else for (const stream of swept) marks.wrote(stream);
      };
      const fail = (error: unknown): unknown => {
        failure ??= { error };
        return error;
      };
      /** The claims of this turn: what its record's append answers for. */
      const claims: Promise<unknown>[] = [];
      const store: EventStore = {
        logId: parts.store.logId,
        async append(stream, expected, events) {
          const [first] = events;
          if (first === undefined || isLedgerEvent(first.type)) {
            // Claims and fences are awaited by their command: they stand behind all that was sent before.
            await mine();
            return group.add(stream, expected, events);
          }
          const then = hooks.sending(stream, events);
          marks.wrote(stream);
          // Its claims were sent before it.
          const stored = Promise.all([group.add(stream, expected, events), ...claims.splice(0)]).then(([appended]) => appended);
          if (then === undefined) {
            end();
            return stored;
          }
          const appended = await stored;
          note(await then());
          end();
          return appended;
        },
        async appendInOrder(appends) {
          await mine();
          await group.settled();
          return parts.store.appendInOrder(appends);
        },
        async readStream(stream, from, limit) {
          await group.settled(stream);
          reader.reads(stream);
          return parts.store.readStream(stream, from, limit);
        },
        readAll: (after, limit) => parts.store.readAll(after, limit),
        subscribe: (after, signal) => parts.store.subscribe(after, signal),
        head: () => parts.store.head(),
        countAfter: (after) => parts.store.countAfter(after),
      };
      const handler = createCommandHandler({
        ...parts,
        store,
        founding,
        // Nobody else writes meanwhile: the claim will stand, and before all that is sent behind it.
        appendClaim: async (claimed, expected, events) => {
          await mine();
          const taken = group.add(claimed, expected, events).catch((error: unknown) => {
            throw fail(error instanceof WrongRevision ? new Error(`somebody else wrote to ${claimed} while a file was lived`, { cause: error }) : error);
          });
          taken.catch(() => undefined);
          claims.push(taken);
        },
        // A store that remembers streams has them by the time the turn comes.
        foreseePlaces: (streams) => streams.forEach((stream) => void parts.store.readStream(stream, 0, 1).catch(() => undefined)),
        async onStep(step, request) {
          await parts.onStep?.(step, request);
          if (step !== 'sealed') return;
          await mine();
          if (reader.stale()) throw new DecideAgain();
        },
      });
      const view: CommandView = { handler, load: (type, id) => loadRecord(store, parts.events, type, id, parts.records) };

      return async (attempt) => {
        try {
          let refused = false;
          try {
            const result = await attempt(view);
            if (ended) return result;
            // Nothing was appended: an answer like a refusal.
            await mine();
            if (!reader.stale()) return result;
          } catch (error) {
            // What only the turn can bring, such as a week’s close, needs nothing followed.
            refused = error instanceof Problem && error.status !== 503;
            if (ended || !(error instanceof Problem || error instanceof DecideAgain)) throw error;
          }
          await mine();
          await group.settled();
          // A refusal may rest on what the directory has not learned from the log yet.
          if (refused) await hooks.follow();
          reader.renew();
          return await runPatiently(() => attempt(view));
        } catch (error) {
          throw error instanceof Problem && !isPassing(error) ? error : fail(error);
        } finally {
          end();
        }
      };
    },
  };
}
