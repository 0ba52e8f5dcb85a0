import type { Command } from 'commander';
import { boxesOf, type RecordedEvent } from '../../../domain/ledger/event.js';
import { readWholeStream, type EventStore } from '../../../domain/ledger/event-store.js';
import { isRecordId, parseStream, streamOf } from '../../../domain/ledger/stream-name.js';
import { recordTypes } from '../../ledger/record-types.js';
import * as tokens from '../../container/tokens.js';
import { openLedger } from '../../serve/open-ledger.js';
import { UsageError } from '../exit-codes.js';
import { print } from '../print.js';
import { runThenExit } from '../run-ledger.js';
import { table } from '../table.js';

/** `sijil events RECORD`: the history of one record, sealed values left sealed. */
export function addEventsCommand(program: Command): void {
  program
    .command('events')
    .argument('<record>', 'a record’s id, its stream (company-…), or its path (companies/…)')
    .description('show the history of a record')
    .option('--json', 'one JSON line an event')
    .action((record: string, { json }: { json?: boolean }) =>
      runThenExit(async (config, logger, shutdown) => {
        const streams = streamsNamed(record);
        const { container } = await openLedger(config, logger, shutdown);
        const events = await firstWithEvents(container.resolve(tokens.EVENT_STORE), streams);
        if (events.length === 0) throw new UsageError(`${record}: there is no such record`);
        await print(json === true ? events.map((event) => `${JSON.stringify(event)}\n`).join('') : `${asTable(events)}\n`);
      }),
    );
}

function streamsNamed(record: string): readonly string[] {
  const [path, id] = record.replace(/^\/?(v1\/)?/, '').split('/');
  if (id !== undefined && isRecordId(id)) return recordTypes.filter((type) => type.path === path).map((type) => streamOf(type.category, id));
  if (isRecordId(record)) return recordTypes.map((type) => streamOf(type.category, record));
  if (parseStream(record) !== undefined) return [record];
  throw new UsageError(`record: ${record} is no id, stream or path of a record`);
}

async function firstWithEvents(store: EventStore, streams: readonly string[]): Promise<readonly RecordedEvent[]> {
  for (const stream of streams) {
    const events = await readWholeStream(store, stream);
    if (events.length > 0) return events;
  }
  return [];
}

function asTable(events: readonly RecordedEvent[]): string {
  return table(
    ['revision', 'type', 'effective on', 'recorded at', 'command', 'sealed'],
    events.map((event) => [
      String(event.revision),
      event.type,
      String(event.data['effectiveOn']),
      event.metadata.recordedAt,
      event.metadata.commandName,
      String(boxesOf(event).length),
    ]),
  );
}
