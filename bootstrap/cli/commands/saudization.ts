import type { Command } from 'commander';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import { isIsoDate } from '../../../domain/standards/calendar.js';
import { isKnownAt, NOT_KNOWN_AT } from '../../../queries/entities/as-known.js';
import { UsageError } from '../exit-codes.js';
import { countEntities } from '../saudization/count-entities.js';
import { evaluateCases } from '../saudization/evaluate-cases.js';
import { print } from '../print.js';
import { table } from '../table.js';

interface Options {
  readonly json?: boolean;
}

interface EntityOptions extends Options {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly explain?: boolean;
  readonly quotas?: boolean;
}

/** `sijil saudization`: the band of an entity of the ledger, and the Saudization engine over files, without server or ledger. */
export function addSaudizationCommand(program: Command): void {
  const saudization = program
    .command('saudization')
    .description('Saudization ratios and Nitaqat bands: of an entity of the ledger, or of a file')
    // Its own options stand before a sub-command, which has some of the same name.
    .enablePositionalOptions()
    .argument('<entity>', 'an entity’s id, its stream (entity-…), or its path (entities/…)')
    .option('--as-of <day>', 'the day, YYYY-MM-DD; today unless said')
    .option('--known-at <when>', 'as it was known: a position, or an instant YYYY-MM-DDThh:mm:ssZ')
    .option('--explain', 'why: weights, sums, curve, distances, and the weeks that decided the method')
    .option('--quotas', 'how it stands to the quotas of professions instead')
    .option('--json', 'one JSON line')
    .action(async (entity: string, options: EntityOptions) => {
      if (options.asOf !== undefined && !isIsoDate(options.asOf)) throw new UsageError(`--as-of: ${options.asOf} is no date YYYY-MM-DD`);
      if (options.knownAt !== undefined && !isKnownAt(options.knownAt)) throw new UsageError(`--known-at: ${options.knownAt} is ${NOT_KNOWN_AT}`);
      if (options.explain === true && options.quotas === true) throw new UsageError('--explain and --quotas: one of them');
      const { showEntity } = await import('../saudization/show-entity.js');
      await showEntity(entity, { asOf: options.asOf, knownAt: options.knownAt, what: options.explain === true ? 'ground' : options.quotas === true ? 'quotas' : 'band', json: options.json === true });
    });
  saudization
    .command('evaluate')
    .description('compare the bands of a CSV file (activity,date,workers,ratio,band) with those that its curves give')
    .argument('<file>', 'a CSV file with a header; a line is the only entity of its owner')
    .option('--json', 'one JSON line')
    .action(async (file: string, { json }: Options) => {
      const evaluation = await evaluateCases(nitaqat2026, file);
      if (json === true) return print(`${JSON.stringify(evaluation)}\n`);
      const rows = evaluation.differing.map(({ line, expected, got, reason }) => [String(line), expected, got, reason ?? '']);
      return print(`${rows.length === 0 ? '' : `${table(['line', 'expected', 'got', 'reason'], rows)}\n`}${evaluation.agreeing} of ${evaluation.cases} agree\n`);
    });
  saudization
    .command('count')
    .description('count the entities of a file of JSON lines: weights, ratio, method and band on the day asked for')
    .argument('<file>', 'JSON lines, an entity a line')
    .option('--json', 'a JSON line an entity')
    .action(async (file: string, { json }: Options) => {
      for await (const counted of countEntities(nitaqat2026, file)) {
        const { entity, x, saudis, expats, ratio, method, band } = counted;
        await print(
          json === true
            ? `${JSON.stringify(counted)}\n`
            : `${entity}: ${band}, ${ratio === null ? 'no ratio' : `${ratio.toFixed(2)} %`} (${saudis} Saudis, ${expats} expatriates by weight; x ${x}; ${method})\n`,
        );
      }
    });
}
