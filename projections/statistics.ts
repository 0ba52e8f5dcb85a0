import { defineReadModel } from './engine/projection.js';
import { saudizationCellRows } from './statistics/cell-rows.js';
import { saudizationTableRows } from './statistics/table-rows.js';

/** National tables as they were told: nothing here is counted, so nothing here can tell more than was told. */
export const statistics = defineReadModel({
  name: 'statistics',
  version: 1,
  projections: [saudizationTableRows, saudizationCellRows],
});
