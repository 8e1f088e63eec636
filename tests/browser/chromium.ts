import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packaged, { inflate } from '@sparticuz/chromium';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import manifest from '../../package.json' with { type: 'json' };

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
];

/** A browser of the Chromium family: the one that npm brought, or else one that is installed. */
export async function launchBrowser(): Promise<Browser> {
  const ways: (() => Promise<LaunchOptions> | LaunchOptions)[] = [
    fromPackage,
    () => ({ channel: 'chrome' }),
    ...['chromium', 'chromium-browser', 'google-chrome'].map((name) => () => installed(name)),
  ];
  const refusals: unknown[] = [];
  for (const way of ways) {
    try {
      return await chromium.launch({ args, ...(await way()) });
    } catch (reason) {
      refusals.push(reason);
    }
  }
  throw new AggregateError(
    refusals,
    `No browser runs here. Install Chromium or Chrome.\n${refusals.map(String).join('\n')}`,
  );
}

function installed(name: string): LaunchOptions {
  const folders = (process.env.PATH ?? '').split(':');
  const executablePath = folders.map((folder) => join(folder, name)).find(existsSync);
  if (!executablePath) throw new Error(`${name} is not installed`);
  return { executablePath };
}

/**
 * The package holds a browser for x64 Linux, the libraries that it needs, and a font. The system's own fonts are
 * used too, where there are any.
 */
async function fromPackage(): Promise<LaunchOptions> {
  const folder = await unpacked();
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
    },
  };
}

/**
 * Where the package is unpacked. It would use the folder for temporary files, where other users and other versions
 * leave theirs; so it gets a folder of its own, which appears under its name only when it is complete.
 */
async function unpacked(): Promise<string> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  const folder = join(cache, `chromium-${manifest.devDependencies['@sparticuz/chromium']}`);
  if (existsSync(folder)) return folder;

  await mkdir(cache, { recursive: true });
  const half = await mkdtemp(join(cache, 'chromium-'));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = half;
  try {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    await Promise.all([
      packaged.executablePath(),
      inflate(join(dirname(entry), '../bin/al2023.tar.br')),
    ]);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }
  await writeFile(join(half, 'fonts.conf'), fontsIn(folder));
  // Another test file may have been faster.
  await rename(half, folder).catch(() => rm(half, { recursive: true, force: true }));
  return folder;
}

function fontsIn(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${folder}/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
