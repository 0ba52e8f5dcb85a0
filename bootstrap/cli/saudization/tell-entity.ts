// Law: the command line tells of an entity what the API tells, from the same log and read model; of workers it shows nothing that is sealed.
import type { Pool } from 'pg';
import type { EventRegistry } from '../../../domain/ledger/event-registry.js';
import type { EventStore } from '../../../domain/ledger/event-store.js';
import { logIdOf, parsePosition } from '../../../domain/ledger/position.js';
import { isRecordId, parseStream } from '../../../domain/ledger/stream-name.js';
import type { Vault } from '../../../domain/ledger/vault.js';
import type { IsoDate } from '../../../domain/standards/calendar.js';
import type { KnownAt } from '../../../queries/entities/as-known.js';
import { bandOnDay } from '../../../queries/entities/band-on-day.js';
import { explainedEntity } from '../../../queries/entities/explained-entity.js';
import { dayForEmployer } from '../../../queries/entities/explanation-answer.js';
import { tellQuotas } from '../../../queries/entities/quota-answer.js';
import { Slices } from '../../../queries/entities/slices.js';
import { atOnce } from '../../../domain/standards/steps.js';
import { readPlace, type EntityPlace } from '../../../queries/entities/read-owner.js';
import { standingQuotas } from '../../../queries/entities/standing-quotas.js';
import { createBoxOpener } from '../../../queries/personal/box-opener.js';
import { UsageError } from '../exit-codes.js';

/** What of an open ledger is read. */
export interface TellParts {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly registry: EventRegistry;
  readonly vault: Vault;
}

/** Throws UsageError for a position of another log. */
export function requireOwnLog({ store }: Pick<TellParts, 'store'>, knownAt: KnownAt): void {
  const place = knownAt === undefined ? undefined : parsePosition(knownAt);
  if (place !== undefined && logIdOf(place) !== store.logId) throw new UsageError(`--known-at: ${place} is a position of another log`);
}

/** An entity's band on a day. */
export interface ToldBand extends Awaited<ReturnType<typeof bandOnDay>> {
  readonly entityId: string;
  readonly activity: string;
  readonly ownerId: string;
  readonly asOf: IsoDate;
}

/** The entity that a text names by id, stream or path. Throws UsageError where there is none. */
export async function namedEntity({ pool, store }: TellParts, text: string): Promise<EntityPlace> {
  const name = text.replace(/^\/?(v1\/)?entities\//, '').replace(/\/saudization$/, '');
  const id = parseStream(name)?.category === 'entity' ? parseStream(name)?.id : name;
  const { place } = id !== undefined && isRecordId(id) ? await readPlace(pool, id, store.logId) : {};
  if (place === undefined) throw new UsageError(`${text}: there is no such entity`);
  return place;
}

/** The band of an entity on a day, as it was published by what was known. */
export async function tellEntity(parts: TellParts, { entityId, activity, ownerId }: EntityPlace, asOf: IsoDate, knownAt?: KnownAt): Promise<ToldBand> {
  return { entityId, activity, ownerId, asOf, ...(await bandOnDay(parts, entityId, asOf, knownAt)) };
}

/** Why the entity has its band on a day, by the facts as they were known; sealed categories show in one sum. Undefined where it does not exist then. */
export async function explainEntity(parts: TellParts, place: EntityPlace, asOf: IsoDate, knownAt?: KnownAt) {
  const explained = await explainedEntity({ ...parts, open: createBoxOpener(parts), slices: new Slices() }, place, asOf, knownAt, 'employers');
  if (explained === undefined) return undefined;
  const { told, rated } = explained;
  const places = new Set(rated.placed.map(({ establishmentId }) => establishmentId));
  return { entityId: place.entityId, ...told, today: atOnce(dayForEmployer(explained, places)) };
}

/** How an entity stands to the quotas of professions on a day. */
export interface ToldQuotas {
  readonly entityId: string;
  readonly activity: string;
  readonly asOf: IsoDate;
  readonly ruleSet: { readonly name: string; readonly version: string };
  readonly items: ReturnType<typeof tellQuotas>;
}

/** The quotas of an entity on a day, as they were known. */
export async function quotasOfEntity(parts: TellParts, place: EntityPlace, asOf: IsoDate, knownAt?: KnownAt): Promise<ToldQuotas> {
  const quotas = await standingQuotas({ ...parts, open: createBoxOpener(parts), slices: new Slices() }, place, asOf, knownAt);
  const { name, version } = quotas.rules;
  return { entityId: place.entityId, activity: place.activity, asOf, ruleSet: { name, version }, items: tellQuotas(quotas) };
}
