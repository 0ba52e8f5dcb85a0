// Values that stand for a human's own: each is found again wherever it goes, in clear, in hexadecimal or in base64.
import pg from 'pg';

/** A value that must not be found, by what it is. */
export type Canaries = Readonly<Record<string, string>>;

/** The forms in which a canary would be found. */
function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  // Base64 of a text inside a longer one depends on where it begins: the inner characters of each of the three cases.
  const shifted = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return whole.slice(before === 0 ? 0 : 4, -1);
  });
  const escaped = JSON.stringify(value).slice(1, -1);
  return [...new Set([value, escaped, bytes.toString('hex'), encodeURIComponent(value), ...shifted.filter((text) => text.length >= 8)])];
}

/** The canaries that a text holds, in any form. */
export function canariesIn(text: string, canaries: Canaries): readonly string[] {
  return Object.entries(canaries).flatMap(([what, value]) => (formsOf(value).some((form) => text.includes(form)) ? [what] : []));
}

/** Every row of every table of a database as text, by table. */
export async function everyRow(url: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const found = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
      found.set(name, rows.map((row) => row.text).join('\n'));
    }
    return found;
  } finally {
    await client.end();
  }
}
