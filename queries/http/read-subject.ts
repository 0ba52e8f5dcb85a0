// Law: a route of the read side tells what a request asks to see, from the schemas it checks it with, and nothing that it did not check.
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import type { ReadSubject } from '../../domain/access/read-on-record.js';
import type { JsonObject } from '../../domain/ledger/json.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';

/** Tells what a request asks to see; for a route’s `config`. */
export type TellSubject = (request: FastifyRequest) => ReadSubject;

export interface SubjectParts {
  /** Category of the record, or of the list’s records. */
  readonly category: string | null;
  /** Parameter of the path that names the record. */
  readonly idIn?: string;
  readonly query: z.ZodObject;
  /** Looks closer at what the schema let pass. Throws Problem. */
  readonly closer?: (checked: Readonly<Record<string, unknown>>) => unknown;
  /** What the request says elsewhere of what it wants, checked too. */
  readonly beside?: (request: FastifyRequest) => JsonObject;
}

/** Makes it for a route. What is not as the schemas have it is left out: it may be anything, and the request is refused. */
export function subjectOf({ category, idIn, query, closer, beside }: SubjectParts): TellSubject {
  return (request) => {
    const id = idIn === undefined ? undefined : (request.params as Readonly<Record<string, string | undefined>>)[idIn];
    const understood = understand(query, closer, request.query);
    return {
      category,
      recordId: id !== undefined && isRecordId(id) ? id : null,
      asked: understood === null ? null : { ...understood, ...beside?.(request) },
    };
  };
}

function understand(query: z.ZodObject, closer: SubjectParts['closer'], given: unknown): JsonObject | null {
  const checked = query.safeParse(given);
  if (!checked.success) return null;
  try {
    closer?.(checked.data);
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
  // Parameters are texts and numbers; those that were not given are left out.
  return Object.fromEntries(Object.entries(checked.data).filter(([, value]) => value !== undefined)) as JsonObject;
}
