// Law: a week is closed once all its bands and its table are told; a close that was broken off goes on, and tells nothing twice.
import { firstWeekOf } from '../../domain/entity/closed-weeks.js';
import type { FactChoices } from '../../domain/entity/fact-choices.js';
import type { RulesOn } from '../../domain/entity/owner-weeks.js';
import { weekStream } from '../../domain/entity/week-stream.js';
import type { Basis } from '../../domain/ledger/basis.js';
import type { NewEvent, RecordedEvent } from '../../domain/ledger/event.js';
import type { EventRegistry } from '../../domain/ledger/event-registry.js';
import { WrongRevision, type EventStore, type OrderedAppend } from '../../domain/ledger/event-store.js';
import type { JsonObject } from '../../domain/ledger/json.js';
import { SubjectKeyDestroyed } from '../../domain/ledger/ledger-events.js';
import { parseStream, streamOf } from '../../domain/ledger/stream-name.js';
import type { Vault } from '../../domain/ledger/vault.js';
import { addDays, type IsoDate } from '../../domain/standards/calendar.js';
import { tableStream } from '../../domain/statistics/table-stream.js';
import type { Clock } from '../handler/clock.js';
import { eventId } from '../handler/ids.js';
import { eventMetadata } from '../handler/metadata.js';
import { nameUuid } from '../handler/name-uuid.js';
import { ownMetadata } from '../reactions/own-metadata.js';
import { createCloser, type EntityNews } from './close-week.js';
import { EntityBook } from './entity-book.js';
import { createOpenedWeightings } from './opened-weightings.js';
import { followRuleSets } from './rule-sets.js';
import { followTables, type WeekTable } from './week-table.js';

/** Appends sent together. */
const MOST_TOGETHER = 200;
/** The facts that bands are counted from, as a basis names them. */
const FACTS = { readModel: 'entities', version: 3 } as const;

/** Publishes weeks of Saudization. Its facts are told to it event by event, in the log's order. */
export interface WeekPublisher {
  apply(event: RecordedEvent): void;
  /** The day on which the next week is over; undefined before the founding was read. */
  nextDay(): IsoDate | undefined;
  /** Closes the next week with all events that were told; gives the streams that it wrote. */
  publish(clock: Clock): Promise<ReadonlySet<string>>;
}

export interface PublisherParts {
  readonly store: EventStore;
  readonly vault: Pick<Vault, 'open' | 'recordKeyOf'>;
  readonly registry: EventRegistry;
  readonly choices: FactChoices;
}

