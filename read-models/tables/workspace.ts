import { boolean, defineTable, instant, integer, json, optional, text, uuid, type Row } from '../table.js';
import { ownedBy } from '../wall.js';

/** The counters of a company's workspace. Each is a sum over records, kept as they change. */
export const workspaceCounters = [
  // Humans with a contract that runs, once each.
  'employees',
  'citizens',
  'nonCitizens',
  'establishmentsOpen',
  'establishmentsClosed',
  'contractsDraft',
  'contractsChangeRequested',
  'contractsPending',
  'contractsRunning',
  'contractsEnded',
  'contractsRejected',
  'contractsWithdrawn',
  'contractsLapsed',
  'permitsRequested',
  'permitsPendingPayment',
  'permitsPaid',
  'permitsActive',
  'permitsExpired',
  'permitsRejected',
  'permitsCancelled',
  'permitRenewalsOpen',
  'visaLinesPending',
  'visaLinesAccepted',
  'visaLinesRejected',
  'visasGranted',
  'visasUsed',
  'visasCancelled',
  'visasExpired',
  'visasBalance',
  'transfersInOpen',
  'transfersInCompleted',
  'transfersOutOpen',
  'transfersOutCompleted',
  'authorisedPeople',
] as const;

export type WorkspaceCounter = (typeof workspaceCounters)[number];
export type WorkspaceCounts = Readonly<Partial<Record<WorkspaceCounter, number>>>;

const counterColumns = Object.fromEntries(workspaceCounters.map((counter) => [counter, integer])) as Record<WorkspaceCounter, typeof integer>;

/** One row a company that the ledger has heard of. What needs attention soon is asked of the dated columns of the other tables. */
export const workspaceTable = defineTable({
  name: 'workspace',
  version: 1,
  columns: { id: uuid, ...counterColumns, changedAt: instant, lastEventId: uuid },
  wall: ownedBy('id'),
  indexes: [],
});

export type WorkspaceRow = Row<typeof workspaceTable>;

/** What a record adds to one company's counters. */
export interface WorkspacePart {
  readonly companyId: string;
  readonly counts: WorkspaceCounts;
}

/** One row a record (or part of one) that adds to workspaces, as its stream's last event left it. */
export const workspacePartTable = defineTable({
  name: 'workspace_part',
  version: 1,
  columns: {
    /** `<category>:<id>`. */
    id: text,
    revision: integer,
    parts: json<readonly WorkspacePart[]>(),
  },
  wall: null,
  indexes: [],
});

/** A contract of an employee, as far as head counts ask. */
export interface Employment {
  readonly companyId: string;
  readonly running: boolean;
  /** Of the contract's stream. */
  readonly revision: number;
}

/** One row a human: where he is employed now, and whether he is a citizen. */
export const workspaceEmployeeTable = defineTable({
  name: 'workspace_employee',
  version: 1,
  columns: {
    id: uuid,
    /** Null until his registration is read. */
    citizen: optional(boolean),
    /** Of the employee's stream, -1 until then. */
    revision: integer,
    /** By contract id. */
    employments: json<Readonly<Record<string, Employment>>>(),
  },
  wall: null,
  indexes: [],
});

export type WorkspaceEmployeeRow = Row<typeof workspaceEmployeeTable>;
