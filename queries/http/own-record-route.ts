// Law: to an employer, another's record is as absent: the same questions are asked, and the same is answered.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createOwnReader } from '../own/read-own-rows.js';
import { employerAudience } from '../records/shown-members.js';
import type { RecordView } from '../records/record-view.js';
import type { ShowRecord } from '../records/shown-records.js';
import { requireAsNewAs, waitForModels } from '../wait-for-models.js';
import { namePosition, noneMatch, positionHeader, recordEtag } from './answer-headers.js';
import { parseQuery, positionOf } from './query-string.js';
import type { ReadTools } from './read-route-parts.js';
import { recordIdOf, recordNotFound } from './record-param.js';
import { recordQuery } from './record-query.js';

/** Answers a record of the company for which an employer acts. */
export function ownRecordAnswer(parts: ReadTools, view: RecordView, show: ShowRecord): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const read = createOwnReader(parts.pool, view, parts.store.logId);
  const needed = [view.model, ...view.own.models];
  return async (request, reply) => {
    const id = recordIdOf(request);
    const after = positionOf(parseQuery(recordQuery, request.query).after);
    const company = await parts.employers.actingFor(request, after);
    await waitForModels(parts.progress, after, needed);
    const { row, position, parts: members, survivorId } = await read(id, company);
    requireAsNewAs(after, position, needed);
    if (row === undefined || company === null) throw recordNotFound(positionHeader(position));
    const { text, erased } = await show(view, row, members, employerAudience(row, company));
    namePosition(reply, position);
    const etag = recordEtag(row.revision);
    reply.header('ETag', etag);
    if (survivorId !== undefined) reply.header('Link', `</v1/${view.path}/${survivorId}>; rel="canonical"`);
    // What has lost a part is always sent whole, as to others.
    if (!erased && noneMatch(request.headers['if-none-match'], etag)) return reply.code(304).send();
    return reply.header('Content-Type', 'application/json; charset=utf-8').send(text);
  };
}
