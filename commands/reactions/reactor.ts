// Law: every event is reacted to at least once and in order, every deadline is swept once its day has come, and every week is closed once it is over.
import { setTimeout as delay } from 'node:timers/promises';
import type { Position } from '../../domain/ledger/position.js';
import type { RecordedEvent } from '../../domain/ledger/event.js';
import { Problem } from '../../domain/access/problem.js';
import { StoreUnavailable, type EventStore } from '../../domain/ledger/event-store.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { addDays, untilNextDay, type IsoDate } from '../../domain/standards/calendar.js';
import type { Clock } from '../handler/clock.js';
import type { CommandHandler } from '../handler/command-handler.js';
import type { WeekPublisher } from '../saudization/week-publisher.js';
import type { Deadline, DeadlineBook } from './deadline-book.js';
import type { Reaction } from './reaction.js';
import { sweepDeadline } from './sweeper.js';

const PAGE = 1_000;
const CHECKPOINT = 'reactor';
/** Sweeps at work at a time; those of one record run one after the other. */
const SWEEPS_AT_ONCE = 16;
/** Reactions at work at a time, where their order makes no difference. */
const REACTIONS_AT_ONCE = 64;

export interface ReactorParts {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly handler: CommandHandler;
  readonly records: readonly RecordType[];
  readonly book: DeadlineBook;
  readonly reactions: readonly Reaction[];
  /** Closes weeks of Saudization; left out where none are closed. */
  readonly weeks?: WeekPublisher;
  /** What is due whatever the log says: erasures that the vault did and the log does not show yet. */
  readonly logErasures: (clock: Clock) => Promise<void>;
}

/** How the sweeps of one round are run. Sweeps of one stream must keep their order. */
export type SweepRun = (
  due: readonly Deadline[],
  sweep: (deadline: Deadline, handler: CommandHandler) => Promise<void>,
) => Promise<void>;

/** Follows the log: reacts to each event behind the checkpoint, keeps the deadlines, sweeps what is due. */
export interface Reactor {
  /** Reads to the log's end as it is now, reacting; gives the position reached, at the signal before the end. */
  catchUp(clock: Clock, signal?: AbortSignal): Promise<Position>;
  /** Sweeps all that is due on the clock's day, with what follows from it, until nothing is due or the signal. In lanes, unless run otherwise. */
  sweep(clock: Clock, run?: SweepRun, signal?: AbortSignal): Promise<number>;
  /**
   * Sweeps once what is due on the clock's day and reads nothing of what follows: the caller tells the book of every
   * event as it is appended. Gives how many were due.
   */
  sweepRound(clock: Clock, run: SweepRun): Promise<number>;
  /** The earliest day on which something falls due. */
  nextDay(): string | undefined;
  /** The day on which a week can be closed. */
  nextClose(): IsoDate | undefined;
  /** Closes the week that can be closed on that day with all that the log has, unless it turns out to be closed; gives the streams that it wrote. */
  closeWeek(day: IsoDate, clock: Clock): Promise<ReadonlySet<string>>;
  /** Follows until the signal, sweeping as days pass. */
  run(clock: Clock, signal: AbortSignal, onError: (error: unknown) => void): Promise<void>;
}

