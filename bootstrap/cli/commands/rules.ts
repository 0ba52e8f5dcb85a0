import type { Command } from 'commander';
import { hashOfRuleSet } from '../../../commands/registry/rule-set-hash.js';
import { nitaqat2026 } from '../../../domain/saudization/nitaqat-2026.js';
import type { RuleSet } from '../../../domain/saudization/rule-set.js';
import { UsageError } from '../exit-codes.js';
import { print } from '../print.js';
import { checkRuleSetFile, faultsInWords, readRuleSet } from '../rules/read-rule-set.js';
import { readTokenFile } from '../rules/speaker.js';
import { runThenExit } from '../run-ledger.js';

interface Options {
  readonly json?: boolean;
}

interface SayOptions extends Options {
  readonly tokenFile: string;
}

/** `sijil rules`: rule sets of Saudization: shown and checked without a ledger, proposed to one and confirmed by a second person. */
export function addRulesCommand(program: Command): void {
  const rules = program.command('rules').description('rule sets of Saudization');
  rules
    .command('show')
    .description('print the built-in rule set as JSON: what a set of one’s own begins with')
    .action(() => print(`${JSON.stringify(nitaqat2026, null, 2)}\n`));
  rules
    .command('check')
    .description('check a rule set: its schema, no gap and no overlap, no bands that cross for 6 to 50,000 workers')
    .argument('<file>', 'a rule set as JSON')
    .option('--json', 'one JSON line, with all faults')
    .action(async (file: string, { json }: Options) => {
      const checked = await checkRuleSetFile(file);
      if (json === true) await print(`${JSON.stringify(checked.ok ? { ok: true, ...named(checked.set), faults: [] } : { ok: false, faults: checked.faults })}\n`);
      if (!checked.ok) throw new UsageError(`${file}: ${faultsInWords(checked.faults)}`);
      if (json !== true) await print(`${inWords(checked.set)} is sound.\n`);
    });
  for (const { action, name, done, dataOf } of sayings) {
    rules
      .command(action)
      .description(`${action} a rule set: it is checked first`)
      .argument('<file>', 'a rule set as JSON')
      .requiredOption('--token-file <file>', 'a file with the token of the regulator who says it')
      .option('--json', 'one JSON line')
      .action(async (file: string, { tokenFile, json }: SayOptions) => {
        const set = await readRuleSet(file);
        const token = await readTokenFile(tokenFile);
        await runThenExit(async (config, logger, shutdown) => {
          const [{ openLedger }, { sendToRegister }] = await Promise.all([import('../../serve/open-ledger.js'), import('../rules/send-to-register.js')]);
          const { revision, position } = await sendToRegister(await openLedger(config, logger, shutdown), { name, data: dataOf(set), token });
          await print(json === true ? `${JSON.stringify({ ...named(set), revision, position })}\n` : `${inWords(set)} is ${done}.\n`);
        });
      });
  }
}

const sayings = [
  { action: 'propose', name: 'ProposeRuleSet', done: 'proposed', dataOf: (set: RuleSet): object => ({ set }) },
  { action: 'confirm', name: 'ConfirmRuleSet', done: 'adopted', dataOf: (set: RuleSet): object => ({ hash: hashOfRuleSet(set) }) },
] as const;

function named(set: RuleSet): { readonly name: string; readonly version: string; readonly from: string; readonly hash: string } {
  const { name, version, from } = set;
  return { name, version, from, hash: hashOfRuleSet(set) };
}

function inWords(set: RuleSet): string {
  return `${set.name}, version ${set.version}, from ${set.from} on (${hashOfRuleSet(set)})`;
}
