import {
  workspaceCounters,
  workspaceEmployeeTable,
  workspacePartTable,
  workspaceTable,
  type WorkspaceCounter,
  type WorkspacePart,
} from '../read-models/tables/workspace.js';
import { defineReadModel, defineTally, tallySource, type Contribution } from './engine/projection.js';
import { headCounts, workspaceEmployeeRows } from './workspaces/employee-rows.js';
import { workspacePartRows } from './workspaces/part-rows.js';

const zeros = Object.fromEntries(workspaceCounters.map((counter) => [counter, 0])) as Record<WorkspaceCounter, number>;

function contributions(parts: readonly WorkspacePart[]): readonly Contribution[] {
  return parts.map(({ companyId, counts }) => ({ group: companyId, counts }));
}

/** One row a company: the counters of its workspace. */
const totals = defineTally<(typeof workspaceTable)['columns']>({
  table: workspaceTable,
  sources: [
    tallySource(workspacePartTable, workspacePartRows, (row) => contributions(row.parts)),
    tallySource(workspaceEmployeeTable, workspaceEmployeeRows, (row) => contributions(headCounts(row))),
  ],
  add(total, { group, by, fact }) {
    const counts: Record<WorkspaceCounter, number> = { ...zeros };
    for (const counter of workspaceCounters) counts[counter] = (total?.[counter] ?? 0) + (by[counter] ?? 0);
    return { ...counts, id: group, changedAt: fact.metadata.recordedAt, lastEventId: fact.id };
  },
});

/** Workspaces with the rows their counters are sums of. */
export const workspaces = defineReadModel({
  name: 'workspaces',
  version: 1,
  projections: [workspacePartRows, workspaceEmployeeRows],
  tallies: [totals],
});
