import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { rolesUnder } from '../../domain/access/policy.js';
import { comparePositions, parsePosition, type Position } from '../../domain/ledger/position.js';
import { dayOf, type IsoDate } from '../../domain/standards/calendar.js';
import { isKnownAt, NOT_KNOWN_AT, type KnownAt } from '../entities/as-known.js';
import { readOwnPlaces } from '../entities/own-places.js';
import { readPlace, type EntityPlace } from '../entities/read-owner.js';
import { models } from '../model-names.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { positionHeader } from './answer-headers.js';
import type { ReadTools } from './read-tools.js';
import { recordIdOf, recordNotFound } from './record-param.js';

const ownOnly = rolesUnder('entities.read', 'own');

/** `knownAt`: a position, or an instant in UTC. */
export const knownAtParam = z
  .string()
  .max(100)
  .refine(isKnownAt, { error: NOT_KNOWN_AT })
  .meta({ description: 'As it was known: at a position that an answer named, or at an instant in UTC.' });

/** An entity that a caller may be shown. */
export interface ShownEntity extends EntityPlace {
  readonly position: Position | undefined;
  /** Of an employer, the establishments whose workers he may be shown; undefined for who may be shown all. */
  readonly ownPlaces: ReadonlySet<string> | undefined;
}

/** The entity that a request names. Throws Problem 404 where there is none, or none that is shown to the caller: the same questions are asked. */
export async function shownEntity(parts: ReadTools, request: FastifyRequest, after: Position | undefined): Promise<ShownEntity> {
  const id = recordIdOf(request);
  const own = ownOnly.has(parts.callerOf(request).actor.role);
  const company = own ? await parts.employers.actingFor(request, after) : undefined;
  await waitForModels(parts.progress, after, [models.entities]);
  const ownPlaces = company === undefined ? undefined : await readOwnPlaces(parts.pool, company, id);
  // Where an entity is that is not his is not even looked for: how long that takes would tell whether there is one.
  const { place, position } = await readPlace(parts.pool, ownPlaces?.size === 0 ? null : id, parts.store.logId);
  requireAsNewAs(after, position, [models.entities]);
  if (place === undefined || ownPlaces?.size === 0) throw recordNotFound(positionHeader(position));
  return { ...place, position, ownPlaces };
}

/** The day of the request, in Riyadh. */
export function todayOf(parts: ReadTools): IsoDate {
  return parts.today?.() ?? dayOf(parts.now());
}

/** What was known at a position must be in the read model before it is asked who was there. Throws ForeignPosition. */
export function laterOf(after: Position | undefined, knownAt: KnownAt): Position | undefined {
  const place = knownAt === undefined ? undefined : parsePosition(knownAt);
  return after === undefined || (place !== undefined && comparePositions(place, after) > 0) ? place : after;
}
