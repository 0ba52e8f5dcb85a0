// Law: a week’s close looks at every owner, counts anew only whose facts changed, and asks for closed weeks only where facts came late.
import { evolveTimeline, type BandTimeline } from '../../domain/entity/band-timeline.js';
import { entitiesOf } from '../../domain/entity/entity-facts.js';
import type { FactChoices } from '../../domain/entity/fact-choices.js';
import type { EntityEvent } from '../../domain/entity/events.js';
import { bandsOfOwner, countOwner, type CountedOwner, type EntityBand } from '../../domain/entity/owner-bands.js';
import { recountWeeks, saidIn, stateThrough, type RulesOn } from '../../domain/entity/owner-weeks.js';
import { news, revisions } from '../../domain/entity/week-events.js';
import type { RuleSet } from '../../domain/saudization/rule-set.js';
import { weekEnd } from '../../domain/saudization/method.js';
import { addDays, latest, type IsoDate } from '../../domain/standards/calendar.js';
import type { EntityBook } from './entity-book.js';
import type { FactView } from './fact-view.js';
import type { OpenedWeightings } from './opened-weightings.js';
import { sourcesOf } from './owner-sources.js';

/** Owners whose counted days are kept. All are gone through in one order each week: whoever is let in when it is full would push out who comes next. */
const MOST_KEPT = 20_000;

/** What a week's close tells of an entity. */
export interface EntityNews {
  readonly entityId: string;
  readonly ownerId: string;
  /** Revision of its stream; -1 where nothing was told of it. */
  readonly revision: number;
  readonly events: readonly EntityEvent[];
}

export interface CloseParts {
  readonly book: EntityBook;
  readonly weightings: OpenedWeightings;
  readonly rulesOn: RulesOn;
  readonly choices: FactChoices;
}

/** Hears of each owner as he is counted, and of the bands of his entities in the week. */
export type OnOwner = (owner: CountedOwner, bands: ReadonlyMap<string, EntityBand>) => void;

/** Tells owner by owner what the close of a week is to tell. `first` is the first week of all. */
export function createCloser(parts: CloseParts): (week: IsoDate, first: IsoDate, onOwner?: OnOwner) => AsyncGenerator<readonly EntityNews[]> {
  const { book, weightings, rulesOn, choices } = parts;
  const kept = new Map<string, { readonly version: number; readonly rules: RuleSet; readonly counted: CountedOwner }>();

  const count = async (rules: RuleSet, view: FactView, ownerId: string): Promise<CountedOwner> => {
    const sources = sourcesOf(book, view, ownerId);
    const opened = await weightings.of(sources.people);
    return countOwner(rules, ownerId, entitiesOf(rules, choices, { ...sources, weightings: opened }));
  };
  const counted = async (rules: RuleSet, ownerId: string): Promise<CountedOwner> => {
    const [version, found] = [book.version(ownerId), kept.get(ownerId)];
    if (found?.version === version && found.rules === rules) return found.counted;
    const fresh = await count(rules, book, ownerId);
    if (found !== undefined || kept.size < MOST_KEPT) kept.set(ownerId, { version, rules, counted: fresh });
    return fresh;
  };

  /** The entities of an owner, by now or by what was told of them. */
  const entitiesToTell = (owner: CountedOwner, others: Iterable<string>): ReadonlyMap<string, string> => {
    const found = new Map(owner.entities.map(({ entityId, activity }) => [entityId, activity]));
    for (const id of others) {
      const { activity } = book.told(id).timeline;
      if (activity !== null) found.set(id, activity);
    }
    return found;
  };

  /** Revisions of closed weeks by entity, where facts of the owner came late. */
  const lateNews = async (ownerId: string, from: IsoDate, first: IsoDate): Promise<ReadonlyMap<string, { readonly activity: string; readonly events: readonly EntityEvent[] }>> => {
    const found = new Map<string, { activity: string; events: readonly EntityEvent[] }>();
    const closed = book.closed;
    const start = latest(first, weekEnd(rulesOn(first), from));
    if (closed === null || start > closed) return found;
    const weeks = weeksFrom(start, closed);
    const stateOf = (entityId: string) => stateThrough(rulesOn, book.told(entityId).timeline, addDays(start, -7));
    const recount = async (view: FactView) => {
      const bySet = new Map<RuleSet, CountedOwner>();
      for (const rules of new Set(weeks.map(rulesOn))) bySet.set(rules, await count(rules, view, ownerId));
      const of = (rules: RuleSet): CountedOwner => bySet.get(rules) ?? countOwner(rules, ownerId, []);
      return recountWeeks(rulesOn, of, weeks, stateOf);
    };
    const [before, after] = [await recount(book.before()), await recount(book)];
    const activities = new Map([...before, ...after].flatMap((bands) => [...bands.values()].map(({ entityId, activity }) => [entityId, activity] as const)));
    for (const [entityId, activity] of activities) {
      const [then, now] = [saidIn(before, entityId), saidIn(after, entityId)];
      const recounted = weeks.map((week, n) => ({ week, before: then[n], after: now[n] }));
      found.set(entityId, { activity, events: revisions({ entityId, ownerId, activity, timeline: book.told(entityId).timeline }, recounted) });
    }
    return found;
  };

  return async function* (week, first, onOwner) {
    const touched = book.touched();
    const rules = rulesOn(week);
    for (const ownerId of [...book.owners()]) {
      const from = touched.get(ownerId);
      const late = from === undefined ? undefined : await lateNews(ownerId, from, first);
      const timelineOf = (entityId: string): BandTimeline => (late?.get(entityId)?.events ?? []).reduce(evolveTimeline, book.told(entityId).timeline);
      const owner = await counted(rules, ownerId);
      const now = new Map(bandsOfOwner(rules, owner, week, (id) => stateThrough(rulesOn, timelineOf(id), addDays(week, -7))).map((band) => [band.entityId, band]));
      onOwner?.(owner, now);
      const activities = new Map([...entitiesToTell(owner, book.toldOf(ownerId)), ...[...(late ?? [])].map(([id, { activity }]) => [id, activity] as const), ...[...now].map(([id, { activity }]) => [id, activity] as const)]);
      yield [...activities].flatMap(([entityId, activity]) => {
        const timeline = timelineOf(entityId);
        const events = [...(late?.get(entityId)?.events ?? []), ...news({ entityId, ownerId, activity, timeline }, week, now.get(entityId)?.said)];
        return events.length === 0 ? [] : [{ entityId, ownerId, revision: book.told(entityId).revision, events }];
      });
    }
  };
}

function weeksFrom(first: IsoDate, last: IsoDate): readonly IsoDate[] {
  const weeks: IsoDate[] = [];
  for (let week = first; week <= last; week = addDays(week, 7)) weeks.push(week);
  return weeks;
}
