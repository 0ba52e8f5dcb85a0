import type { z } from 'zod';
import type { IsoDate } from '../standards/calendar.js';
import type { DomainEvent, PersonalValues } from './event.js';
import type { JsonObject } from './json.js';

/** One subject's sealed set in an event type: the open field that names the subject, and a schema whose fields are all nullable. */
export interface PersonalPart {
  readonly part: string;
  readonly schema: z.ZodObject;
}

/**
 * An event type in its newest version. `upcasts[n]` turns data of version n + 1 into version n + 2, so a
 * type at version v has v - 1 of them; the registry checks that at start.
 */
export interface EventDefinition<T extends string = string, D extends z.ZodObject = z.ZodObject> {
  readonly type: T;
  readonly version: number;
  /** What happened, in one sentence, for the catalogue. */
  readonly summary: string;
  /** Schema of the open data, without `boxes` and `basis`; always with `effectiveOn`. */
  readonly data: D;
  readonly personal: readonly PersonalPart[];
  readonly upcasts: readonly ((data: JsonObject) => JsonObject)[];
}

/** The event that a definition describes, as deciders and folds see it. */
export type EventOf<Def> =
  Def extends EventDefinition<infer T, infer D>
    ? DomainEvent<T, z.output<D>> & { readonly personal?: Readonly<Record<string, PersonalValues>> }
    : never;

/** Describes an event type. A first version needs no upcasts; personal parts are empty unless said. */
export function defineEvent<T extends string, D extends z.ZodObject>(definition: {
  type: T;
  version?: number;
  summary: string;
  data: D;
  personal?: readonly PersonalPart[];
  upcasts?: readonly ((data: JsonObject) => JsonObject)[];
}): EventDefinition<T, D> {
  return { version: 1, personal: [], upcasts: [], ...definition };
}

/** What an event does to the deadlines of its record: the rules it sets a day for, and those it clears. */
export interface DeadlineChanges {
  readonly set?: readonly { readonly rule: string; readonly day: IsoDate }[];
  readonly clear?: readonly string[] | 'all';
}
