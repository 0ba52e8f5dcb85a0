// Law: a record is shown with all columns of its row under their names, its boxes opened as `personal`, and nothing else.
import { z } from 'zod';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import { isoDate } from '../../domain/standards/calendar.js';
import type { RowBox, RowOf, Column, Columns, ColumnSql, Table } from '../../read-models/table.js';
import type { ListFilter } from '../lists/list-filter.js';
import type { ModelName } from '../model-names.js';
import type { PersonalParts } from '../personal/open-rows.js';
import { personalSchema } from '../personal/personal-schema.js';

/** What the columns of every record's row are for, beside its own. */
type StampColumn = 'id' | 'revision' | 'createdOn' | 'changedAt' | 'synthetic' | 'lastEventId' | 'boxes';

/** Columns whose SQL type says all: text of any kind, days, numbers, yes or no. */
type Plain<T> = T extends string ? (string extends T ? true : false) : T extends number | boolean ? true : false;

/** A schema for every column of coded words, lists or objects, and for any other that wants to say more. */
type Shapes<C extends Columns> = {
  readonly [K in Exclude<keyof C, StampColumn> as Plain<NonNullable<RowOf<C>[K]>> extends true ? never : K]: z.ZodType;
} & { readonly [K in Exclude<keyof C, StampColumn>]?: z.ZodType };

/** What a row of any record has. */
export interface RecordRow {
  readonly id: string;
  readonly revision: number;
  readonly boxes: readonly RowBox[];
  readonly [column: string]: unknown;
}

/** How records of a kind are read: from which table, shown how, listed by what. */
export interface RecordView {
  /** Path segment under /v1, and tag in OpenAPI. */
  readonly path: string;
  /** `type` in answers. */
  readonly type: string;
  readonly model: ModelName;
  readonly table: Table;
  readonly filters: readonly ListFilter[];
  /** Column that `expiresBefore` compares and then sorts by, and the rows it is asked of. */
  readonly expiry: { readonly column: string; readonly where: string } | null;
  readonly answer: z.ZodObject;
}

/** Describes a view; its answer's schema is made from the table's columns and the shapes given. */
export function defineView<C extends Columns>(view: {
  readonly path: string;
  readonly type: string;
  readonly model: ModelName;
  readonly table: Table<C>;
  readonly shapes: Shapes<C>;
  readonly personal: readonly PersonalPart[];
  readonly filters: readonly ListFilter[];
  readonly expiry?: { readonly column: Extract<keyof C, string>; readonly where: string };
}): RecordView {
  const { path, type, model, table, filters, expiry = null } = view;
  const shapes = view.shapes as Readonly<Record<string, z.ZodType | undefined>>;
  const own = Object.entries(table.columns)
    .filter(([name]) => !(name in stamp) && name !== 'lastEventId' && name !== 'boxes')
    .map(([name, column]) => [name, columnSchema(column, shapes[name])] as const);
  const answer = z.strictObject({
    type: z.literal(type),
    ...stamp,
    ...Object.fromEntries(own),
    personal: personalSchema(view.personal),
  });
  return { path, type, model, table, filters, expiry, answer };
}

/** A row as it is shown. */
export function shownRow(view: Pick<RecordView, 'type'>, row: RecordRow, personal: PersonalParts): object {
  const { boxes: _boxes, lastEventId: _lastEventId, ...columns } = row;
  return { type: view.type, ...columns, personal };
}

const stamp = {
  id: z.string(),
  revision: z.int().min(0).meta({ description: 'Revision of the record: the next If-Match.' }),
  createdOn: isoDate.meta({ description: 'Business day of the first event.' }),
  changedAt: z.iso.datetime().meta({ description: 'When the last event was recorded.' }),
  synthetic: z.boolean().meta({ description: 'True for made-up records of demo and tests.' }),
};

const plain: Readonly<Partial<Record<ColumnSql, z.ZodType>>> = {
  uuid: z.uuid(),
  text: z.string(),
  date: isoDate,
  timestamptz: z.iso.datetime(),
  integer: z.int(),
  bigint: z.int(),
  boolean: z.boolean(),
};

function columnSchema(column: Column, shape: z.ZodType | undefined): z.ZodType {
  const schema = shape ?? plain[column.sql];
  if (schema === undefined) throw new Error(`a column of ${column.sql} needs a shape`);
  return column.nullable ? schema.nullable() : schema;
}
