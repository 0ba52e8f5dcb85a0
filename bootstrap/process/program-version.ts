import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The version in the package file, found upwards from here: from the sources as from the build. */
export function programVersion(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name?: string; version?: string };
      if (name === 'sijil' && version !== undefined) return version;
    } catch {
      // No package file here; look further up.
    }
    if (dirname(folder) === folder) return 'unknown';
  }
}
