import type { FastifyInstance } from 'fastify';
import type { PoolClient } from 'pg';
import { z } from 'zod';
import { rolesUnder } from '../../domain/access/policy.js';
import { comparePositions, type Position } from '../../domain/ledger/position.js';
import { rowTypes } from '../../read-models/row-types.js';
import { inSnapshot } from '../../read-models/snapshot.js';
import { selectList, tableName } from '../../read-models/table-sql.js';
import { readLowestPosition } from '../lowest-position.js';
import { models } from '../model-names.js';
import { createOwnReader } from '../own/read-own-rows.js';
import { factsBeside, type FactsBeside } from '../records/facts-of-other-registers.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition, positionHeader } from './answer-headers.js';
import { parseQuery, positionOf } from './query-string.js';
import { recordIdOf, recordNotFound } from './record-param.js';
import { recordQuery } from './record-query.js';
import { subjectOf } from './read-subject.js';
import type { ReadTools } from './read-tools.js';
import { actingCompanyHeader, idInPath, routeSchema } from './route-schema.js';

const ownOnly = rolesUnder('records.read', 'own');

/** Adds `GET /v1/companies/{id}/certificates` and `GET /v1/employees/{id}/accreditations`. */
export function addFactsBesideRoutes(app: FastifyInstance, parts: ReadTools): void {
  for (const facts of factsBeside) addRoute(app, parts, facts);
}

function addRoute(app: FastifyInstance, parts: ReadTools, facts: FactsBeside): void {
  const { view, path, operationId, summary, item, itemsOf } = facts;
  const schema = routeSchema({
    operationId,
    summary,
    description: 'Employers read them of records that they may read.',
    tag: view.path,
    params: idInPath,
    query: recordQuery,
    headers: actingCompanyHeader,
    answer: z.strictObject({ items: z.array(item), position: z.string().nullable() }),
    answerText: 'All of them.',
    problems: [400, 401, 403, 404, 410, 503],
  });
  const reader = createOwnReader(parts.employers.ask, view, parts.store.logId);
  const reads = subjectOf({ category: view.type, idIn: 'id', query: recordQuery });
  app.get(`/v1/${view.path}/:id/${path}`, { config: { policy: 'records.read', reads }, schema }, async (request, reply) => {
    const id = recordIdOf(request);
    const after = positionOf(parseQuery(recordQuery, request.query).after);
    const own = ownOnly.has(parts.callerOf(request).actor.role);
    const needed = [view.model, models.entities, ...(own ? view.own.models : [])];
    const shown = own
      ? await parts.employers.reading(request, after, async (acting) => {
          await waitForModels(parts.progress, after, needed);
          return reader.read(id, acting);
        })
      : undefined;
    if (shown === undefined) await waitForModels(parts.progress, after, needed);
    if (shown !== undefined && (shown.company === null || shown.found.row === undefined)) throw recordNotFound(positionHeader(shown.found.position));
    const found = await readFacts(parts, facts, id);
    const position = shown === undefined ? found.position : earlier(shown.found.position, found.position);
    requireAsNewAs(after, position, needed);
    if (!found.exists) throw recordNotFound(positionHeader(position));
    namePosition(reply, position);
    return { items: found.row === undefined ? [] : itemsOf(found.row), position: position ?? null };
  });
}

interface FoundFacts {
  readonly exists: boolean;
  readonly row: unknown;
  readonly position: Position | undefined;
}

/** The facts beside a record, whether there is such a record, and how far both are: in one snapshot. */
function readFacts({ pool, store }: ReadTools, { view, table }: FactsBeside, id: string): Promise<FoundFacts> {
  return inSnapshot(pool, async (db) => ({
    exists: (await rowsOf(db, `select r.id from ${tableName(view.table)} r where r.id = $1::uuid`, id)).length > 0,
    row: (await rowsOf(db, `select ${selectList(table)} from ${tableName(table)} r where r.id = $1::uuid`, id))[0],
    position: await readLowestPosition(db, [view.model, models.entities], store.logId),
  }));
}

async function rowsOf(db: PoolClient, text: string, id: string): Promise<readonly unknown[]> {
  return (await db.query<object>({ text, values: [id], types: rowTypes })).rows;
}

function earlier(one: Position | undefined, other: Position | undefined): Position | undefined {
  if (one === undefined || other === undefined) return undefined;
  return comparePositions(one, other) < 0 ? one : other;
}
