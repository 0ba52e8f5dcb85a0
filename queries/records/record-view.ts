// Law: a record is shown with the listed columns of its row under their names, its boxes opened as `personal`, and nothing else.
import { z } from 'zod';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import { isoDate } from '../../domain/standards/calendar.js';
import type { RowBox, RowOf, Column, Columns, ColumnSql, Table } from '../../read-models/table.js';
import type { ListFilter } from '../lists/list-filter.js';
import type { ModelName } from '../model-names.js';
import type { PersonalParts } from '../personal/open-rows.js';
import { personalSchema } from '../personal/personal-schema.js';
import type { OwnRows } from '../own/own-rows.js';
import { AUDIENCES, shownPersonal, shownTo, type Audience, type MemberLists, type Shown } from './shown-members.js';

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
  /** Which rows are a company's. */
  readonly own: OwnRows;
  readonly shown: Readonly<Record<Audience, Shown>>;
  /** What any of those who may read it is answered: what not all of them are shown may be absent. */
  readonly answer: z.ZodObject;
  /** What each of them is answered, exactly. */
  readonly answers: Readonly<Record<Audience, z.ZodObject>>;
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
  readonly own: OwnRows;
  readonly members: MemberLists<Exclude<Extract<keyof C, string>, StampColumn>>;
}): RecordView {
  const { path, type, model, table, filters, expiry = null, own, members } = view;
  const shapes = view.shapes as Readonly<Record<string, z.ZodType | undefined>>;
  const columns = Object.keys(table.columns);
  const shown = shownTo(columns, view.personal, members);
  const schemas: Readonly<Record<string, z.ZodType>> = {
    ...Object.fromEntries(Object.entries(table.columns).map(([name, column]) => [name, columnSchema(name, column, shapes[name])])),
    ...stamp,
  };
  const answerWith = (shape: Readonly<Record<string, z.ZodType | undefined>>, personal: z.ZodType): z.ZodObject =>
    z.strictObject({ type: z.literal(type), ...(shape as Readonly<Record<string, z.ZodType>>), personal });
  const answers = Object.fromEntries(
    AUDIENCES.map((audience) => {
      const { columns: listed, personal } = shown[audience];
      return [audience, answerWith(Object.fromEntries(listed.map((name) => [name, schemas[name]])), personalSchema(view.personal, personal))];
    }),
  ) as Record<Audience, z.ZodObject>;
  const listed = columns.filter((name) => AUDIENCES.some((audience) => shown[audience].columns.includes(name)));
  const answer = answerWith(
    Object.fromEntries(listed.map((name) => [name, forSome(schemas[name], hiddenFrom(shown, name))])),
    personalSchema(view.personal, shown['platform-service'].personal, shown.employer.personal),
  );
  return { path, type, model, table, filters, expiry, own, shown, answer, answers };
}

/** Whom of employers a column is hidden from, in words. */
function hiddenFrom(shown: RecordView['shown'], column: string): string | null {
  const [asNew, asCurrent] = [shown.employer.columns.includes(column), shown['current-employer'].columns.includes(column)];
  if (asNew && asCurrent) return null;
  if (asNew) return 'Not shown to the employer whom the employee leaves.';
  return asCurrent ? 'Of employers, shown to the one whom the employee leaves.' : 'Not shown to employers.';
}

/** A member that is absent for some. */
function forSome(schema: z.ZodType | undefined, hidden: string | null): z.ZodType | undefined {
  if (schema === undefined || hidden === null) return schema;
  return schema.optional().meta({ description: [schema.description, hidden].filter((text) => text !== undefined).join(' ') });
}

/** A row as an audience is shown it. */
export function shownRow(view: Pick<RecordView, 'type' | 'shown'>, row: RecordRow, personal: PersonalParts, audience: Audience): object {
  const { columns, personal: fields } = view.shown[audience];
  const answer: Record<string, unknown> = { type: view.type };
  for (const name of columns) answer[name] = row[name];
  // Officials are shown whole parts.
  answer['personal'] = audience === 'platform-service' || audience === 'regulator' ? personal : shownPersonal(fields, personal);
  return answer;
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

function columnSchema(name: string, column: Column, shape: z.ZodType | undefined): z.ZodType {
  if (name === 'lastEventId' || name === 'boxes') return z.never();
  const schema = shape ?? plain[column.sql];
  if (schema === undefined) throw new Error(`a column of ${column.sql} needs a shape`);
  return column.nullable ? schema.nullable() : schema;
}