/** A publisher that was told nothing yet. */
export function createWeekPublisher(parts: PublisherParts): WeekPublisher {
  const { store, registry, choices } = parts;
  const ruleSets = followRuleSets(registry);
  const rulesOn: RulesOn = (week) => ruleSets.on(week);
  const firstOf = (founded: IsoDate): IsoDate => firstWeekOf(rulesOn, founded);
  const book = new EntityBook(registry, firstOf);
  const weightings = createOpenedWeightings(parts);
  const tables = followTables({ registry, vault: parts.vault, regionOf: (id) => book.establishment(id)?.region });
  const close = createCloser({ book, weightings, rulesOn, choices });

  const nextWeek = (): IsoDate | undefined => {
    if (book.closed !== null) return addDays(book.closed, 7);
    return book.founded === null ? undefined : firstOf(book.founded.day);
  };
  const append = async (appends: readonly OrderedAppend[]): Promise<void> => {
    for (const result of await store.appendInOrder(appends)) if (result.status === 'rejected') throw result.reason;
  };
  /** What stands there already is as it was told. */
  const appendOnce = async (one: OrderedAppend): Promise<void> => {
    await append([one]).catch((error: unknown) => {
      if (!(error instanceof WrongRevision)) throw error;
    });
  };

  return {
    apply(event) {
      book.apply(event);
      ruleSets.apply(event);
      tables.apply(event);
      const subject = event.type === SubjectKeyDestroyed.type ? parseStream(event.stream)?.id : undefined;
      if (subject !== undefined) weightings.forget(subject);
    },
    nextDay() {
      const week = nextWeek();
      return week === undefined ? undefined : addDays(week, 1);
    },
    async publish(clock) {
      const week = nextWeek();
      if (week === undefined || book.founded === null) throw new Error('no week can be closed before the founding was read');
      const { name, version } = rulesOn(week);
      const basis: Basis = {
        records: [],
        aggregates: book.lastFact === null ? [] : [{ ...FACTS, lastEventId: book.lastFact }],
        rules: [{ rule: name, version }],
        unknown: [],
      };
      const written = new Set<string>();
      let ready: OrderedAppend[] = [];
      const table = tables.begin(week);
      for await (const news of close(week, firstOf(book.founded.day), table === null ? undefined : (owner, bands) => table.add(owner, bands))) {
        for (const one of news) {
          const appended = bandAppend(one, week, basis, book.isSynthetic(one.ownerId), clock);
          written.add(appended.stream);
          ready.push(appended);
        }
        if (ready.length < MOST_TOGETHER) continue;
        await append(ready);
        ready = [];
      }
      if (ready.length > 0) await append(ready);
      if (table !== null) {
        const telling = tableAppend(table, week, basis, book.founded.synthetic, clock);
        await appendOnce(telling);
        written.add(telling.stream);
      }
      const closing = closeAppend(week, { name, version }, basis, book.founded.synthetic, clock);
      await appendOnce(closing);
      return written.add(closing.stream);
    },
  };
}

function bandAppend({ entityId, revision, events }: EntityNews, week: IsoDate, basis: Basis, synthetic: boolean, clock: Clock): OrderedAppend {
  const stream = streamOf('entity', entityId);
  // Told again after a close that was broken off, it is the same command only where it stands at the same revision.
  const commandId = nameUuid(`close-week:${week}:${revision}`, entityId);
  const told = events.map(({ type, data }) => ({ type, data: data }));
  return { stream, expected: revision < 0 ? 'no-stream' : revision, events: eventsOf('PublishBand', entityId, commandId, stream, told, basis, synthetic, clock) };
}

/** All parts in one append: a table is told whole or not at all. */
function tableAppend(table: WeekTable, week: IsoDate, basis: Basis, synthetic: boolean, clock: Clock): OrderedAppend {
  const stream = tableStream(week);
  const id = parseStream(stream)?.id ?? '';
  const told = table.events();
  const used = told.slice(0, 1).flatMap(({ data: { disclosure, sizes } }) => [disclosure, sizes]);
  const rests = { ...basis, rules: [...basis.rules, ...used] };
  return { stream, expected: 'no-stream', events: eventsOf('PublishSaudizationTable', id, nameUuid(`close-week:${week}`, id), stream, told, rests, synthetic, clock) };
}

function closeAppend(week: IsoDate, ruleSet: { readonly name: string; readonly version: string }, basis: Basis, synthetic: boolean, clock: Clock): OrderedAppend {
  const stream = weekStream(week);
  const id = parseStream(stream)?.id ?? '';
  const told = [{ type: 'WeekPublished', data: { effectiveOn: week, week, ruleSet } }];
  return { stream, expected: 'no-stream', events: eventsOf('CloseWeek', id, nameUuid(`close-week:${week}`, id), stream, told, basis, synthetic, clock) };
}

function eventsOf(
  name: string,
  recordId: string,
  commandId: string,
  stream: string,
  told: readonly { readonly type: string; readonly data: JsonObject }[],
  basis: Basis,
  synthetic: boolean,
  clock: Clock,
): readonly NewEvent[] {
  const shared = ownMetadata({ part: 'reactions', name, recordId, commandId, synthetic, clock });
  return told.map(({ type, data }, n) => ({
    id: eventId(commandId, stream, n),
    type,
    data: { ...data, basis: basis as unknown as JsonObject },
    metadata: eventMetadata(shared, 1, []),
  }));
}
