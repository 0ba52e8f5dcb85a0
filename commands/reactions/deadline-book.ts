// Law: the open deadlines are a fold of the feed: whoever reads it from the start finds the same ones.
import type { NewEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { parseStream } from '../../domain/ledger/stream-name.js';
import type { IsoDate } from '../../domain/standards/calendar.js';

/** A day on which a rule of a record falls due, and the event that set it. */
export interface Deadline {
  readonly stream: string;
  readonly category: string;
  readonly recordId: string;
  readonly rule: string;
  readonly day: IsoDate;
  readonly setBy: string;
  readonly synthetic: boolean;
  readonly correlationId: string;
}

/** The open deadlines, by day. */
export interface DeadlineBook {
  apply(event: NewEvent & { readonly stream: string }): void;
  /** Deadlines whose day has come, the oldest day first, within a day in the order in which they were set. */
  due(today: IsoDate): readonly Deadline[];
  /** Strikes a deadline that turned out not to be due; an event may set it again. */
  strike(deadline: Deadline): void;
  /** The earliest open day. */
  nextDay(): IsoDate | undefined;
  readonly size: number;
}

/** An empty book for the given record types. */
export function createDeadlineBook(records: readonly RecordType[], registry: EventRegistry): DeadlineBook {
  const types = new Map(records.map((record) => [record.category, record]));
  const open = new Map<string, Map<string, Deadline>>();
  const days = new Map<IsoDate, Set<Deadline>>();
  let size = 0;
  /** The earliest day in `days`, as long as it is known: it is asked for far more often than days come and go. */
  let first: IsoDate | undefined;

  const remove = (deadline: Deadline): void => {
    const rules = open.get(deadline.stream);
    if (rules?.get(deadline.rule) !== deadline) return;
    rules.delete(deadline.rule);
    if (rules.size === 0) open.delete(deadline.stream);
    const day = days.get(deadline.day);
    day?.delete(deadline);
    if (day?.size === 0) {
      days.delete(deadline.day);
      if (deadline.day === first) first = undefined;
    }
    size -= 1;
  };
  const add = (deadline: Deadline): void => {
    const rules = open.get(deadline.stream) ?? new Map<string, Deadline>();
    open.set(deadline.stream, rules);
    const earlier = rules.get(deadline.rule);
    if (earlier !== undefined) remove(earlier);
    open.set(deadline.stream, rules);
    rules.set(deadline.rule, deadline);
    const day = days.get(deadline.day) ?? new Set<Deadline>();
    days.set(deadline.day, day.add(deadline));
    if (first !== undefined && deadline.day < first) first = deadline.day;
    size += 1;
  };

  return {
    apply(event) {
      if (isLedgerEvent(event.type)) return;
      const stream = parseStream(event.stream);
      const type = stream === undefined ? undefined : types.get(stream.category);
      if (stream === undefined || type === undefined) return;
      const changes = type.deadlines(registry.decode(event));
      if (changes === null) return;
      const rules = open.get(event.stream);
      const cleared = changes.clear === 'all' ? [...(rules?.keys() ?? [])] : (changes.clear ?? []);
      for (const rule of cleared) {
        const deadline = rules?.get(rule);
        if (deadline !== undefined) remove(deadline);
      }
      for (const { rule, day } of changes.set ?? []) {
        add({
          stream: event.stream,
          category: stream.category,
          recordId: stream.id,
          rule,
          day,
          setBy: event.id,
          synthetic: event.metadata.synthetic,
          correlationId: event.metadata.correlationId,
        });
      }
    },
    due(today) {
      const past = [...days.keys()].filter((day) => day <= today).sort();
      return past.flatMap((day) => [...(days.get(day) ?? [])]);
    },
    strike: remove,
    nextDay() {
      if (first === undefined) for (const day of days.keys()) if (first === undefined || day < first) first = day;
      return first;
    },
    get size() {
      return size;
    },
  };
}
