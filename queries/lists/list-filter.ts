// Law: a filter is one parameter and one SQL condition on the row `r`; its value only ever goes in as a bound parameter.
import { z } from 'zod';
import { nationalityCode } from '../../domain/standards/nationality.js';
import { occupationCode } from '../../domain/standards/occupation.js';
import { regionCode } from '../../domain/standards/regions.js';
import { idParam } from '../http/query-string.js';
import type { ModelName } from '../model-names.js';

/** A parameter by which a list can be narrowed. */
export interface ListFilter {
  readonly name: string;
  readonly schema: z.ZodType<string>;
  /** The condition, for the parameter that holds the value, as in `$3`. */
  readonly sql: (value: string) => string;
  /** Other read models that the condition looks into. */
  readonly models?: readonly ModelName[];
}

/** Rows whose column is the record with that id. */
export function byId(name: string, column: string): ListFilter {
  return { name, schema: idParam, sql: (value) => `r.${column} = ${value}::uuid` };
}

/** Rows in that status. */
export function byStatus(statuses: readonly [string, ...string[]]): ListFilter {
  return { name: 'status', schema: z.enum(statuses), sql: (value) => `r.status = ${value}` };
}

/** Rows whose column of a code or number is that one. */
export function byCode(name: string, schema: z.ZodType<string>, column: string): ListFilter {
  return { name, schema, sql: (value) => `r.${column} = ${value}` };
}

export const byNationality = byCode('nationality', nationalityCode, 'nationality');
export const byOccupation = byCode('occupation', occupationCode, 'occupation');
export const byRegion = byCode('region', regionCode, 'region');