/** A reactor that has read nothing yet. Only the holder of the reactor role may run one. */
export function createReactor(parts: ReactorParts): Reactor {
  const { store, vault, book } = parts;
  const types = new Map(parts.records.map((record) => [record.category, record]));
  let after: Position | undefined;
  /** Position up to which an earlier run has reacted; the deadlines are folded from the start all the same. */
  let reactedTo: Position | null | undefined;

  const reactTo = async (event: RecordedEvent, reactions: readonly Reaction[], clock: Clock): Promise<void> => {
    for (const reaction of reactions) await reaction.react(event, clock);
  };

  /** Reacts to a page in order, save where the order makes no difference; gives the last event reacted to. */
  const reactToPage = async (events: readonly RecordedEvent[], clock: Clock, signal?: AbortSignal): Promise<RecordedEvent | undefined> => {
    let last: RecordedEvent | undefined;
    let looked = after;
    let underWay: Promise<void>[] = [];
    const settle = async (): Promise<void> => {
      const results = await Promise.allSettled(underWay);
      underWay = [];
      for (const result of results) if (result.status === 'rejected') throw result.reason;
      // Only now: what failed is read again.
      after = looked;
    };
    for (const event of events) {
      book.apply(event);
      parts.weeks?.apply(event);
      const isNew = reactedTo === null || reactedTo === undefined || event.position > reactedTo;
      const reactions = isNew ? parts.reactions.filter((reaction) => reaction.handles(event)) : [];
      const inOrder = reactions.some((reaction) => reaction.inAnyOrder?.(event) !== true);
      if (inOrder || underWay.length >= REACTIONS_AT_ONCE) await settle();
      if (reactions.length > 0) underWay.push(reactTo(event, reactions, clock));
      looked = event.position;
      if (isNew) last = event;
      if (inOrder) await settle();
      // A stop waits for the reactions under way, not for the page.
      if (signal?.aborted === true) break;
    }
    await settle();
    return last;
  };

  const catchUp = async (clock: Clock, signal?: AbortSignal): Promise<Position> => {
    reactedTo ??= await reactedPosition(store, vault);
    for (;;) {
      const page = await store.readAll(after, PAGE);
      const last = await reactToPage(page.events, clock, signal);
      // Read position first, then the checkpoint: what was reacted to twice changes nothing, what was skipped would be lost.
      if (last !== undefined) await vault.writeCheckpoint(CHECKPOINT, { stream: last.stream, revision: last.revision });
      if (signal?.aborted === true) return after ?? page.next;
      after = page.next;
      if (page.end) return page.next;
    }
  };

  const lanes: SweepRun = (due, sweepOne) => inLanes(due, SWEEPS_AT_ONCE, (deadline) => sweepOne(deadline, parts.handler));

  const sweepDue = async (clock: Clock, run: SweepRun, signal?: AbortSignal, through = clock.today()): Promise<readonly Deadline[]> => {
    const due = book.due(through);
    if (due.length === 0) return due;
    await run(due, async (deadline, handler) => {
      if (signal?.aborted === true) return;
      const answer = await sweepDeadline(handler, types, deadline, clock);
      if (answer === undefined || answer.events.length === 0) book.strike(deadline);
    });
    return due;
  };
  /** A deadline that its own sweep did not clear would be swept for ever: it is struck, its command was accepted. */
  const strikeAll = (due: readonly Deadline[]): void => due.forEach((deadline) => book.strike(deadline));

  const sweep = async (clock: Clock, run: SweepRun = lanes, signal?: AbortSignal, through?: IsoDate): Promise<number> => {
    for (let swept = 0; ; ) {
      const due = await sweepDue(clock, run, signal, through);
      if (due.length === 0) return swept;
      swept += due.length;
      await catchUp(clock, signal);
      if (signal?.aborted === true) return swept;
      strikeAll(due);
    }
  };

  const closeWeek = async (day: IsoDate, clock: Clock): Promise<ReadonlySet<string>> => {
    await catchUp(clock);
    const written = parts.weeks?.nextDay() === day ? await parts.weeks.publish(clock) : new Set<string>();
    // What was told and closed is read back: the next week goes on from there.
    await catchUp(clock);
    return written;
  };
  /** Closes the weeks that are over, until none is or the signal: what fell due within a week is done before its close, what is due on later days after it. */
  const closeWeeks = async (clock: Clock, signal: AbortSignal): Promise<void> => {
    for (let day = parts.weeks?.nextDay(); day !== undefined && day <= clock.today(); day = parts.weeks?.nextDay()) {
      await sweep(clock, lanes, signal, addDays(day, -1));
      if (signal.aborted) return;
      await closeWeek(day, clock);
      if (signal.aborted) return;
    }
  };

  return {
    catchUp,
    sweep,
    async sweepRound(clock, run) {
      const due = await sweepDue(clock, run);
      strikeAll(due);
      return due.length;
    },
    nextDay: () => book.nextDay(),
    nextClose: () => parts.weeks?.nextDay(),
    closeWeek,
    async run(clock, signal, onError) {
      let wait = 50;
      while (!signal.aborted) {
        try {
          const reached = await catchUp(clock, signal);
          if (signal.aborted) return;
          // Decisions wait for a week's close: it comes before the sweeps of the new day.
          await closeWeeks(clock, signal);
          if (signal.aborted) return;
          await sweep(clock, lanes, signal);
          if (signal.aborted) return;
          await parts.logErasures(clock);
          wait = 50;
          await nextPage(store, reached, clock, signal);
        } catch (error) {
          if (signal.aborted) return;
          onError(error);
          await delay(wait, undefined, { signal }).catch(() => undefined);
          wait = Math.min(wait * 2, 5_000);
        }
      }
    },
  };
}

/** Returns when the log has grown past a position, when the day ends or a minute has passed, or at the signal. */
async function nextPage(store: EventStore, after: Position, clock: Clock, signal: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(), Math.min(60_000, untilNextDay(clock.now())));
  try {
    for await (const page of store.subscribe(after, AbortSignal.any([signal, waiting.signal]))) {
      if (page.events.length > 0) return;
    }
  } finally {
    clearTimeout(timer);
    waiting.abort();
  }
}

/**
 * Runs work with bounded concurrency; deadlines of one record stay in order. One that fails keeps only its own record
 * back, unless the store is away. Ends when all lanes have ended: nothing of it runs on behind the caller's back.
 */
async function inLanes(due: readonly Deadline[], lanes: number, work: (deadline: Deadline) => Promise<void>): Promise<void> {
  const byStream = new Map<string, Deadline[]>();
  for (const deadline of due) byStream.set(deadline.stream, [...(byStream.get(deadline.stream) ?? []), deadline]);
  const queues = [...byStream.values()];
  let failure: { readonly error: unknown } | undefined;
  const lane = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      try {
        for (const deadline of queue) await work(deadline);
      } catch (error) {
        failure ??= { error };
        if (isAway(error)) return;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, queues.length) }, lane));
  if (failure !== undefined) throw failure.error;
}

function isAway(error: unknown): boolean {
  return error instanceof StoreUnavailable || (error instanceof Problem && error.status === 503);
}

/** The position of the last event reacted to; null when there is none. The vault names it by stream and revision. */
async function reactedPosition(store: EventStore, vault: Vault): Promise<Position | null> {
  const checkpoint = await vault.readCheckpoint(CHECKPOINT);
  if (checkpoint === undefined) return null;
  const [event] = await store.readStream(checkpoint.stream, checkpoint.revision, 1);
  return event?.position ?? null;
}
