import { expect, it } from 'vitest';
import { readModels } from '../projections/read-models.js';
import { tablesOf } from '../projections/engine/projection.js';
import { models } from './model-names.js';
import { recordViews } from './records/record-views.js';

it('reads exactly the versions of the read models that the projections write', () => {
  const written = readModels.map(({ name, version }) => `${name} ${version}`);
  const read = Object.values(models).map(({ name, version }) => `${name} ${version}`);
  expect(read.sort()).toEqual(written.sort());
});

it('takes the checkpoint of the read model that writes the table it reads', () => {
  for (const view of recordViews) {
    const writer = readModels.find((model) => tablesOf(model).some((table) => table.name === view.table.name));
    expect(writer?.name, view.path).toBe(view.model.name);
  }
});
